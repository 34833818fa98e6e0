// The words of the books: a document as it travels, the door that it goes through, and a step of bookkeeping.
import type { Json, SeedRecord } from "../types.ts"

export type Fields = Readonly<Record<string, Json>>

/** A record as the API answers it; money is text. */
export interface Book {
  readonly id: string
  readonly [field: string]: unknown
}

/** How documents are made and moved; whatever is not taken is thrown. */
export interface BooksDoor {
  /** Ids of all records of the entity, with their states; "" where the entity has none. */
  states(entity: string): Promise<ReadonlyMap<string, string>>
  /** Makes the records, all or none, and gives them whole, in their order. */
  create(entity: string, records: readonly SeedRecord[]): Promise<readonly Book[]>
  change(entity: string, id: string, patch: Fields): Promise<void>
  read(entity: string, id: string): Promise<Book>
  find(entity: string, filter: string): Promise<readonly Book[]>
  move(entity: string, id: string, name: string): Promise<void>
}

/** What a step may read of what is there already: documents of earlier steps, with their rows. */
export type Seen = Pick<BooksDoor, "find" | "read">

/** One document: made, and moved along its life cycle. What is there already is not made again, so that the books can be
 * taken up where they were left. */
export interface Step {
  /** The day that it happens on; steps happen in the order of their days. */
  readonly on: string
  readonly entity: string
  readonly id: string
  /** What the document says; undefined where it is there already. Null when there is nothing to be done any more. */
  readonly says?: (seen: Seen) => Promise<Fields | null>
  readonly moves: readonly string[]
  /** The state that the moves lead out of. */
  readonly begins: string
}
