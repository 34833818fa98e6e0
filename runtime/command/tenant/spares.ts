// tenon tenant spares: schemas made ahead, so that `tenant create` costs a rename.
import type { Command } from "commander"
import { wanted } from "../../../engine/migration/index.ts"
import { schemaScript } from "../../sql/ddl/index.ts"
import { dropSpares, fillSpares, listServers, registryOf } from "../../tenant/index.ts"
import { described, type Context, type Shared } from "../context.ts"
import { WrongUsage, type Output } from "../output.ts"
import type { Progress } from "../progress.ts"
import type { World } from "../world.ts"

interface Options extends Shared {
  readonly count: string
}

export function tenantSpares(group: Command, context: Context): void {
  const sentence = "Make schemas ahead on each open server, and remove those of former models."
  described(group.command("spares"), sentence, [
    "tenon tenant spares --count 20",
    "tenon tenant spares --count 0",
  ])
    .option("--count <number>", "how many are to wait on each open server", "10")
    .action((options: Options) =>
      context.withWorld(options, (world, progress) => make(world, progress, options)),
    )
}

async function make(world: World, progress: Progress, { count }: Options): Promise<Output> {
  if (!/^\d{1,4}$/.test(count)) throw new WrongUsage(`--count is a number from 0 to 9999, not "${count}".`)
  const { control, metadata } = world
  const model = await metadata.standard()
  const { fingerprint } = model
  const removed = await dropSpares(control, count === "0" ? [] : [fingerprint])
  const script = schemaScript(wanted(model), fingerprint)
  const made: Record<string, number> = {}
  for (const { name, open } of await listServers(registryOf(control))) {
    if (!open) continue
    progress.show(`Making spares on ${name}`)
    made[name] = await fillSpares(control, { server: name, fingerprint }, Number(count), script)
  }
  const told = Object.entries(made).map(([server, some]) => `${some} made on ${server}, ${count} wait there.`)
  return { text: [...told, `${removed} removed.`].join("\n"), json: { made, removed } }
}
