// tenon layer push <tenant> <folder>: a tenant's own metadata becomes what a folder holds, tables included.
import type { Command } from "commander"
import { Problem } from "../../../engine/error/index.ts"
import { mergeLayers, type Layer } from "../../../engine/layer/index.ts"
import type { Model } from "../../../engine/model/index.ts"
import { loadLayer, overlayLayer } from "../../metadata/index.ts"
import { apply, planned } from "../../migrate/index.ts"
import { registryOf, replaceLayer, requireTenant, type StoredFile, type Tenant } from "../../tenant/index.ts"
import { described, type Context, type Shared } from "../context.ts"
import { faulty, hasErrors } from "../faulty.ts"
import { NeedsYes, type Output } from "../output.ts"
import type { World } from "../world.ts"

interface Options extends Shared {
  readonly accept?: readonly string[]
}

export function layerPush(group: Command, context: Context): void {
  described(
    group.command("push <tenant> <folder>"),
    "Make a folder the tenant's own metadata: check, migrate and publish, all or nothing.",
    ["tenon layer push acme ./acme", "tenon layer push acme ./acme --accept MIG101"],
  )
    .option("--accept <code...>", "hazards that destroy data and are meant")
    .action((tenant: string, folder: string, options: Options) =>
      context.withWorld(options, (world) =>
        push(world, { name: tenant, folder, accepted: options.accept ?? [] }),
      ),
    )
}

interface Push {
  readonly name: string
  readonly folder: string
  readonly accepted: readonly string[]
}

async function push(world: World, { name, folder, accepted }: Push): Promise<Output> {
  const { control } = world
  const tenant = await requireTenant(control, { name })
  const { files, model } = await read(world, name, folder)
  const steps = await publish(world, tenant, { files, model, accepted })
  const json = { tenant: name, files: files.map(({ path }) => path), fingerprint: model.fingerprint, steps }
  return { text: `${name} has ${files.length} files of its own; ${steps} changes of its tables.`, json }
}

interface Publishing {
  readonly files: readonly StoredFile[]
  readonly model: Model
  readonly accepted: readonly string[]
}

/** Stores the files and migrates the tables in one transaction; gives the number of steps. */
async function publish(
  { control }: World,
  tenant: Tenant,
  { files, model, accepted }: Publishing,
): Promise<number> {
  const store = (registry: Parameters<typeof replaceLayer>[0]): Promise<void> =>
    replaceLayer(registry, tenant.id, files)
  if (model.fingerprint === tenant.fingerprint) {
    await store(registryOf(control))
    return 0
  }
  const prepared = await planned(control, tenant, { from: tenant.fingerprint, to: model, at: new Date() })
  const options = { accepted, by: "tenon layer push", layer: JSON.stringify(files), also: store }
  await apply(control, tenant, prepared, options).catch((fault: unknown) => {
    if (!(fault instanceof Problem) || fault.code !== "MIG001") throw fault
    throw new NeedsYes(fault.message, `the same with --accept. ${fault.parts.hint ?? ""}`)
  })
  return prepared.plan.steps.length
}

async function read(
  { metadata }: World,
  name: string,
  folder: string,
): Promise<Omit<Publishing, "accepted">> {
  const [own, modules] = [await loadLayer(folder, name, "tenant"), await metadata.modules()]
  const files = own.layers.flatMap((layer) => layer.files)
  const compiled = metadata.models.of([...modules.layers, overlayLayer(name, files)])
  const found = [...own.diagnostics, ...compiled.diagnostics]
  if (!compiled.ok || hasErrors(found)) {
    throw faulty(`What ${folder} adds to the installed modules`, "Nothing was changed.", found)
  }
  return { files: based(files, modules.layers), model: compiled.model }
}

/** Each file with what the layers below hold in its place now. */
function based(files: Layer["files"], below: readonly Layer[]): readonly StoredFile[] {
  const { items } = mergeLayers(below).source
  return files.map(({ path, content }) => ({ path, content, base: items.get(path)?.content ?? null }))
}
