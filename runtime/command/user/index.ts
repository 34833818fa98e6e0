// tenon user: who may log in.
import type { Command } from "commander"
import type { Context } from "../context.ts"
import { userCreate } from "./create.ts"
import { userPassword } from "./password.ts"

export function userCommands(program: Command, context: Context): void {
  const group = program.command("user").description("Create users and set their passwords.")
  for (const add of [userCreate, userPassword]) add(group, context)
}
