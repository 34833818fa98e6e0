// Layers and what comes of merging them: one source in which every key remembers the layer that set it.
import type { JsonObject, JsonValue } from "../metaschema/index.ts"

/** A set of files under one name. Later layers win; the order is module, plugin, template, tenant. */
export interface Layer {
  /** Shown in diagnostics: the name of the module, plugin or template, or of the tenant. */
  readonly name: string
  readonly kind: LayerKind
  readonly files: readonly LayerFile[]
}
export type LayerKind = "module" | "plugin" | "template" | "tenant"

/** A file of a layer: a whole item where no layer below has one, else a merge patch of it (RFC 7386). */
export interface LayerFile {
  /** Relative to the layer's root, `crm/entities/lead.json`; the same item has the same path in every layer. */
  readonly path: string
  readonly content: JsonValue
}

/** The merged items by path, in order of path. */
export interface Source {
  readonly items: ReadonlyMap<string, Item>
  /** The layers that made it, in order. */
  readonly layers: ReadonlyMap<string, LayerKind>
}
export interface Item {
  readonly path: string
  readonly content: JsonObject
  readonly origin: Origin
}

/** Who set a value: the layer, and by key whoever set what lies below, where that differs. */
export interface Origin {
  readonly layer: string
  readonly keys?: ReadonlyMap<string, Origin>
}
