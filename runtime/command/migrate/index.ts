// tenon migrate: the tables of tenants follow their metadata.
import type { Command } from "commander"
import type { Context } from "../context.ts"
import { migrateApply } from "./apply.ts"
import { migratePlan } from "./plan.ts"
import { migrateStatus } from "./status.ts"

export function migrateCommands(program: Command, context: Context): void {
  const group = program
    .command("migrate")
    .description("Plan, apply and watch changes of the tenants' tables.")
  for (const add of [migratePlan, migrateApply, migrateStatus]) add(group, context)
}
