// tenon tenant: the life of tenants.
import type { Command } from "commander"
import type { Context } from "../context.ts"
import { tenantCreate } from "./create.ts"
import { tenantDrop } from "./drop.ts"
import { tenantList } from "./list.ts"
import { tenantResume } from "./resume.ts"
import { tenantSpares } from "./spares.ts"
import { tenantSuspend } from "./suspend.ts"

export function tenantCommands(program: Command, context: Context): void {
  const group = program.command("tenant").description("Create, list, suspend, resume and drop tenants.")
  for (const add of [tenantCreate, tenantList, tenantSuspend, tenantResume, tenantDrop, tenantSpares])
    add(group, context)
}
