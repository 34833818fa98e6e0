// The ledger that is posted into, found for life cycles and for what follows from other ledgers alike.
import type { LedgerSource } from "../../metaschema/index.ts"
import type { LayoutGround } from "../layout/layout.ts"
import type { Place } from "../report.ts"
import type { Entity } from "../types.ts"

/** A ledger as declared, and the entity of its entries. */
export interface Posted {
  readonly source: LedgerSource
  readonly entries: Entity
}

/** The ledger of that id; undefined where there is none, which is reported. */
export function postedInto(
  id: string,
  place: Place,
  { items, entities, report }: LayoutGround,
): Posted | undefined {
  const source = items.ledgers.get(id)?.source
  const entries = entities.get(id)
  if (source !== undefined && entries !== undefined) return { source, entries }
  if (!items.broken.has(`ledger ${id}`)) report.unknown(place, "ledger", id, items.ledgers.keys())
  return undefined
}
