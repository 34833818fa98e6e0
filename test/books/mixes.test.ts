// Several people keep the same books at once and at random: they sell, buy, store, pay, settle, correct and close, in any order
// of days. Whatever they do and whatever is refused them, the books hold. `BOOKS_SEED` draws the same again (who comes first
// when two meet is not drawn); `BOOKS_MINUTES` goes on for longer.
import { expect } from "chai"
import { booksAt } from "../support/accountant.ts"
import { runningServer, type RunningServer } from "../support/server.ts"
import { diceOf, seed } from "./dice.ts"
import { closing } from "./doings/closing.ts"
import { settling } from "./doings/settling.ts"
import { storing } from "./doings/storing.ts"
import { trading } from "./doings/trading.ts"
import { broken } from "./invariants/index.ts"
import { personAt, works, type Person, type World } from "./people.ts"
import { worldOf } from "./world.ts"

const minutes = Number(process.env["BOOKS_MINUTES"] ?? 0)
const steps = 40
/** What each of them does; the last one closes months. */
const trades = [
  settling,
  settling,
  storing,
  storing,
  trading,
  trading,
  [...settling, ...storing, ...trading],
  closing,
]
const stepsOf = (trade: (typeof trades)[number]): number => (trade === closing ? 3 : steps)

describe(`books under random mixes (BOOKS_SEED=${seed})`, function () {
  this.timeout(300_000 + minutes * 90_000)
  let server: RunningServer
  let world: World
  before(async () => {
    server = await runningServer()
    world = await worldOf(await booksAt(server))
  })
  afterEach(function () {
    if (this.currentTest?.state === "failed") process.stderr.write(server.output())
  })
  after(async () => {
    if (process.env["BOOKS_TALLY"] !== undefined) console.table(tallied())
    await server?.close()
  })

  function tallied(): Record<string, Record<string, number>> {
    const rows = [...world.tally].sort(([a], [b]) => (a < b ? -1 : 1))
    return Object.fromEntries(rows.map(([what, answers]) => [what, Object.fromEntries(answers)]))
  }

  async function people(round: number): Promise<readonly Person[]> {
    const token = await server.logIn(server.tenants[0])
    return trades.map((_, i) => personAt(world, server.url, token, diceOf(seed + round * trades.length + i)))
  }

  it("hold", async () => {
    const until = Date.now() + minutes * 60_000
    for (let round = 0; round === 0 || Date.now() < until; round++) {
      const all = await people(round)
      await Promise.all(all.map((person, i) => works(person, trades[i] ?? [], stepsOf(trades[i] ?? []))))
      expect(await broken(server.superuserUrl), `after round ${round}`).to.deep.equal([])
    }
  })

  it("verify, ledger by ledger", async () => {
    for (const ledger of [
      ...["accounting.general_ledger", "accounting.open_items", "accounting.tax_ledger"],
      ...["inventory.stock_ledger", "inventory.reservation_ledger"],
    ]) {
      const { json } = await world.store.ask(`GET ledgers/${ledger}/verify`)
      expect(json, ledger).to.deep.include({ ok: true, faults: [] })
    }
  })

  it("saw every kind of document posted", () => {
    const done = [...world.tally].filter(([, answers]) => answers.has("done")).map(([what]) => what)
    for (const document of [
      ...["accounting.sales_invoice", "accounting.purchase_invoice", "accounting.payment"],
      ...["inventory.receipt", "inventory.delivery", "inventory.stock_entry"],
    ])
      expect(done).to.include(`POST records/${document}/*/transitions/post`)
  })
})
