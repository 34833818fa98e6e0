// The plugins and templates that are installed: each a folder with a manifest and files that change the modules. What one of
// them changes holds for the tenants that add it.
import { readdir } from "node:fs/promises"
import { join } from "node:path"
import type { Diagnostic } from "../../engine/error/index.ts"
import { isObject, type Layer } from "../../engine/layer/index.ts"
import { checkForm, type JsonValue, type Manifest, type ManifestKind } from "../../engine/metaschema/index.ts"
import { readFiles, readFolder } from "./read-folder.ts"

/** A plugin or template that tenants may add. */
export interface Addition {
  /** `template:wholesale`: how a tenant names it, and the name of its layer. */
  readonly ref: string
  readonly kind: ManifestKind
  readonly name: string
  readonly title: string
  readonly version: string
  readonly description?: string
  readonly layer: Layer
}

/** Where plugins and templates stand; a folder that is not there holds none. */
export type AdditionFolders = Readonly<Record<"plugins" | "templates", string>>

export interface LoadedAdditions {
  /** By ref; those with a faulty manifest are left out. */
  readonly additions: ReadonlyMap<string, Addition>
  /** Of files and manifests, each with the ref as its layer. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Plugins before templates, each in order of name: how they lie upon one another is the tenant's choice. */
export async function loadAdditions({ plugins, templates }: AdditionFolders): Promise<LoadedAdditions> {
  const all = [...(await loadKind("plugin", plugins)), ...(await loadKind("template", templates))]
  const found = all.flatMap(({ addition }) => (addition === undefined ? [] : [addition]))
  return {
    additions: new Map(found.map((addition) => [addition.ref, addition])),
    diagnostics: all.flatMap(({ diagnostics }) => diagnostics),
  }
}

interface LoadedOne {
  readonly addition?: Addition
  readonly diagnostics: readonly Diagnostic[]
}

async function loadKind(kind: ManifestKind, root: string): Promise<readonly LoadedOne[]> {
  return Promise.all((await foldersIn(root)).map((name) => loadOne(kind, name, join(root, name))))
}

/** A plugin holds code beside its metadata; a template is metadata and nothing else. */
async function loadOne(kind: ManifestKind, name: string, root: string): Promise<LoadedOne> {
  const ref = `${kind}:${name}`
  const file = `${kind}.json`
  const place = { severity: "error", file, layer: ref } as const
  const entries = await readdir(root)
  const own = kind === "template" ? root : join(root, "metadata")
  const isThere = kind === "template" || entries.includes("metadata")
  const { files, diagnostics } = isThere ? await readFolder(own, ref) : { files: [], diagnostics: [] }
  if (!entries.includes(file)) {
    // A folder without metadata, such as one of print templates, is none of ours.
    if (files.length === 0) return { diagnostics }
    return { diagnostics: [...diagnostics, { ...place, code: "MOD004", message: `${ref} lacks ${file}.` }] }
  }
  const { files: read, diagnostics: unread } = await readFiles(root, [file], ref)
  const manifest = read[0]?.content
  if (manifest === undefined) return { diagnostics: unread }
  const faults = checkManifest(kind, name, manifest).map((fault) => ({ ...place, ...fault }))
  if (faults.length > 0) return { diagnostics: [...diagnostics, ...faults] }
  // A border: the metaschema has just been held.
  const { title, version, description } = manifest as JsonValue & Manifest
  const about = { title, version, ...(description === undefined ? {} : { description }) }
  const layer = { name: ref, kind, files: files.filter(({ path }) => path !== file) }
  return { addition: { ref, kind, name, ...about, layer }, diagnostics }
}

function checkManifest(
  kind: ManifestKind,
  name: string,
  manifest: JsonValue,
): readonly Pick<Diagnostic, "code" | "message" | "pointer" | "hint">[] {
  const faults = checkForm(kind, manifest)
  if (faults.length > 0) return faults.map((fault) => ({ code: "MOD003", ...fault }))
  const called = isObject(manifest) ? manifest["name"] : undefined
  if (called === name) return []
  const message = `The folder is "${name}", but the name is ${JSON.stringify(called)}.`
  return [{ code: "MOD004", message, pointer: "/name", hint: "Rename one of the two: they agree." }]
}

/** Names of the folders in `root`, in order; none where there is no such folder. */
async function foldersIn(root: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(root, { withFileTypes: true })
    const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    return folders.map(({ name }) => name).sort()
  } catch (fault) {
    if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return []
    throw fault
  }
}
