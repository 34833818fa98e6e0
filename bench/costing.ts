// What an entry in the past costs as the story of a thing grows: posted at its end, late, and in its middle. Option:
// --rows 100000.
import { nothing, recost, type CostRow } from "../engine/ledger/costing/index.ts"
import { Decimal } from "../engine/value/index.ts"
import { openStore, type Line, type Store } from "../test/runtime/ledger/cost/store.ts"
import { median } from "./support/load.ts"
import { figure, option, report } from "./support/report.ts"

const HALF = 1_825
const most = option("rows", 100_000)
const store = await openStore()
const { schema } = store.house.acme.address
const rows: string[][] = []
for (const entries of [1_000, 10_000, 100_000].filter((number) => number <= most))
  for (const method of ["fifo", "moving_average"] as const) {
    const item = await fill(store, entries, method)
    const moves = async (day: number, lines: readonly Line[], times: number): Promise<number> => {
      const taken: number[] = []
      for (let at = 0; at < times; at++) {
        const start = performance.now()
        await store.move(item, day, lines)
        taken.push(performance.now() - start)
      }
      return median(taken)
    }
    await moves(1, [{ quantity: 1, value: 7 }], 3)
    const last = await moves(1, [{ quantity: -1 }], 20)
    const late = await moves(-30, [{ quantity: 1, value: 9 }], 3)
    const before = await adjustments(item)
    const middle = await moves(-HALF, [{ quantity: 3, value: 40 }], 1)
    const appended = (await adjustments(item)) - before
    rows.push([method, figure(entries), ...[last, late, middle, appended].map(figure)])
  }
report({
  name: "costing",
  title: "Entries in the past of one thing",
  command: "node --import tsx bench/costing.ts",
  remark:
    "Milliseconds of creating and posting a movement of one line; its entries in two ledgers, and those that adjust what is later. PostgreSQL with fsync off",
  columns: ["method", "entries", "at the end", "a month late", "in the middle", "adjusted by it"],
  rows,
})
process.exit(0)

/** A thing with so many entries of ten years, receipts and issues by turns, at prices that change. */
async function fill(
  { house, places, accounts, item, move }: Store,
  entries: number,
  method: "fifo" | "moving_average",
): Promise<string> {
  const id = await item({ method })
  const { id: source } = await move(id, -2 * HALF - 1, [{ quantity: 10, value: 100 }])
  const others = [source, id, places["A"] ?? "", accounts["other"] ?? ""]
  const written = story(entries, method)
  const text = `INSERT INTO ${schema}.store_stock (posting, date, source__store_movement, rule, item, place, quantity, value, variance, counter)
    SELECT uuidv7(), x.date, $2::uuid, 'move', $3::uuid, $4::uuid, x.quantity, x.value, 0, $5::uuid
    FROM jsonb_to_recordset($1::jsonb) x(ord integer, date date, quantity numeric, value numeric) ORDER BY x.ord`
  for (let from = 0; from < entries; from += 5_000) {
    const values = [JSON.stringify(written.slice(from, from + 5_000)), ...others]
    await house.database.run(house.acme.address, [{ text, values, prepared: false }])
  }
  await house.admin.script("main", `VACUUM ANALYZE ${schema}.store_stock`)
  return id
}

/** The entries with their values, after an opening stock of 10. */
function story(entries: number, method: "fifo" | "moving_average") {
  const at = { key: "", number: 0, date: "2016-01-01" }
  const opening: CostRow = { ...at, id: "", quantity: new Decimal(10), value: new Decimal(100) }
  const drafts = Array.from({ length: entries }, (_, number): CostRow => {
    const size = new Decimal((((number >> 1) * 7) % 13) + 1)
    const day = new Date(Date.UTC(2016, 3, 10) + Math.floor((number * 2 * HALF) / entries) * 86_400_000)
    const common = { id: String(number), key: "", number: number + 1, date: day.toISOString().slice(0, 10) }
    return number % 2 === 1
      ? { ...common, quantity: size.negated() }
      : { ...common, quantity: size, value: size.times(5 + ((number * 3) % 7)) }
  })
  const terms = { method, scale: 2, negative: false }
  const { worth } = recost(terms, { beginning: nothing, rows: [], drafts: [opening, ...drafts] })
  return drafts.map(({ id, date, quantity }) => ({ ord: id, date, quantity, value: worth.get(id)?.value }))
}

async function adjustments(item: string): Promise<number> {
  const [[count] = []] = await store.run(
    `SELECT count(*)::text FROM ${schema}.store_stock WHERE item = '${item}' AND adjusts IS NOT NULL`,
  )
  return Number(count)
}
