// tenon layer list [tenant]: what can be added, or what a tenant has and which revisions led there.
import type { Command } from "commander"
import { listRevisions } from "../../migrate/index.ts"
import { listAdditions, readOwnLayers, registryOf, requireTenant } from "../../tenant/index.ts"
import { described, type Context, type Shared } from "../context.ts"
import { table, type Output } from "../output.ts"
import type { World } from "../world.ts"

/** Revisions shown as text; JSON has them all. */
const shownRevisions = 10

export function layerList(group: Command, context: Context): void {
  described(
    group.command("list [tenant]"),
    "List the plugins and templates that can be added, or a tenant's layers in order and its revisions.",
    ["tenon layer list", "tenon layer list acme --json"],
  ).action((tenant: string | undefined, options: Shared) =>
    context.withWorld(options, (world) =>
      tenant === undefined ? installed(world) : ofTenant(world, tenant),
    ),
  )
}

async function installed({ control, metadata }: World): Promise<Output> {
  const [{ additions }, added] = [await metadata.installed(), await listAdditions(registryOf(control))]
  const all = [...added.values()].flat()
  const layers = [...additions.values()].map(({ layer, ...about }) => ({
    ...about,
    files: layer.files.length,
    tenants: all.filter((ref) => ref === about.ref).length,
  }))
  const rows = layers.map(({ ref, version, tenants, title, description = "" }) => [
    ref,
    version,
    String(tenants),
    title,
    description,
  ])
  const none = "No plugin and no template is installed."
  return { text: table(["LAYER", "VERSION", "TENANTS", "TITLE", "DESCRIPTION"], rows, none), json: layers }
}

async function ofTenant({ control, metadata }: World, name: string): Promise<Output> {
  const tenant = await requireTenant(control, { name })
  const [all, own] = [await metadata.installed(), await readOwnLayers(registryOf(control), tenant.id)]
  const modules = all.modules.map((module) => ({
    layer: module.name,
    kind: "module",
    files: module.files.length,
  }))
  // As they lie upon one another: plugins below templates.
  const additions = own.additions.toSorted(byKind).map((ref) => {
    const found = all.additions.get(ref)
    const about =
      found === undefined ? { missing: true } : { version: found.version, files: found.layer.files.length }
    return { layer: ref, kind: ref.split(":")[0], ...about }
  })
  const files = { layer: name, kind: "tenant", files: own.files.length }
  const layers = [...modules, ...additions, files]
  const revisions = (await listRevisions(control, tenant)).map(({ layer: _, steps, ...rest }) => ({
    ...rest,
    steps: steps.length,
  }))
  const rows = layers.map((layer) => [
    layer.layer,
    layer.kind ?? "",
    "missing" in layer ? "not installed" : String(layer.files),
  ])
  const moves = revisions
    .slice(0, shownRevisions)
    .map(({ number, kind, at, by, steps }) => [
      String(number),
      kind,
      at.slice(0, 19),
      String(steps),
      by ?? "",
    ])
  const text = [
    table(["LAYER", "KIND", "FILES"], rows, ""),
    table(["REVISION", "KIND", "AT", "STEPS", "BY"], moves, "It has no revisions yet."),
  ]
  return { text: text.join("\n\n"), json: { tenant: name, layers, revisions } }
}

function byKind(a: string, b: string): number {
  const rank = (ref: string): number => (ref.startsWith("plugin:") ? 0 : 1)
  return rank(a) - rank(b)
}
