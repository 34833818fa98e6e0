// Several people move things at once, in any order of days, and take some of it back: whatever they do, the books end as if
// all had been known from the start.
import { expect } from "chai"
import fc from "fast-check"
import {
  nothing,
  replay,
  timelineOf,
  type CostRow,
  type Terms,
} from "../../../../engine/ledger/costing/index.ts"
import { Decimal } from "../../../../engine/value/index.ts"
import { expectBooks, openStore, type Line, type Moved, type Store } from "./store.ts"

const PLACES = ["A", "B", "C"]
/** Between days on which something happens: months end, so that stories are taken up in their middle. */
const DAYS = 23
const step = fc.record({
  kind: fc.constantFrom(
    ...(["receive", "receive", "receive", "issue", "issue", "transfer"] as const),
    ...(["return", "count", "add", "cancel"] as const),
  ),
  day: fc.integer({ min: 0, max: 12 }),
  which: fc.nat(1000),
  tenths: fc.integer({ min: 1, max: 60 }),
  cents: fc.integer({ min: 0, max: 9999 }),
})
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** What the step writes; nothing where it needs a document that is not there. */
function lineOf({ kind, which, tenths, cents }: Step, past: readonly Moved[]): Line | undefined {
  const place = PLACES[which % 3] ?? "A"
  const quantity = (tenths / 10).toFixed(1)
  const value = (cents / 100).toFixed(2)
  const of = past[which % Math.max(past.length, 1)]?.line
  switch (kind) {
    case "receive":
      return { place, quantity, value }
    case "issue":
      return { place, quantity: `-${quantity}` }
    case "transfer":
      return { place, to: PLACES[(which + 1) % 3] ?? "B", quantity }
    case "count":
      return { place, counted: quantity, ...(which % 2 === 0 ? { rate: value } : {}) }
    case "return":
      return of === undefined
        ? undefined
        : { place, quantity: which % 2 === 0 ? quantity : `-${quantity}`, of }
    case "add":
      return of === undefined ? undefined : { place, value, of }
    case "cancel":
      return undefined
  }
}

/** One person's doings, one after the other. Refusals are part of life, faults of ours are not. */
async function live(store: Store, item: string, steps: readonly Step[], past: Moved[]): Promise<void> {
  for (const one of steps) {
    const line = lineOf(one, past)
    const moved = line === undefined ? undefined : await store.move(item, one.day * DAYS, [line])
    if (moved?.status === 200) past.push(moved)
    const cancelled = one.kind === "cancel" ? past[one.which % Math.max(past.length, 1)] : undefined
    if (cancelled !== undefined) await store.cancel(cancelled.id)
  }
}

async function rowsOf({ run, house: { acme } }: Store, item: string): Promise<readonly CostRow[]> {
  const columns =
    "id, place, date::text, number, quantity, value, variance, counted, rate, adjusts, origin, reverses"
  const rows = await run(`SELECT ${columns} FROM ${acme.address.schema}.store_stock WHERE item = '${item}'`)
  return rows.map(([id, key, date, number, quantity, value, variance, counted, rate, ...refs]) => ({
    ...{ id: id ?? "", key: key ?? "", date: date ?? "", number: Number(number) },
    ...{
      quantity: new Decimal(quantity ?? 0),
      value: new Decimal(value ?? 0),
      variance: new Decimal(variance ?? 0),
    },
    ...(counted && { counted: new Decimal(counted) }),
    ...(rate && { rate: new Decimal(rate) }),
    ...Object.fromEntries(
      ["adjusts", "origin", "reverses"].flatMap((name, at) => (refs[at] ? [[name, refs[at]]] : [])),
    ),
  }))
}

async function expectRight(store: Store, item: string, terms: Terms): Promise<void> {
  const rows = await rowsOf(store, item)
  const { worth, corrections, stocks, faults } = replay(terms, timelineOf(terms.method, rows), nothing)
  expect(faults).to.deep.equal([])
  const sum = (all: readonly CostRow[]): string =>
    all.reduce((total, { value }) => total.plus(value ?? 0), new Decimal(0)).toFixed()
  for (const [id, { value }] of worth) {
    const own = rows.filter((row) => row.id === id || row.adjusts === id)
    const all = rows.filter((row) => own.includes(row) || own.some((one) => one.id === row.reverses))
    const right = corrections
      .filter(({ entry }) => entry === id)
      .reduce((total, one) => total.plus(one.value), value)
    expect(sum(all), id).to.equal(right.toFixed())
  }
  for (const [place, stock] of stocks) {
    expect(sum(rows.filter(({ key }) => key === place))).to.equal(stock.value.toFixed())
    if (stock.quantity.isZero()) expect(stock.value.isZero()).to.equal(true)
  }
}

/** What is kept beside the entries is what they sum to. */
async function expectKept({ run, house: { acme } }: Store): Promise<void> {
  const { schema } = acme.address
  for (const table of ["store_stock__cost", "store_stock__balance"]) {
    const summed = `SELECT item, place, sum(quantity), sum(value), count(*) FROM ${schema}.store_stock GROUP BY 1, 2`
    const kept = `SELECT item, place, quantity, value, entries FROM ${schema}.${table} WHERE entries > 0`
    expect(
      await run(`SELECT * FROM ((${summed} EXCEPT ${kept}) UNION ALL (${kept} EXCEPT ${summed})) s`),
    ).to.deep.equal([])
  }
}

describe("costing by several at once", function () {
  this.timeout(120_000)
  let store: Store
  before(async () => {
    store = await openStore()
  })

  for (const [method, negative] of [
    ["fifo", false],
    ["fifo", true],
    ["moving_average", false],
    ["moving_average", true],
    ["standard", false],
  ] as const)
    it(`ends as a full recomputation (${method}${negative ? ", below zero" : ""})`, async () => {
      const item = await store.item({ method, may_be_negative: negative, standard: "3.5" })
      await store.move(
        item,
        0,
        PLACES.map((place) => ({ place, quantity: 20, value: 70 })),
      )
      const past: Moved[] = []
      const people = [1, 2, 3].map((seed) => fc.sample(step, { numRuns: 40, seed }))
      await Promise.all(people.map((steps) => live(store, item, steps, past)))
      expect(past.length).to.be.greaterThan(50)
      await expectRight(store, item, { method, negative, scale: 2 })
      await expectKept(store)
      await expectBooks(store)
    })
})
