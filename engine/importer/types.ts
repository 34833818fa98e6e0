// What the files of this room share: a file as a tree or as lines, and what has been read of it so far.
import type { Row } from "../expression/index.ts"
import type { Fault } from "../error/index.ts"
import type { Importer, ImportLayout } from "../model/index.ts"

/** An element of a file of elements. */
export interface Element {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly Element[]
  readonly parent: Element | undefined
  /** Its own text, trimmed. */
  readonly text: string
  /** Counted from 1. */
  readonly line: number
}

/** A line of separated values. */
export interface Line {
  readonly cells: readonly string[]
  /** Counted from 1; of a line whose values hold line breaks, the first. */
  readonly line: number
}

/** Lines below their headings. */
export interface Sheet {
  readonly headings: readonly string[]
  readonly lines: readonly Line[]
}

/** Where something is read: an element, or lines, of which the first one tells. */
export type Spot =
  | { readonly kind: "element"; readonly element: Element }
  | { readonly kind: "lines"; readonly sheet: Sheet; readonly lines: readonly Line[] }

/** A place in the file, for people. */
export interface FilePlace {
  readonly line: number
  /** The heading, or the path of the element. */
  readonly column?: string
}

/** A fault, and where in the file it is. */
export interface FileFault extends Fault, FilePlace {}

/** A record or row on its way: what is known of it grows. */
export interface Draft {
  readonly layout: ImportLayout
  readonly line: number
  readonly spot: Spot
  /** What was read, by name; child rows by their field. */
  readonly row: Record<string, unknown>
  readonly places: Map<string, FilePlace>
  readonly parent?: Draft
  rows: ReadonlyMap<string, readonly Draft[]>
  /** Whether something of it, or of its rows, could not be read or found. */
  faulty: boolean
}

/** What a file holds: records, and all that is wrong with what was read. */
export interface Reading {
  readonly importer: Importer
  records: readonly Draft[]
  readonly faults: FileFault[]
  readonly around: Around
  /** How many records, and rows, are there already and were left out. */
  readonly skipped: { records: number; rows: number }
}

/** What expressions know besides the file. */
export interface Around {
  readonly input: Row
  readonly user: Row
  readonly today: string
  readonly now: string
}
