// Importers: how a file becomes records of an entity, resolved.
import type { Expression, Type } from "../../expression/index.ts"
import type { Table } from "./table.ts"

export interface Importer {
  readonly id: string
  readonly module: string
  readonly title: string
  readonly description?: string
  readonly entity: string
  readonly format: "csv" | "xml" | "ofx"
  readonly order: number
  /** Endings of file names, `.csv`. */
  readonly extensions: readonly string[]
  /** What is asked for besides the file, as the fields of a table that is stored nowhere. */
  readonly input: Table
  readonly records: RecordPlace
  readonly layout: ImportLayout
}

/** Where the records of a file stand. */
export type RecordPlace =
  | {
      readonly kind: "lines"
      readonly by: "row" | "file"
      readonly group?: string
      readonly delimiter?: string
    }
  | { readonly kind: "elements"; readonly paths: readonly ElementPath[] }

/** What is read of a record, or of a child row, and what that fills. */
export interface ImportLayout {
  /** In the order in which they are worked out. */
  readonly reads: readonly ImportRead[]
  readonly where?: Expression
  readonly checks: readonly ImportCheck[]
  readonly known?: ImportKnown
  readonly values: readonly ImportValue[]
  readonly rows: readonly ImportRows[]
}

export interface ImportRows {
  readonly field: string
  /** From the element of the record; none where lines are rows. */
  readonly at: readonly ElementPath[]
  readonly each: readonly ElementPath[]
  readonly layout: ImportLayout
}

export interface ImportCheck {
  readonly name: string
  readonly assert: Expression
  readonly message: string
  /** The name read whose place is told. */
  readonly of?: string
}

export interface ImportKnown {
  /** Over a stored record; `params` is what was read. */
  readonly where: Expression
  readonly then: "skip" | "refuse"
  readonly message?: string
}

export interface ImportValue {
  readonly field: string
  readonly value: Expression
  /** The name read that it comes from. */
  readonly of?: string
}

interface OfRead {
  readonly name: string
  readonly type: Type
  /** Whether it is known before anything is found in the database, so that the record around a row may sum it. */
  readonly phase: "early" | "late"
}

export type ImportRead =
  | (OfRead & {
      readonly kind: "from"
      readonly from: ImportFrom
      readonly as: "text" | "code" | "number" | "date" | "boolean" | "count"
      readonly required: boolean
      readonly join?: string
      readonly decimal?: "." | ","
      readonly formats: readonly string[]
      /** In lower case. */
      readonly truths: readonly string[]
    })
  | (OfRead & { readonly kind: "digest" })
  | (OfRead & { readonly kind: "value"; readonly value: Expression })
  | (OfRead & {
      readonly kind: "find"
      /** An entity, or a kind of child rows. */
      readonly table: string
      readonly where: Expression
      readonly sort: readonly { readonly path: string; readonly descending: boolean }[]
      /** Paths of what is read of the record found. */
      readonly fields: readonly string[]
      readonly required: boolean
      readonly message?: string
      readonly of?: string
    })

/** Headings of a CSV file, or paths of elements: the first that is there counts. */
export type ImportFrom =
  | { readonly kind: "headings"; readonly headings: readonly string[] }
  | { readonly kind: "paths"; readonly paths: readonly ElementPath[] }

/** `Bal[Tp/Cd=OPBD]/Amt/@Ccy` */
export interface ElementPath {
  readonly text: string
  readonly steps: readonly ElementStep[]
  readonly attribute?: string
}
export type ElementStep =
  | { readonly kind: "up" }
  | { readonly kind: "child"; readonly name: string; readonly where?: ElementCondition }
/** Whether an element has one at `names` inside, with the text if it is said; or has none. */
export interface ElementCondition {
  readonly names: readonly string[]
  readonly has: boolean
  readonly text?: string
}
