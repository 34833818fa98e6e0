// tenon tenant resume <name>
import type { Command } from "commander"
import { resume } from "../../tenant/index.ts"
import { described, type Context, type Shared } from "../context.ts"

export function tenantResume(group: Command, context: Context): void {
  described(group.command("resume <name>"), "Open the door of a suspended tenant again.", [
    "tenon tenant resume acme",
  ]).action((name: string, options: Shared) =>
    context.withWorld(options, async ({ control }) => {
      const { state } = await resume(control, name)
      return { text: `${name} is open again.`, json: { name, state } }
    }),
  )
}
