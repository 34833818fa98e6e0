// A book of costed entries in memory, as the runtime keeps it in PostgreSQL: what is written stays, corrections are
// appended. The tests write into it and ask what is there.
import {
  nothing,
  recost,
  isAddition,
  type Origin,
  type CostFault,
  type CostRow,
  type Recosted,
  type Stock,
  type Terms,
  queueView,
  emptyStock,
} from "../../../../engine/ledger/costing/index.ts"
import { Decimal } from "../../../../engine/value/index.ts"

/** What a test says of an entry; numbers as text. */
export interface Said {
  readonly id: string
  readonly at?: string
  readonly day: number
  readonly quantity?: string | number
  readonly value?: string | number
  readonly counted?: string | number
  readonly rate?: string | number
  readonly origin?: string
  readonly reverses?: string
}

export class Refused extends Error {
  readonly faults: readonly CostFault[]
  constructor(faults: readonly CostFault[]) {
    super(faults.map(({ kind }) => kind).join())
    this.faults = faults
  }
}

export interface Book {
  readonly terms: Terms
  readonly rows: CostRow[]
  stocks: Map<string, Stock>
}

export const open = (method: Terms["method"], more: Partial<Terms> = {}): Book => ({
  terms: { method, scale: 2, negative: false, ...more },
  rows: [],
  stocks: new Map(),
})

/** Posts the entries together, with the adjustments that follow: at the end of time from what is known there, else from
 * the start. Refuses as a whole. */
export function post(book: Book, ...said: readonly Said[]): Recosted {
  const drafts = said.map((entry, at) => draft(book, entry, at))
  const known = { beginning: { stocks: book.stocks, origins: originsOf(book, drafts) }, rows: [] }
  const past = { beginning: nothing, rows: book.rows }
  const done = recost(book.terms, { ...(isLast(book, drafts) ? known : past), drafts })
  if (done.faults.length > 0) throw new Refused(done.faults)
  for (const one of drafts) book.rows.push({ ...one, ...done.worth.get(one.id) })
  for (const one of done.adjustments) {
    const adjusted = book.rows.find(({ id }) => id === one.adjusts)
    if (adjusted === undefined) throw new Error(`${one.adjusts} is not in the book`)
    const { quantity, value, variance, adjusts, cause, date } = one
    const number = book.rows.length + 1
    const id = `${adjusts}~${number}`
    book.rows.push({
      id,
      key: adjusted.key,
      date,
      number,
      quantity,
      value,
      variance,
      adjusts,
      ...(cause && { origin: cause }),
    })
  }
  for (const [key, stock] of done.stocks) book.stocks.set(key, stock)
  return done
}

/** Reverses all entries of `id`: itself and what adjusted it. */
export function cancel(book: Book, ...ids: readonly string[]): Recosted {
  const done = new Set(book.rows.map(({ reverses }) => reverses))
  const live = book.rows.filter(
    ({ id, adjusts, reverses }) => ids.includes(adjusts ?? id) && reverses === undefined && !done.has(id),
  )
  return post(book, ...live.map(({ id }) => ({ id: `${id}^`, day: 0, reverses: id })))
}

function isLast(book: Book, drafts: readonly CostRow[]): boolean {
  const end = book.rows.reduce((last, { date }) => (date > last ? date : last), "")
  return drafts.every((one) => one.date >= end && one.reverses === undefined && !isAddition(one))
}

function originsOf(book: Book, drafts: readonly CostRow[]): ReadonlyMap<string, Origin> {
  const undone = new Set(book.rows.map(({ reverses }) => reverses))
  const live = book.rows.filter(({ id, reverses }) => reverses === undefined && !undone.has(id))
  const wanted = new Set(drafts.flatMap(({ origin }) => origin ?? []))
  return new Map(
    [...wanted].flatMap((id) => {
      const own = live.filter(
        (row) => row.id === id || row.adjusts === id || (row.origin === id && isAddition(row)),
      )
      const taken = live.filter(
        (row) => row.origin === id && row.adjusts === undefined && row.quantity.isPositive(),
      )
      if (own.length === 0) return []
      const quantity = all(own.map((row) => row.quantity)).abs()
      return [
        [
          id,
          {
            quantity,
            value: all(own.map((row) => row.value)).abs(),
            taken: all(taken.map((row) => row.quantity)),
          },
        ],
      ]
    }),
  )
}

function draft(book: Book, said: Said, at: number): CostRow {
  const number = book.rows.length + 1 + at
  const { id, day, reverses } = said
  const mirrored = book.rows.find((row) => row.id === reverses)
  if (mirrored !== undefined && reverses !== undefined) {
    const { key, date, quantity, value, variance } = mirrored
    return {
      id,
      key,
      date,
      number,
      reverses,
      quantity: quantity.negated(),
      ...(value && { value: value.negated() }),
      ...(variance && { variance: variance.negated() }),
    }
  }
  const { origin, at: key = "A" } = said
  const decimal = (text: string | number | undefined): Decimal | undefined =>
    text === undefined ? undefined : new Decimal(text)
  const [value, counted, rate] = [decimal(said.value), decimal(said.counted), decimal(said.rate)]
  const quantity = decimal(said.quantity ?? 0) ?? new Decimal(0)
  return {
    ...{ id, key, number, quantity, date: dayText(day) },
    ...(value && { value }),
    ...(counted && { counted }),
    ...(rate && { rate }),
    ...(origin !== undefined && { origin }),
  }
}

const dayText = (day: number): string => new Date(Date.UTC(2026, 0, 100 + day)).toISOString().slice(0, 10)

const all = (values: readonly (Decimal | undefined)[]): Decimal =>
  values.reduce<Decimal>((sum, value) => sum.plus(value ?? 0), new Decimal(0))
const sum = (values: readonly (Decimal | undefined)[]): string => all(values).toFixed()

/** What all entries of a place sum to. */
export function total(book: Book, key = "A"): { readonly quantity: string; readonly value: string } {
  const rows = book.rows.filter((row) => row.key === key)
  return { quantity: sum(rows.map(({ quantity }) => quantity)), value: sum(rows.map(({ value }) => value)) }
}

/** What the entry is worth with its adjustments. */
export function valueOf(book: Book, id: string): string {
  const rows = book.rows.filter((row) => row.id === id || row.adjusts === id)
  const all = book.rows.filter((row) => rows.includes(row) || rows.some((one) => one.id === row.reverses))
  return sum(all.map(({ value }) => value))
}

export const queue = (book: Book, key = "A"): readonly (readonly [string, string])[] =>
  queueView(book.stocks.get(key) ?? emptyStock)
