// What a table is before its expressions are read: names, fields, storage. Expressions are checked against outlines.
import type { ChildRows, EntitySource, LifecycleSource } from "../../metaschema/index.ts"
import type { Shape } from "../../expression/index.ts"
import type { Loaded } from "../read/items.ts"
import type { Place } from "../report.ts"
import type { Field, Rows } from "../types.ts"

export interface Outline extends Shape {
  readonly id: string
  readonly table: string
  /** Where the declaration stands: the file, or `/$defs/line` inside it. */
  readonly place: Place
  readonly title: string
  readonly source: EntitySource | ChildRows
  readonly fields: ReadonlyMap<string, Field>
  readonly tree?: string
}

export interface EntityOutline extends Outline {
  readonly source: EntitySource
  readonly loaded: Loaded<EntitySource>
  /** Child rows by the field that holds them. */
  readonly rows: ReadonlyMap<string, RowsOutline>
  /** The life cycle that its records live through. */
  readonly lifecycle?: LifecycleSource
}

export interface RowsOutline extends Outline {
  readonly entity: string
  readonly field: string
  /** What fields of the entity hold as their `rows` until the expressions are in. */
  readonly draft: Rows
}
