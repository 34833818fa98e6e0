// What is read of documents: their rows, and figures that travel as text.
import type { Json } from "../types.ts"
import type { Book, Fields } from "./types.ts"

/** A child row as it travels. */
export type Row = { readonly id: string } & Readonly<Record<string, Json>>

/** The rows of a document, as the API answered them. */
export function rowsOf(document: Book, field = "lines"): readonly Row[] {
  const rows = document[field]
  return Array.isArray(rows) ? (rows as readonly Row[]) : [] // the border where an answer becomes typed
}

/** What a row says in these fields, null where it says nothing. */
export function only(row: Row, ...fields: readonly string[]): Fields {
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? null]))
}

/** A value that is known to be text. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : ""
}

/** Whole cents of an amount that travels as text. */
export function cents(amount: unknown): number {
  return Math.round(Number(amount) * 100)
}

export function fromCents(count: number): string {
  return (count / 100).toFixed(2)
}
