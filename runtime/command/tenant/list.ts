// tenon tenant list
import type { Command } from "commander"
import { listTenants } from "../../tenant/index.ts"
import { described, type Context, type Shared } from "../context.ts"
import { table, type Output } from "../output.ts"
import type { World } from "../world.ts"

export function tenantList(group: Command, context: Context): void {
  described(group.command("list"), "List the tenants with their server and state.", [
    "tenon tenant list",
    "tenon tenant list --json",
  ]).action((options: Shared) => context.withWorld(options, list))
}

async function list({ control }: World): Promise<Output> {
  const tenants = await listTenants(control)
  const rows = tenants.map(({ name, title, state, server, fingerprint, created_at }) => [
    name,
    title,
    state,
    server,
    fingerprint.slice(0, 12),
    created_at.slice(0, 10),
  ])
  const headings = ["NAME", "TITLE", "STATE", "SERVER", "MODEL", "SINCE"]
  const none = "There are no tenants. Create one with: tenon tenant create <name>"
  return { text: table(headings, rows, none), json: tenants }
}
