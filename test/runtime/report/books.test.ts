// Reports on a real PostgreSQL: whatever sums are read from, they say what the entries say.
import { expect } from "chai"
import fc from "fast-check"
import type { Layer } from "../../../engine/layer/index.ts"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import type { Result } from "../../../engine/report/index.ts"
import { createRunReport, TimedRooms, type Caller } from "../../../runtime/perform/index.ts"
import { booksLayers } from "../../support/books-layers.ts"
import { user } from "../../support/house.ts"
import { refusal } from "../../support/refusal.ts"
import { linesOf } from "../../support/reports.ts"
import { books, type Books } from "../ledger/world.ts"

const day = { type: "string", format: "date" }
const common: JsonObject = {
  title: "Report",
  source: "books.general",
  parameters: { from: day, to: day, account: { ref: "books.account" } },
  required: ["from", "to"],
}
const sums: JsonObject = {
  opening: { sum: "debit - credit", where: "date < params.from" },
  debit: { sum: "debit", where: "date >= params.from && date <= params.to" },
  credit: { sum: "credit", where: "date >= params.from && date <= params.to" },
  entries: { count: true, where: "date >= params.from && date <= params.to" },
  closing: { formula: "opening + debit - credit" },
}
const byAccount = { account: { by: "account" } }
const reports: Readonly<Record<string, JsonObject>> = {
  totals: { ...common, groups: byAccount, columns: sums },
  // What totals do not tell, so that entries are read.
  entries: { ...common, groups: byAccount, columns: sums, filter: "memo == null || memo != ''" },
  months: {
    ...common,
    groups: byAccount,
    spread: { every: "month", from: "from", to: "to" },
    columns: {
      moved: { sum: "debit - credit", where: "date >= period.from && date <= period.to", spread: true },
      all: { sum: "debit - credit", where: "date >= period.from && date <= period.to" },
    },
  },
  // By account side by side, read from totals and from entries.
  ...Object.fromEntries(
    ["across", "across_entries"].map((name) => [
      name,
      {
        ...common,
        parameters: {
          ...{ from: day, to: day },
          by: { type: "string", enum: ["none", "account", "party"], default: "account" },
        },
        required: ["from", "to", "by"],
        ...(name === "across" ? {} : { filter: "memo == null || memo != ''" }),
        groups: { company: { by: "company" } },
        across: { choose: "by", by: { account: { by: "account" }, party: { by: "party", empty: "Nobody" } } },
        columns: {
          moved: { sum: "debit - credit", where: "date >= params.from && date <= params.to", across: true },
          debit: { sum: "debit", where: "date >= params.from && date <= params.to" },
        },
      },
    ]),
  ),
  accounts: {
    ...common,
    records: { sort: ["number"] },
    columns: { account: { value: "account.name" }, debit: { sum: "debit" } },
  },
  ledger: {
    ...common,
    filter: "date <= params.to && (params.account == null || account == params.account)",
    groups: { account: { by: "account" }, party: { by: "party", order: 2, empty: "Nobody" } },
    records: { where: "date >= params.from", sort: ["date", "number"] },
    columns: {
      date: { value: "date" },
      journal: { value: "journal.code" },
      source: { value: "source" },
      opening: { sum: "debit - credit", where: "date < params.from", of: "party" },
      debit: { sum: "debit", where: "date >= params.from" },
      credit: { sum: "credit", where: "date >= params.from" },
      balance: { running: "debit - credit", start: "opening" },
    },
  },
}

/** Sees entries, and of accounts those below 2000. */
const junior: JsonObject = {
  $id: "books.junior",
  title: "Junior",
  entities: { "books.general": { read: true }, "books.account": { read: "code < '2000'" } },
}

const layer: Layer = {
  name: "reports",
  kind: "template",
  files: [
    ...Object.entries(reports).map(([name, source]) => ({
      path: `books/reports/${name}.json`,
      content: { $id: `books.${name}`, ...source },
    })),
    { path: "books/roles/junior.json", content: junior },
  ],
}

