// tenon check: whether the installed modules make a model, alone and with each plugin and template, or with what a tenant has.
import type { Command } from "commander"
import type { Diagnostic } from "../../engine/error/index.ts"
import type { Compiled } from "../../engine/model/index.ts"
import { readOwnLayers, registryOf, requireTenant } from "../tenant/index.ts"
import { described, type Context, type Shared } from "./context.ts"
import type { Output } from "./output.ts"
import type { World } from "./world.ts"

interface Options extends Shared {
  readonly tenant?: string
}

export function checkCommand(program: Command, context: Context): void {
  described(
    program.command("check"),
    "Check the metadata: all faults at once, each with file, place and mend.",
    ["tenon check", "tenon check --tenant acme"],
  )
    .option("--tenant <name>", "with what the tenant added and changed, instead of each plugin and template")
    .action((options: Options) => context.withWorld(options, (world) => check(world, options)))
}

async function check(world: World, { tenant }: Options): Promise<Output> {
  const [first, ...others] =
    tenant === undefined ? await compiledAll(world) : [await compiledFor(world, tenant)]
  const found = unique([first, ...others].flatMap((one) => one?.diagnostics ?? []))
  const errors = found.filter(({ severity }) => severity === "error").length
  const counts = `${errors} errors, ${found.length - errors} warnings`
  const good = first?.ok === true && errors === 0
  const facts =
    first?.ok === true ? { fingerprint: first.model.fingerprint, entities: first.model.entities.size } : {}
  const summary = good
    ? `The metadata is good: ${first.model.entities.size} entities, ${counts}.`
    : `${counts}.`
  return {
    text: [...found.map(shown), summary].join("\n"),
    json: { ok: good, ...facts, diagnostics: found },
    code: good ? 0 : 1,
  }
}

/** The modules alone, then with each plugin and template. */
async function compiledAll({ metadata }: World): Promise<readonly Compiled[]> {
  const { additions, diagnostics } = await metadata.installed()
  const alone = await metadata.compile("", { additions: [], files: [] })
  const all: Compiled[] = [{ ...alone, diagnostics: [...diagnostics, ...alone.diagnostics] }]
  for (const ref of additions.keys()) all.push(await metadata.compile("", { additions: [ref], files: [] }))
  return all
}

async function compiledFor({ metadata, control }: World, name: string): Promise<Compiled> {
  const { id } = await requireTenant(control, { name })
  return metadata.compile(name, await readOwnLayers(registryOf(control), id))
}

/** A fault of the modules is one, however often they were compiled. */
function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [JSON.stringify(one), one])).values()]
}

/** `crm/entities/lead.json#/properties/name error MOD003 ... (did you mean ...)`, with the layer where it is not the module's. */
function shown({ file = "", pointer = "", severity, code, message, hint, layer }: Diagnostic): string {
  const from = layer === undefined || file.startsWith(`${layer}/`) ? "" : ` [${layer}]`
  return `${file}#${pointer} ${severity} ${code}: ${message}${hint === undefined ? "" : ` ${hint}`}${from}`
}
