// What is installed, and which layers it makes for a tenant: modules, the plugins and templates that the tenant added, its
// own files. Later layers win.
import { nearest, Problem, type Diagnostic } from "../../engine/error/index.ts"
import type { Layer, LayerFile } from "../../engine/layer/index.ts"
import { loadAdditions, type Addition, type AdditionFolders } from "./additions.ts"
import { loadModules, overlayLayer } from "./layers.ts"

/** What stands on disk, read at one moment. */
export interface Installed {
  /** The layers of the modules, each after those it depends on. */
  readonly modules: readonly Layer[]
  /** Plugins and templates by ref, `template:wholesale`. */
  readonly additions: ReadonlyMap<string, Addition>
  /** What is wrong with files: those of a plugin or template have its ref as their layer. */
  readonly diagnostics: readonly Diagnostic[]
}

export interface Folders extends AdditionFolders {
  readonly modules: string
}

/** Reads everything anew, since files change while a process runs. Rejects only when the modules' folder cannot be read. */
export async function loadInstalled(folders: Folders): Promise<Installed> {
  const [modules, { additions, diagnostics }] = await Promise.all([
    loadModules(folders.modules),
    loadAdditions(folders),
  ])
  return { modules: modules.layers, additions, diagnostics: [...modules.diagnostics, ...diagnostics] }
}

/** What a tenant has beside the modules: refs in the order of adding, and its own files. */
export interface Chosen {
  readonly additions: readonly string[]
  readonly files: readonly LayerFile[]
}

/** The tenant's layers in order, plugins below templates; refuses with TEN011 when one that it added is not installed. */
export function layersFor(
  installed: Installed,
  tenant: string,
  { additions, files }: Chosen,
): readonly Layer[] {
  const added = additions.map((ref) => additionNamed(installed, ref).layer)
  const [plugins, templates] = ["plugin", "template"].map((kind) => added.filter((one) => one.kind === kind))
  const own = files.length === 0 ? [] : [overlayLayer(tenant, files)]
  return [...installed.modules, ...(plugins ?? []), ...(templates ?? []), ...own]
}

/** The plugin or template; refuses with TEN011, with the nearest as a hint, when there is none. */
export function additionNamed({ additions }: Installed, ref: string): Addition {
  const found = additions.get(ref)
  if (found !== undefined) return found
  const near = nearest(ref, additions.keys())
  const known = [...additions.keys()].join(", ")
  throw new Problem("TEN011", {
    detail: `Nothing that is installed is called "${ref}".`,
    hint: near === undefined ? `Installed are: ${known || "none"}.` : `Did you mean "${near}"?`,
  })
}

/** The faults that concern a tenant with these plugins and templates: theirs and those of the modules. */
export function faultsFor({ additions, diagnostics }: Installed, refs: readonly string[]): Diagnostic[] {
  const others = new Set([...additions.keys()].filter((ref) => !refs.includes(ref)))
  const isManifest = (layer: string): boolean => /^(plugin|template):/.test(layer) && !additions.has(layer)
  return diagnostics.filter(({ layer = "" }) => !others.has(layer) && !isManifest(layer))
}
