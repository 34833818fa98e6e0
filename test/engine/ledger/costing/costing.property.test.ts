// Whatever is written, in whatever order: the books end where they would have ended had all been known from the start.
import { expect } from "chai"
import fc from "fast-check"
import {
  nothing,
  replay,
  timelineOf,
  writeStock,
  type CostRow,
  type StockText,
} from "../../../../engine/ledger/costing/index.ts"
import { Decimal } from "../../../../engine/value/index.ts"
import { cancel, open, post, Refused, total, valueOf, type Book, type Said } from "./book.ts"

const PLACES = ["A", "B", "C"]

/** Numbers that a step makes of what is there. */
interface Step {
  readonly kind: "receive" | "issue" | "transfer" | "give_back" | "send_back" | "count" | "add" | "cancel"
  readonly day: number
  readonly which: number
  readonly quantity: number
  readonly value: number
  readonly rated: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(
    ...(["receive", "issue", "transfer", "give_back", "send_back", "count", "add", "cancel"] as const),
    ...(["receive", "receive", "issue", "issue", "transfer"] as const),
  ),
  day: fc.integer({ min: 0, max: 12 }),
  which: fc.nat(1000),
  quantity: fc.integer({ min: 1, max: 40 }),
  value: fc.integer({ min: 0, max: 9999 }),
  rated: fc.boolean(),
})

const money = (cents: number): string => (cents / 100).toFixed(2)

/** The entries that a step posts; none when nothing fits. */
function entriesOf(
  book: Book,
  { kind, day, which, quantity, value, rated }: Step,
  name: string,
): readonly Said[] {
  const at = PLACES[which % 3] ?? "A"
  const tenths = (quantity / 10).toFixed(1)
  const rate = money(value)
  if (kind === "receive") return [{ id: name, at, day, quantity: tenths, value: rate, rate: "5" }]
  if (kind === "issue") return [{ id: name, at, day, quantity: `-${tenths}`, rate: "5" }].map(unrated(book))
  if (kind === "count")
    return [{ id: name, at, day, counted: tenths, ...(rated && { rate }) }].map(rated ? same : unrated(book))
  if (kind === "transfer") {
    const to = PLACES[(which + 1) % 3] ?? "B"
    const out = { id: name, at, day, quantity: `-${tenths}`, rate: "5" }
    return [out, { ...out, id: `${name}+`, at: to, quantity: tenths, origin: name }].map(unrated(book))
  }
  return ofAnother(book, { kind, day, which, quantity, value, rated }, name)
}

/** Only where values are fixed do all entries need a rate. */
const unrated =
  (book: Book) =>
  (said: Said): Said => {
    const { rate, ...rest } = said
    return book.terms.method === "standard" ? { ...rest, rate: rate ?? "5" } : rest
  }
const same = (said: Said): Said => said

function ofAnother(book: Book, { kind, day, which, quantity, value }: Step, name: string): readonly Said[] {
  const { movements } = timelineOf(book.terms.method, book.rows)
  const outgoing = kind === "give_back"
  const fitting = movements.filter(
    (one) => one.cost.kind !== "counted" && one.quantity.isNegative() === outgoing,
  )
  const one = fitting[which % Math.max(fitting.length, 1)]
  if (one === undefined) return []
  const { id: origin, key: at } = one
  const tenths = (quantity / 10).toFixed(1)
  if (kind === "add") return [{ id: name, at, day, value: money(value), origin }]
  const back = { id: name, at, day, quantity: outgoing ? tenths : `-${tenths}`, origin, rate: "5" }
  return [back].map(unrated(book))
}

function run(book: Book, steps: readonly Step[]): void {
  steps.forEach((one, index) => {
    try {
      const said = entriesOf(book, one, `e${index}`)
      if (one.kind === "cancel") cancelOne(book, one.which)
      else if (said.length > 0) post(book, ...said)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
    }
  })
}

function cancelOne(book: Book, which: number): void {
  const { movements, additions } = timelineOf(book.terms.method, book.rows)
  const ids = [...movements, ...additions].map(({ id }) => id.replace("+", ""))
  const id = ids[which % Math.max(ids.length, 1)]
  if (id !== undefined) cancel(book, id, `${id}+`)
}

/** Every live entry as it was first said, to be worked out afresh in one go. */
function recomputed(book: Book) {
  const undone = new Set(book.rows.map(({ reverses }) => reverses))
  const live = book.rows.filter(
    ({ id, adjusts, reverses }) => adjusts === undefined && reverses === undefined && !undone.has(id),
  )
  return { live, replayed: replay(book.terms, timelineOf(book.terms.method, live), nothing) }
}

const plus = (sum: Decimal, { value }: Pick<CostRow, "value">): Decimal => sum.plus(value ?? 0)
const ZERO = new Decimal(0)

function expectRight(book: Book): void {
  const { live, replayed } = recomputed(book)
  for (const { id } of live) {
    const corrections = replayed.corrections.filter(({ entry }) => entry === id)
    const worth = replayed.worth.get(id)
    if (worth !== undefined)
      expect(valueOf(book, id), id).to.equal(corrections.reduce(plus, worth.value).toFixed())
  }
  for (const place of PLACES) {
    const stock = replayed.stocks.get(place)
    const { quantity, value } = total(book, place)
    expect([quantity, value], place).to.deep.equal([
      (stock?.quantity ?? ZERO).toFixed(),
      (stock?.value ?? ZERO).toFixed(),
    ])
    if (quantity === "0") expect(value).to.equal("0")
    if (stock !== undefined && book.terms.method !== "standard") expectLayers(writeStock(stock))
  }
}

/** What is there less what is owed is the value. */
function expectLayers({ layers, owed, quantity, value }: StockText): void {
  const sum = (at: 1 | 2): string =>
    [
      ...layers.map((layer) => new Decimal(layer[at])),
      ...owed.map((layer) => new Decimal(layer[at]).negated()),
    ]
      .reduce((all, one) => all.plus(one), ZERO)
      .toFixed()
  expect([sum(1), sum(2)]).to.deep.equal([quantity, value])
}

describe("costing: properties", () => {
  for (const method of ["fifo", "moving_average", "standard"] as const)
    for (const negative of [false, true])
      it(`[CO1] [CO2] any order of writing ends as a full recomputation (${method}${negative ? ", below zero" : ""})`, () => {
        fc.assert(
          fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
            const book = open(method, { negative })
            run(book, steps)
            expectRight(book)
          }),
          { numRuns: 60 },
        )
      })
})