/** Cents on a day in the books of the oracle. */
interface Moved {
  readonly date: string
  readonly account: "cash" | "sales"
  readonly cents: number
}

const dates = fc
  .integer({ min: -20, max: 140 })
  .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))

describe("a report of books", () => {
  let world: Books
  const moved: Moved[] = []
  before(async () => {
    world = await books([...booksLayers(), layer])
    const postings = fc.sample(fc.record({ date: dates, cents: fc.integer({ min: 1, max: 99_999 }) }), {
      numRuns: 30,
      seed: 11,
    })
    for (const { date, cents } of postings) {
      const amount = (cents / 100).toFixed(2)
      await world.post(
        [
          ["cash", amount],
          ["sales", `-${amount}`],
        ],
        date,
      )
      moved.push({ date, account: "cash", cents }, { date, account: "sales", cents: -cents })
    }
  })
  after(() => world.on.close())

  const run = (
    report: string,
    query: Readonly<Record<string, string>>,
    { as = world.clerk, purpose = "show" }: { as?: Caller; purpose?: "show" | "export" } = {},
  ): Promise<Result> =>
    createRunReport(world.on.parts)(
      { report: `books.${report}`, query: new Map(Object.entries(query)), purpose, say: ({ text }) => text },
      as,
      new TimedRooms(),
    )
  const money = (of: readonly Moved[]): string =>
    (of.reduce((sum, { cents }) => sum + cents, 0) / 100).toString()
  const dayOf = (cell: unknown): string => (typeof cell === "string" ? cell : "")
  const plain = (text: unknown): string => Number(text).toString()

  it("[RP50] sums totals and the entries of broken months to what the entries say, for any days", async () => {
    await fc.assert(
      fc.asyncProperty(dates, dates, async (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const [fast, slow] = [await run("totals", { from, to }), await run("entries", { from, to })]
        expect(fast.rows.map(({ cells }) => cells)).to.deep.equal(slow.rows.map(({ cells }) => cells))
        const cash = fast.rows.find(({ key }) => key === world.ids.cash)?.cells ?? {}
        const own = moved.filter(({ account }) => account === "cash")
        const inside = own.filter(({ date }) => date >= from && date <= to)
        expect([cash["opening"], cash["debit"], cash["closing"]].map(plain)).to.deep.equal([
          money(own.filter(({ date }) => date < from)),
          money(inside),
          money(own.filter(({ date }) => date <= to)),
        ])
        expect(cash["entries"]).to.equal(inside.length)
        expect(fast.totals).to.deep.include({ opening: "0", closing: "0" })
      }),
      { numRuns: 25, seed: 5 },
    )
  })

  it("[RP10] spreads over months that add up to the whole", async () => {
    const { rows, columns } = await run("months", { from: "2026-01-10", to: "2026-04-20" })
    const keys = columns.filter(({ period }) => period !== undefined).map(({ key }) => key)
    expect(keys).to.deep.equal(["moved@2026-01", "moved@2026-02", "moved@2026-03", "moved@2026-04"])
    for (const { cells } of rows)
      expect(keys.reduce((sum, key) => sum + Math.round(Number(cells[key]) * 100), 0)).to.equal(
        Math.round(Number(cells["all"]) * 100),
      )
  })

  it("[RP13] sets values side by side, which add up to all of them, from totals and from entries alike", async () => {
    const days = { from: "2026-01-10", to: "2026-03-20" }
    const [fast, slow] = [await run("across", days), await run("across_entries", days)]
    expect(fast.rows.map(({ cells }) => cells)).to.deep.equal(slow.rows.map(({ cells }) => cells))
    expect(fast.columns.map(({ key, across }) => [key, across])).to.deep.equal([
      [`moved[${world.ids.cash}]`, { key: world.ids.cash, title: "Cash" }],
      [`moved[${world.ids.sales}]`, { key: world.ids.sales, title: "Sales" }],
      ["moved", "all"],
      ["debit", undefined],
    ])
    const cents = moved.filter(
      ({ account, date }) => account === "cash" && date >= days.from && date <= days.to,
    )
    const [north] = fast.rows
    expect(plain(north?.cells[`moved[${world.ids.cash}]`])).to.equal(money(cents))
    expect(plain(north?.cells[`moved[${world.ids.sales}]`])).to.equal(`-${money(cents)}`)
    expect(plain(north?.cells["moved"])).to.equal("0")
    const parties = await run("across", { ...days, by: "party" })
    expect(parties.columns.map(({ across }) => across)).to.deep.equal([
      { key: null, title: "Nobody" },
      "all",
      undefined,
    ])
    expect((await run("across", { ...days, by: "none" })).columns.map(({ key }) => key)).to.deep.equal([
      ...["moved", "debit"],
    ])
  })

  it("[RP24] lists entries with the balance after each, which ends where the totals end", async () => {
    const [from, to] = ["2026-02-01", "2026-03-15"]
    const { rows } = await run("ledger", { from, to, account: world.ids.cash })
    const nobody = rows[0]?.rows?.[0]
    const dated = nobody?.rows?.map(({ cells }) => dayOf(cells["date"])) ?? []
    expect(dated).to.deep.equal([...dated].sort())
    expect(dated).to.have.lengthOf(
      moved.filter(({ account, date }) => account === "cash" && date >= from && date <= to).length,
    )
    const { rows: sums } = await run("totals", { from, to })
    const cash = sums.find(({ key }) => key === world.ids.cash)
    expect(plain(nobody?.rows?.at(-1)?.cells["balance"])).to.equal(plain(cash?.cells["closing"]))
    expect(nobody?.cells["balance"]).to.equal(nobody?.rows?.at(-1)?.cells["balance"])
    expect(nobody?.rows?.[0]?.cells["source"]).to.include({ entity: "books.voucher" })
  })

  it("[RP30] counts what the caller's roles let him read, and gives files to those who may export", async () => {
    const south = await world.add("books.company", { name: "South" })
    const one = user(world.on.acme, ["books.one_company"])
    const days = { from: "2026-01-01", to: "2026-12-31" }
    const titled = linesOf(await run("totals", days, { as: one }), ["debit"])
    expect(titled.at(-1)).to.equal(linesOf(await run("totals", days), ["debit"]).at(-1))
    expect(titled[0], "accounts are not shown to this role").to.match(/^ \| /)
    await world.rows(`UPDATE @books_company SET name = 'Elsewhere' WHERE id = '${world.ids.company}'`)
    expect((await run("totals", days, { as: one })).rows).to.deep.equal([])
    await world.rows(`UPDATE @books_company SET name = 'North' WHERE id = '${world.ids.company}'`)
    expect(south).not.to.equal("")
    expect(await refusal(run("totals", days, { as: one, purpose: "export" }))).to.equal("ACC001")
    expect((await run("totals", days, { purpose: "export" })).rows).to.have.lengthOf(2)
  })

  it("[RP30] leaves cells empty that would tell of records that the roles do not show", async () => {
    const as = user(world.on.acme, ["books.junior"])
    const { rows } = await run("accounts", { from: "2026-01-01", to: "2026-12-31" }, { as })
    expect([...new Set(rows.map(({ cells }) => cells["account"]))].sort()).to.deep.equal(["Cash", null])
    const { rows: all } = await run("accounts", { from: "2026-01-01", to: "2026-12-31" })
    expect([...new Set(all.map(({ cells }) => cells["account"]))].sort()).to.deep.equal(["Cash", "Sales"])
  })

  it("is refused where there is none, or the roles do not open it", async () => {
    const days = { from: "2026-01-01", to: "2026-12-31" }
    expect(await refusal(run("total", days))).to.equal("REP001")
    expect(await refusal(run("totals", days, { as: user(world.on.acme, []) }))).to.equal("ACC001")
    expect(await refusal(run("totals", { ...days, account: "x" }))).to.equal("REP002")
  })
})
