// tenon tenant drop <name> --confirm <name>
import type { Command } from "commander"
import { drop, requireTenant } from "../../tenant/index.ts"
import { described, type Context, type Shared } from "../context.ts"
import { NeedsYes, type Output } from "../output.ts"
import type { World } from "../world.ts"

interface Options extends Shared {
  readonly confirm?: string
}

export function tenantDrop(group: Command, context: Context): void {
  described(group.command("drop <name>"), "Destroy a suspended tenant with all its data.", [
    "tenon tenant suspend acme && tenon tenant drop acme --confirm acme",
  ])
    .option("--confirm <name>", "the tenant's name once more")
    .action((name: string, options: Options) =>
      context.withWorld(options, (world) => carryOut(world, name, options)),
    )
}

async function carryOut({ control }: World, name: string, { confirm }: Options): Promise<Output> {
  const { title, schema, server } = await requireTenant(control, { name })
  if (confirm === undefined) {
    throw new NeedsYes(
      `This destroys "${title}": schema ${schema} on ${server}, its records, passwords and sessions.`,
      `tenon tenant drop ${name} --confirm ${name}`,
    )
  }
  await drop(control, name, confirm)
  return { text: `${name} is gone.`, json: { name, state: "dropped" } }
}
