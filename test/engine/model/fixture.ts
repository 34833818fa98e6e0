// Small models for the tests of this room: entities by id, and whatever else a test adds by path.
import { compile, type Compiled, type Entity, type Model } from "../../../engine/model/index.ts"
import type { Layer, LayerKind } from "../../../engine/layer/index.ts"
import type { Diagnostic } from "../../../engine/error/index.ts"
import type { JsonValue } from "../../../engine/metaschema/index.ts"

export type Files = Readonly<Record<string, JsonValue>>
type Json = Readonly<Record<string, JsonValue>>

/** A layer of files by path. */
export function layer(name: string, files: Files, kind: LayerKind = "module"): Layer {
  return { name, kind, files: Object.entries(files).map(([path, content]) => ({ path, content })) }
}

/** A module `shop` with the entities by name, each given by its properties or by a whole source with `properties`. */
export function shop(entities: Readonly<Record<string, Json>>, more: Files = {}): Layer {
  const files: Record<string, JsonValue> = {
    "shop/module.json": { name: "shop", title: "Shop", version: "1.0.0", depends: [] },
  }
  for (const [name, source] of Object.entries(entities))
    files[`shop/entities/${name}.json`] = entity(name, source)
  return layer("shop", { ...files, ...more })
}

function entity(name: string, source: Json): JsonValue {
  const whole = "properties" in source ? source : { properties: source }
  return { $id: `shop.${name}`, title: name, type: "object", kind: "master", ...whole }
}

export function compileShop(entities: Readonly<Record<string, Json>>, more: Files = {}): Compiled {
  return compile([shop(entities, more)])
}

/** The model, or a failed test that says what is wrong with the metadata. */
export function modelOf(compiled: Compiled): Model {
  if (compiled.ok) return compiled.model
  throw new Error(compiled.diagnostics.map(say).join("\n"))
}

/** An entity of the shop. */
export function entityOf(compiled: Compiled, name: string): Entity {
  const found = modelOf(compiled).entities.get(`shop.${name}`)
  if (found === undefined) throw new Error(`There is no shop.${name}.`)
  return found
}

/** `CODE /pointer` of each diagnostic, sorted: what most tests compare. */
export function faults({ diagnostics }: Compiled): readonly string[] {
  return diagnostics.map(({ code, pointer }) => `${code} ${pointer}`).sort()
}

export function say({ code, file, pointer, message, hint }: Diagnostic): string {
  return `${code} ${file}#${pointer}: ${message} ${hint ?? ""}`
}

export const text = { type: "string" } as const

export { plain } from "../json.ts"
