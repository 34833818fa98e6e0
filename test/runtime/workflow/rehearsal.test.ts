import { expect } from "chai"
import { ask, type Body } from "../../support/house.ts"
import { books, type Books } from "../ledger/world.ts"

describe("a dry run of a transition that posts", () => {
  let world: Books
  before(async () => {
    world = await books()
  })
  after(() => world.on.close())

  it("tells the entries that it would write, and writes none", async () => {
    const { on, clerk, ids } = world
    const lines = [
      { account: ids.cash, debit: "12.50" },
      { account: ids.sales, credit: "12.50" },
    ]
    const body = { company: ids.company, journal: ids.journal, date: "2026-01-05", lines }
    const made = await ask(on, clerk, "POST books.voucher", { body })
    const dry = await ask(on, clerk, `POST books.voucher/${made.body.id}/transitions/post?dry_run=true`, {
      body: {},
    })
    expect(dry.status, JSON.stringify(dry.body)).to.equal(200)
    expect(dry.body.record["state"]).to.equal("posted")
    const postings = dry.body["postings"] as Readonly<Record<string, readonly Body[]>> // a border: compared below
    const entries = postings["books.general"] ?? []
    expect(entries.map(({ account, debit, credit }) => [account, debit, credit])).to.deep.equal([
      [ids.cash, "12.50", "0.00"],
      [ids.sales, "0.00", "12.50"],
    ])
    const after = await ask(on, clerk, `GET books.voucher/${made.body.id}`)
    expect(after.body["state"]).to.equal("draft")
    expect((await ask(on, clerk, "GET books.general?count=true")).body.count).to.equal(0)
  })
})
