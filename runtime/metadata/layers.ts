// Decides which layers the modules on disk make, in order of dependency, and which a folder or the stored files of a tenant.
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import type { Diagnostic } from "../../engine/error/index.ts"
import { isObject, type Layer, type LayerFile, type LayerKind } from "../../engine/layer/index.ts"
import { readFolder } from "./read-folder.ts"

export interface Loaded {
  readonly layers: readonly Layer[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * The layers of all modules in `root` (`metadata/`), one a folder, each after those it depends on. What a module changes in
 * another stands below `extends/`: `crm/extends/base/entities/user.json` is its patch of `base/entities/user.json`.
 */
export async function loadModules(root: string): Promise<Loaded> {
  const names = await foldersIn(root)
  const read = await Promise.all(
    names.map(async (name) => ({ name, ...(await readFolder(join(root, name), name)) })),
  )
  const layers = read.map(({ name, files }): Layer => ({
    name,
    kind: "module",
    files: files.map((file) => placed(name, file)),
  }))
  const diagnostics = read.flatMap((one) =>
    one.diagnostics.map((fault) => ({ ...fault, file: pathIn(one.name, fault.file ?? "") })),
  )
  return { layers: byDependency(layers), diagnostics }
}

/** A folder as one layer: files stand below it by module, `crm/entities/lead.json`. */
export async function loadLayer(root: string, name: string, kind: LayerKind): Promise<Loaded> {
  const { files, diagnostics } = await readFolder(root, name)
  return { layers: [{ name, kind, files }], diagnostics }
}

/** A tenant's stored overlay as the last layer. */
export function overlayLayer(tenant: string, files: readonly LayerFile[]): Layer {
  return { name: tenant, kind: "tenant", files }
}

async function foldersIn(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .sort()
}

function placed(module: string, file: LayerFile): LayerFile {
  return { path: pathIn(module, file.path), content: file.content }
}

function pathIn(module: string, path: string): string {
  const extended = /^extends\/(.+)$/.exec(path)?.[1]
  return extended ?? `${module}/${path}`
}

/** Each layer after those that its module.json names; unknown names and circles are the compiler's to report. */
function byDependency(layers: readonly Layer[]): readonly Layer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]))
  const ordered = new Set<Layer>()
  const visit = (layer: Layer, open: ReadonlySet<string>): void => {
    if (ordered.has(layer) || open.has(layer.name)) return
    for (const name of dependenciesOf(layer)) {
      const other = byName.get(name)
      if (other !== undefined) visit(other, new Set([...open, layer.name]))
    }
    ordered.add(layer)
  }
  for (const layer of layers) visit(layer, new Set())
  return [...ordered]
}

function dependenciesOf({ name, files }: Layer): readonly string[] {
  const module = files.find((file) => file.path === `${name}/module.json`)?.content
  const depends = isObject(module) ? module["depends"] : undefined
  return Array.isArray(depends) ? depends.filter((one): one is string => typeof one === "string") : []
}
