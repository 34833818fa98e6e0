// The Model: metadata compiled once, frozen, shared by every tenant with the same fingerprint.
import type { Calculation } from "./calculation.ts"
import type { Importer } from "./importer.ts"
import type { Form, Role, View } from "./layout.ts"
import type { Ledger } from "./ledger.ts"
import type { Lifecycle } from "./lifecycle.ts"
import type { Report } from "./report.ts"
import type { Entity } from "./table.ts"

/** A compiled set of modules, plugins and layers. Everything is resolved; nothing in it changes. */
export interface Model {
  /** SHA-256, hex, of the canonical source: equal fingerprints mean equal models, plans and statements. */
  readonly fingerprint: string
  /** Modules in order of dependency. */
  readonly modules: ReadonlyMap<string, Module>
  /** Entities by id, `crm.lead`. */
  readonly entities: ReadonlyMap<string, Entity>
  /** Life cycles by the entity whose records live through them. */
  readonly lifecycles: ReadonlyMap<string, Lifecycle>
  /** Ledgers by id, which is also that of the entity of their entries. */
  readonly ledgers: ReadonlyMap<string, Ledger>
  /** Calculations by the entity whose records they fill, in their order. */
  readonly calculations: ReadonlyMap<string, readonly Calculation[]>
  readonly forms: ReadonlyMap<string, Form>
  readonly views: ReadonlyMap<string, View>
  readonly reports: ReadonlyMap<string, Report>
  readonly importers: ReadonlyMap<string, Importer>
  readonly roles: ReadonlyMap<string, Role>
  /** Translations: language -> pointer -> text. */
  readonly messages: ReadonlyMap<string, ReadonlyMap<string, string>>
  /** Stored values that depend on others, in an order in which each comes after all that it reads. */
  readonly derivations: readonly Derivation[]
}

export interface Module {
  readonly name: string
  readonly title: string
  readonly description?: string
  readonly version: string
  readonly icon?: string
  readonly order: number
  readonly depends: readonly string[]
  readonly navigation: readonly {
    readonly key: string
    readonly view: string
    readonly title?: string
    readonly group?: string
  }[]
}

/** A stored derived value and what makes it stale. */
export interface Derivation {
  /** Table id, `crm.quote` or `crm.quote/lines`, and field. */
  readonly table: string
  readonly field: string
  readonly reads: readonly Read[]
}

/** A column that a derivation reads, and how to come from there to the row that reads it. */
export interface Read {
  readonly table: string
  readonly field: string
  /** From the row that is written back to the row that derives, outermost last. Empty: the same row. */
  readonly back: readonly Back[]
}
/** One step of the way back. */
export type Back =
  /** The rows of `table` whose reference `field` names the row. */
  | { readonly kind: "referrers"; readonly table: string; readonly field: string }
  /** The record that owns the row of `table`, a kind of child rows. */
  | { readonly kind: "parent"; readonly table: string }
  /** The record, or child row, that `column` of the row of `table` names: that of reference `field` (rollups). */
  | { readonly kind: "target"; readonly table: string; readonly field: string; readonly column: string }
  /** The child rows in rows field `field` of the record of `table` (child rows that read their parent). */
  | { readonly kind: "children"; readonly table: string; readonly field: string }
