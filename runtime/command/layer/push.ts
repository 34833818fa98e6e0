// tenon layer push <tenant> <folder>: a tenant's own metadata becomes what a folder holds, tables included.
import type { Command } from "commander"
import { mergeLayers, type LayerFile } from "../../../engine/layer/index.ts"
import { layersFor, loadLayer } from "../../metadata/index.ts"
import {
  readOwnLayers,
  registryOf,
  requireTenant,
  type OwnLayers,
  type StoredFile,
} from "../../tenant/index.ts"
import { described, type Context } from "../context.ts"
import { faulty, hasErrors } from "../faulty.ts"
import type { Output } from "../output.ts"
import type { World } from "../world.ts"
import { planText, publish, type PublishOptions } from "./publish.ts"

export function layerPush(group: Command, context: Context): void {
  described(
    group.command("push <tenant> <folder>"),
    "Make a folder the tenant's own metadata: check, migrate and publish, all or nothing.",
    ["tenon layer push acme ./acme", "tenon layer push acme ./acme --accept MIG101"],
  )
    .option("--plan", "only show the steps and hazards")
    .option("--accept <code...>", "hazards that destroy data and are meant")
    .action((tenant: string, folder: string, options: PublishOptions) =>
      context.withWorld(options, (world) => push(world, tenant, folder, options)),
    )
}

async function push(
  world: World,
  name: string,
  folder: string,
  { plan, accept }: PublishOptions,
): Promise<Output> {
  const { control } = world
  const tenant = await requireTenant(control, { name })
  const before = await readOwnLayers(registryOf(control), tenant.id)
  const { layers, diagnostics } = await loadLayer(folder, name, "tenant")
  if (hasErrors(diagnostics)) throw faulty(`The folder ${folder}`, "Nothing was changed.", diagnostics)
  const files = await based(world, name, before, layers[0]?.files ?? [])
  const change = { tenant, before, after: { files }, by: "tenon layer push" }
  if (plan === true) return planText(world, change)
  const steps = await publish(world, change, accept)
  const json = { tenant: name, files: files.map(({ path }) => path), steps }
  return { text: `${name} has ${files.length} files of its own; ${steps} changes of its tables.`, json }
}

/** Each file with what the layers below hold in its place now. */
async function based(
  { metadata }: World,
  name: string,
  { additions }: OwnLayers,
  files: readonly LayerFile[],
): Promise<readonly StoredFile[]> {
  const { items } = mergeLayers(layersFor(await metadata.installed(), name, { additions, files: [] })).source
  return files.map(({ path, content }) => ({ path, content, base: items.get(path)?.content ?? null }))
}
