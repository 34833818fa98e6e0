// What the translation of expressions needs of the statement around it, and what it gives.
import type { Node } from "../../../engine/expression/index.ts"
import type { Field, Storage } from "../../../engine/model/index.ts"
import type { Joins } from "./joins.ts"

/** A value that is bound when the statement runs. */
export type ExpressionSlot =
  /** A constant of the expression, in PostgreSQL's text format. */
  | { readonly kind: "literal"; readonly value: string }
  /** A field of the user who asks, in PostgreSQL's text format; lists as array literals. */
  | { readonly kind: "user"; readonly field: string }
  | { readonly kind: "today" }
  | { readonly kind: "now" }
  /** What a report is asked with, `params.company`, or a bound of its period, `period.from`. */
  | { readonly kind: "input"; readonly name: string }

/** What the translation must know of a table; the model's tables satisfy it. */
export interface Source {
  readonly id: string
  /** The bare name of the PostgreSQL table. */
  readonly table: string
  readonly fields: ReadonlyMap<string, SourceField>
}
export interface SourceField extends Pick<Field, "name" | "type" | "nullable" | "derived"> {
  readonly storage: Exclude<Storage, { kind: "rows" }> | { readonly kind: "rows"; readonly rows: Source }
}

/** The statement that an expression becomes part of. */
export interface Target {
  /** The table of an entity, `crm.quote`, or of child rows, `crm.quote/lines`. */
  shape(id: string): Source
  /** A PostgreSQL table, by its bare name, as it stands in FROM: qualified and quoted. */
  table(name: string): string
  /** The text of a parameter, cast to `type`: `$1::numeric`. */
  param(slot: ExpressionSlot, type: string): string
  /** A table alias that the statement does not use yet. */
  alias(): string
}

/** A row that an expression may read: an alias in the statement's FROM, or "" where columns stand bare. */
export interface Row {
  readonly alias: string
  readonly table: Source
  /** Collects the joins that paths through references need: the caller puts `joins.text()` behind the row in FROM. */
  readonly joins: Joins
  /** What `parent` means; for child rows without it the owning record is joined. */
  readonly parent?: Row
  /** The row before the change. */
  readonly old?: Row
}

/** A piece of SQL and what must be known to put it into another. */
export interface Sql {
  readonly text: string
  /** Whether it can be NULL. */
  readonly nullable: boolean
  /** How tightly it holds together: an atom needs no parentheses anywhere. */
  readonly level: "atom" | "operator" | "and" | "or"
  /** The PostgreSQL type, where it is a number that is not numeric. */
  readonly type?: "integer" | "bigint"
}

/** What the files of the translator share: the target, and the way back to the dispatcher. */
export interface Translating {
  readonly target: Target
  /** A value, NULL where the language says null. */
  value(node: Node, row: Row): Sql
  /** A condition in which NULL counts as false, in the form that indexes serve. */
  condition(node: Node, row: Row): Sql
}
