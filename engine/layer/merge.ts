// Decides what several layers make together. Takes ordered layers, gives one source in which every key knows its layer,
// and what is odd about the layers themselves.
import type { Diagnostic } from "../error/index.ts"
import type { JsonObject } from "../metaschema/index.ts"
import { compareText } from "../value/index.ts"
import { isObject, keysOf } from "./json.ts"
import { patchItem, type Patched } from "./patch.ts"
import type { Item, Layer, LayerFile, Source } from "./types.ts"
import { wholeItem } from "./whole.ts"

export interface Merged {
  readonly source: Source
  readonly diagnostics: readonly Diagnostic[]
}

/** The source that the layers make, later ones winning. A file whose whole content is null removes the item. */
export function mergeLayers(layers: readonly Layer[]): Merged {
  const items = new Map<string, Patched>()
  const diagnostics: Diagnostic[] = []
  for (const layer of layers) {
    const seen = new Set<string>()
    for (const file of layer.files) {
      if (seen.has(file.path)) diagnostics.push(twice(file, layer))
      seen.add(file.path)
      addFile(items, file, layer, diagnostics)
    }
  }
  const sorted = [...items].sort(([a], [b]) => compareText(a, b))
  const found = new Map<string, Item>()
  for (const [path, { value, origin }] of sorted)
    if (isObject(value)) found.set(path, { path, content: value, origin })
  return {
    source: { items: found, layers: new Map(layers.map(({ name, kind }) => [name, kind])) },
    diagnostics,
  }
}

/** The name of the layer that set the value at `pointer` of the file, or the nearest value around it. */
export function layerOf(source: Source, path: string, pointer: string): string | undefined {
  let origin = source.items.get(path)?.origin
  for (const key of keysOf(pointer)) {
    const next = origin?.keys?.get(key)
    if (next === undefined) break
    origin = next
  }
  return origin?.layer
}

function addFile(
  items: Map<string, Patched>,
  file: LayerFile,
  layer: Layer,
  diagnostics: Diagnostic[],
): void {
  const place = { severity: "warning", file: file.path, layer: layer.name } as const
  if (file.content === null) {
    if (!items.delete(file.path))
      diagnostics.push({ ...place, code: "MOD005", message: "Removes an item that no layer below has." })
    return
  }
  if (!isObject(file.content)) {
    const message = "An item is an object in braces, with keys; this file holds something else."
    diagnostics.push({ ...place, severity: "error", code: "MOD003", message, pointer: "" })
    return
  }
  const { patched, vain } = placed(items.get(file.path), file.content, layer.name)
  items.set(file.path, patched)
  for (const pointer of vain)
    diagnostics.push({ ...place, code: "MOD005", pointer, message: "Removes a key that no layer below has." })
}

/** The item after the file, and the keys that it removes although nothing stands there. */
function placed(
  before: Patched | undefined,
  file: JsonObject,
  layer: string,
): { readonly patched: Patched; readonly vain: readonly string[] } {
  if (before === undefined) {
    const { content, vain } = wholeItem(file)
    return { patched: { value: content, origin: { layer } }, vain }
  }
  const vain: string[] = []
  const { $schema: _editors, ...patch } = file
  return { patched: patchItem(before, patch, layer, { vain }), vain }
}

function twice(file: LayerFile, layer: Layer): Diagnostic {
  const message = `The layer "${layer.name}" holds this file twice.`
  return { code: "MOD006", severity: "error", message, file: file.path, layer: layer.name }
}
