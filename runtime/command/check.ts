// tenon check: whether the installed modules, or a tenant's layer upon them, make a model.
import type { Command } from "commander"
import type { Diagnostic } from "../../engine/error/index.ts"
import { requireTenant } from "../tenant/index.ts"
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
    .option("--tenant <name>", "with the tenant's own layer")
    .action((options: Options) => context.withWorld(options, (world) => check(world, options)))
}

async function check({ metadata, control }: World, { tenant }: Options): Promise<Output> {
  const { layers, diagnostics } = await metadata.modules()
  const own =
    tenant === undefined
      ? layers
      : await metadata.layersOf((await requireTenant(control, { name: tenant })).id)
  const compiled = metadata.models.of(own)
  const found = [...diagnostics, ...compiled.diagnostics]
  const errors = found.filter(({ severity }) => severity === "error").length
  const counts = `${errors} errors, ${found.length - errors} warnings`
  const good = compiled.ok && errors === 0
  const facts = compiled.ok
    ? { fingerprint: compiled.model.fingerprint, entities: compiled.model.entities.size }
    : {}
  const summary = good
    ? `The metadata is good: ${compiled.model.entities.size} entities, ${counts}.`
    : `${counts}.`
  return {
    text: [...found.map(shown), summary].join("\n"),
    json: { ok: good, ...facts, diagnostics: found },
    code: good ? 0 : 1,
  }
}

/** `crm/entities/lead.json#/properties/name error MOD003 ... (did you mean ...)`, with the layer where it is not the module's. */
function shown({ file = "", pointer = "", severity, code, message, hint, layer }: Diagnostic): string {
  const from = layer === undefined || file.startsWith(`${layer}/`) ? "" : ` [${layer}]`
  return `${file}#${pointer} ${severity} ${code}: ${message}${hint === undefined ? "" : ` ${hint}`}${from}`
}
