// Moves in the life cycle of a record, and what it has written into ledgers.
import type { Fault } from "../contract/problem.ts"
import type { JsonObject, Row, StoredRow } from "../contract/record.ts"
import { exchange, send } from "./client.ts"

/** A move that leads from the record's state, and what stands in its way. */
export interface Move {
  readonly name: string
  readonly allowed: boolean
  readonly reasons: readonly Fault[]
}

/** What a move would leave behind. */
export interface Rehearsal {
  readonly record: StoredRow | null
  readonly postings: { readonly [ledger: string]: readonly Row[] }
  readonly created: readonly { readonly entity: string; readonly id: string; readonly record?: Row }[]
  readonly asks_approval?: boolean
}

/** The record moved, with what the move made besides; or waiting because others must agree first. */
export type Moved =
  | { readonly kind: "moved"; readonly record: StoredRow; readonly made: readonly Made[] }
  | { readonly kind: "asked"; readonly record: StoredRow }

/** A record that a move made. */
export interface Made {
  readonly entity: string
  readonly id: string
}

/** The entries of one ledger. */
export interface Booked {
  readonly ledger: string
  readonly title: string
  readonly items: readonly Row[]
}

const pathOf = (entity: string, id: string): string => `/records/${entity}/${encodeURIComponent(id)}`

export async function readMoves(entity: string, id: string, signal: AbortSignal): Promise<readonly Move[]> {
  const answer = await send<{ readonly items: readonly Move[] }>(`${pathOf(entity, id)}/transitions`, {
    signal,
  })
  return answer.items
}

/** Tells what a move would do; nothing of it is kept. */
export function rehearseMove(
  entity: string,
  id: string,
  move: { readonly name: string; readonly input: JsonObject; readonly duplicates: "allow" | undefined },
  signal: AbortSignal,
): Promise<Rehearsal> {
  const allowed = move.duplicates === undefined ? "" : `&duplicates=${move.duplicates}`
  const path = `${pathOf(entity, id)}/transitions/${move.name}?dry_run=true${allowed}`
  return send<Rehearsal>(path, { method: "POST", body: move.input, signal })
}

/** What is asked of a record. */
export interface Asking {
  readonly name: string
  readonly input: JsonObject
  readonly version: number
  /** What the move makes is made even where there is one like it. */
  readonly duplicates: "allow" | undefined
}

/** Moves the record as it is in `version`; refused with 412 when someone was faster, with 409 from another state. The key
 * makes a repeated press of the button harmless. */
export async function makeMove(
  entity: string,
  id: string,
  move: Asking,
  idempotencyKey: string,
): Promise<Moved> {
  const { name, input: body, version, duplicates } = move
  const allowed = duplicates === undefined ? "" : `?duplicates=${duplicates}`
  const path = `${pathOf(entity, id)}/transitions/${name}${allowed}`
  const call = { method: "POST", body, version, idempotencyKey } as const
  const { body: answer, headers } = await exchange<StoredRow | Asked>(path, call)
  return isAsked(answer)
    ? { kind: "asked", record: answer.record }
    : { kind: "moved", record: answer, made: madeIn(headers.get("link") ?? "") }
}

/** The records that `Link: </api/v1/records/sales.invoice/7>; rel="created"` names (RFC 8288). */
function madeIn(link: string): readonly Made[] {
  const found = link.matchAll(/<\/api\/v1\/records\/([^/>]+)\/([^/>]+)>; rel="created"/g)
  return [...found].map(([, entity = "", id = ""]) => ({ entity, id: decodeURIComponent(id) }))
}

interface Asked {
  readonly approval: unknown
  readonly record: StoredRow
}

/** A record has an id of its own; the answer that approval was asked for has none. */
function isAsked(answer: StoredRow | Asked): answer is Asked {
  return !("id" in answer)
}

/** What the record has written into the ledgers that this principal may read. */
export async function readBooked(
  entity: string,
  id: string,
  signal: AbortSignal,
): Promise<readonly Booked[]> {
  const answer = await send<{ readonly ledgers: readonly Booked[] }>(`${pathOf(entity, id)}/entries`, {
    signal,
  })
  return answer.ledgers
}
