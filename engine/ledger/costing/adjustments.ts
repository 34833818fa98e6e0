// What is booked beside what is right: the entries to append so that both are the same. Nothing is rewritten.
import type { Decimal } from "../../value/index.ts"
import { ZERO } from "./portion.ts"
import type { Replayed } from "./replay.ts"
import { isAddition, type CostRow } from "./timeline.ts"
import type { Worth } from "./types.ts"

/** An entry to append: it adds to what `adjusts` is worth, with its dimensions. */
export interface Adjustment extends Worth {
  readonly adjusts: string
  /** The entry that filled what `adjusts` had taken below zero, if that is the reason. */
  readonly cause?: string
  /** The day it belongs to. */
  readonly date: string
}

/** A part of what an entry is worth that is not booked yet: its own cost, or what another entry corrected. */
interface Piece {
  readonly entry: string
  readonly cause?: string
  quantity: Decimal
  value: Decimal
  variance: Decimal
}

/** What must be appended to `rows`, the entries that `replayed` was made of with their adjustments and reversals, in
 * the order of the rows. An entry that is reversed is worth nothing together with its reversal. */
export function adjustmentsOf(replayed: Replayed, rows: readonly CostRow[]): readonly Adjustment[] {
  const known = new Map(rows.map((row) => [row.id, row]))
  const missing = new Map<string, Piece>()
  for (const row of rows) {
    const piece = pieceOf(known, row)
    if (piece === undefined || isAddition(known.get(piece.entry) ?? row)) continue
    book(pieceAt(missing, piece), row)
  }
  for (const [entry, worth] of replayed.worth) owe(pieceAt(missing, { entry }), worth)
  for (const correction of replayed.corrections) {
    const piece = pieceAt(missing, correction)
    piece.value = piece.value.plus(correction.value)
  }
  return [...missing.values()].filter(differs).flatMap(({ entry, cause, ...worth }) => {
    const day = known.get(cause ?? entry)
    return day === undefined ? [] : { ...worth, adjusts: entry, ...(cause && { cause }), date: day.date }
  })
}

interface Place {
  readonly entry: string
  readonly cause?: string
}

/** The piece that the row is a part of; none when it belongs to a time before the rows. */
function pieceOf(known: ReadonlyMap<string, CostRow>, row: CostRow): Place | undefined {
  if (row.reverses !== undefined) {
    const reversed = known.get(row.reverses)
    return reversed && pieceOf(known, reversed)
  }
  if (row.adjusts === undefined) return { entry: row.id }
  if (row.origin !== undefined)
    return known.has(row.origin) ? { entry: row.adjusts, cause: row.origin } : undefined
  return known.has(row.adjusts) ? { entry: row.adjusts } : undefined
}

function pieceAt(pieces: Map<string, Piece>, { entry, cause }: Place): Piece {
  const name = cause === undefined ? entry : `${entry} ${cause}`
  const there = pieces.get(name)
  if (there !== undefined) return there
  const piece = { entry, ...(cause && { cause }), quantity: ZERO, value: ZERO, variance: ZERO }
  pieces.set(name, piece)
  return piece
}

function book(piece: Piece, { quantity, value, variance }: CostRow): void {
  piece.quantity = piece.quantity.minus(quantity)
  if (value !== undefined) piece.value = piece.value.minus(value)
  if (variance !== undefined) piece.variance = piece.variance.minus(variance)
}

function owe(piece: Piece, { quantity, value, variance }: Worth): void {
  piece.quantity = piece.quantity.plus(quantity)
  piece.value = piece.value.plus(value)
  if (variance !== ZERO) piece.variance = piece.variance.plus(variance)
}

const differs = ({ quantity, value, variance }: Worth): boolean =>
  !quantity.isZero() || !value.isZero() || !variance.isZero()
