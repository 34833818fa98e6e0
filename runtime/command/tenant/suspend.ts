// tenon tenant suspend <name>
import type { Command } from "commander"
import { suspend } from "../../tenant/index.ts"
import { described, type Context, type Shared } from "../context.ts"

export function tenantSuspend(group: Command, context: Context): void {
  described(
    group.command("suspend <name>"),
    "Close the door of a tenant: requests are refused, its data stays.",
    ["tenon tenant suspend acme"],
  ).action((name: string, options: Shared) =>
    context.withWorld(options, async ({ control }) => {
      const { state } = await suspend(control, name)
      return { text: `${name} is suspended: its requests are refused from now on.`, json: { name, state } }
    }),
  )
}
