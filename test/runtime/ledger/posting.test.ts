import { expect } from "chai"
import { ask, type Body } from "../../support/house.ts"
import { books, type Books, type Line } from "./world.ts"

describe("posting a document", () => {
  let world: Books
  before(async () => {
    world = await books()
  })
  after(() => world.on.close())

  const sale: readonly Line[] = [
    ["debtors", "119.00", "party"],
    ["sales", "-119.00"],
  ]
  const booked = async (entity: string, id: string): Promise<Readonly<Record<string, readonly Body[]>>> => {
    const { body } = await ask(world.on, world.clerk, `GET ${entity}/${id}/entries`)
    const ledgers = body["ledgers"] as readonly { readonly ledger: string; readonly items: readonly Body[] }[]
    return Object.fromEntries(ledgers.map(({ ledger, items }) => [ledger, items]))
  }
  const movement = async (quantity: string, value: string, date = "2026-01-05"): Promise<string> => {
    const { company, journal, item, place, sales } = world.ids
    const lines = [{ item, place, quantity, value }]
    const body = { company, journal, date, counter_account: sales, lines }
    return (await ask(world.on, world.clerk, "POST books.movement", { body })).body.id
  }
  const field = async (what: string, name: string): Promise<unknown> =>
    (await ask(world.on, world.clerk, `GET ${what}`)).body[name]

  it("[LG13] writes its entries as one posting, each with its document and line", async () => {
    const { id, lines, ...voucher } = await world.post(sale)
    expect(voucher["state"]).to.equal("posted")
    const { "books.general": entries = [], ...others } = await booked("books.voucher", id)
    expect(others).to.deep.equal({})
    expect(entries.map(({ line, rule, debit, credit }) => [line, rule, debit, credit])).to.deep.equal([
      [lines[0]?.id, "line", "119.00", "0.00"],
      [lines[1]?.id, "line", "0.00", "119.00"],
    ])
    expect(new Set(entries.map(({ posting }) => posting)).size).to.equal(1)
    for (const entry of entries) expect(entry["source"]).to.deep.equal({ entity: "books.voucher", id })
  })

  it("[LG13] what follows stands in the other ledger, under the same posting", async () => {
    const id = await movement("3.0000", "12.00")
    expect((await world.move(`books.movement/${id}/transitions/post`)).status).to.equal(200)
    const { "books.general": general = [], "books.stock": stock = [] } = await booked("books.movement", id)
    expect(stock.map(({ quantity, value }) => [quantity, value])).to.deep.equal([["3.0000", "12.00"]])
    expect(general.map(({ rule, account, debit, credit }) => [rule, account, debit, credit])).to.deep.equal([
      ["books.stock", world.ids.cash, "12.00", "0.00"],
      ["books.counter", world.ids.sales, "0.00", "12.00"],
    ])
    expect(new Set([...general, ...stock].map(({ posting }) => posting)).size).to.equal(1)
    expect(general[0]?.["line"]).to.equal(stock[0]?.["line"])
  })

  it("keeps right what records sum up of entries, also of those that follow", async () => {
    const before = Number(await field(`books.account/${world.ids.cash}`, "debits"))
    const id = await movement("2", "5.00")
    await world.move(`books.movement/${id}/transitions/post`)
    expect(Number(await field(`books.account/${world.ids.cash}`, "debits"))).to.equal(before + 5)
    expect(await field(`books.item/${world.ids.item}`, "in_stock")).to.equal("5.0000")
    await world.move(`books.movement/${id}/transitions/cancel`)
    expect(await field(`books.item/${world.ids.item}`, "in_stock")).to.equal("3.0000")
  })

  it("[LG14] cancelling writes the mirror, and nothing is left", async () => {
    const { id } = await world.post(sale)
    expect((await world.move(`books.voucher/${id}/transitions/cancel`)).body["state"]).to.equal("cancelled")
    const { "books.general": entries = [] } = await booked("books.voucher", id)
    expect(entries.map(({ debit, credit }) => [debit, credit])).to.deep.equal([
      ["119.00", "0.00"],
      ["0.00", "119.00"],
      ["0.00", "119.00"],
      ["119.00", "0.00"],
    ])
    expect(entries.slice(2).map(({ reverses }) => reverses)).to.deep.equal(
      entries.slice(0, 2).map((one) => one.id),
    )
  })

  it("[LG14] mirrors of what led bring nothing that follows: that is mirrored itself", async () => {
    const id = await movement("1", "4.00")
    await world.move(`books.movement/${id}/transitions/post`)
    await world.move(`books.movement/${id}/transitions/cancel`)
    const { "books.general": general = [], "books.stock": stock = [] } = await booked("books.movement", id)
    expect([general.length, stock.length]).to.deep.equal([4, 2])
  })

  it("says why a posting is refused, and leaves nothing behind", async () => {
    const entries = await world.rows("SELECT count(*)::text FROM @books_general")
    const unbalanced = await world.post([
      ["cash", "10.00"],
      ["sales", "-9.99"],
    ])
    expect([unbalanced.code, unbalanced.detail]).to.deep.equal([
      "LED001",
      "The entries of the posting do not sum to zero, but to 0.01.",
    ])
    const lonely = await world.post([
      ["debtors", "10.00"],
      ["sales", "-10.00"],
    ])
    expect([lonely.code, lonely.detail]).to.deep.equal(["RUN005", "The account asks for a party."])
    await world.add("books.period", {
      company: world.ids.company,
      first: "2020-01-01",
      last: "2020-12-31",
      closed: true,
    })
    const late = await world.post(sale, "2020-12-31")
    expect([late.code, late.detail]).to.deep.equal(["LED003", "The period is closed. (2020-12-31)"])
    const gone = await world.move(`books.movement/${await movement("-99", "-99")}/transitions/post`)
    expect([gone.status, gone.body.detail]).to.deep.equal([422, "There is not enough in stock."])
    expect(await world.rows("SELECT count(*)::text FROM @books_general")).to.deep.equal(entries)
  })

  it("a dry run tells the entries of every ledger, and writes none", async () => {
    const id = await movement("1", "4.00")
    const { status, body } = await world.move(`books.movement/${id}/transitions/post?dry_run=true`)
    expect(status).to.equal(200)
    const postings = body["postings"] as Readonly<Record<string, readonly Body[]>>
    expect(Object.keys(postings).sort()).to.deep.equal(["books.general", "books.stock"])
    expect(await booked("books.movement", id)).to.deep.equal({})
  })

  it("refuses to write entries in any other way", async () => {
    const made = await ask(world.on, world.clerk, "POST books.general", { body: {} })
    expect([made.status, made.body.code]).to.deep.equal([403, "ACC001"])
    const [[id = ""] = []] = await world.rows("SELECT id::text FROM @books_general LIMIT 1")
    for (const verb of ["PATCH", "DELETE"]) {
      const answer = await ask(world.on, world.clerk, `${verb} books.general/${id ?? ""}`, {
        body: { memo: "x" },
      })
      expect([answer.status, answer.body.code], verb).to.deep.equal([403, "ACC001"])
    }
    const posted = await world.rows(
      "SELECT DISTINCT source__books_voucher::text FROM @books_general WHERE source__books_voucher IS NOT NULL LIMIT 1",
    )
    const removed = await world.raw(`DELETE FROM @books_voucher WHERE id = '${posted[0]?.[0] ?? ""}'`)
    expect(removed).to.not.equal("ok")
  })

  it("[LG23] many at once make one chain", async () => {
    const journal = world.ids.hashed
    const lines: readonly Line[] = [
      ["cash", "1.00"],
      ["sales", "-1.00"],
    ]
    const all = Array.from({ length: 24 }, () => world.raw(world.insert(lines, { journal })))
    expect(new Set(await Promise.all(all))).to.deep.equal(new Set(["ok"]))
    const links = await world.rows("SELECT c.position::text FROM @books_general__chain c ORDER BY c.position")
    expect(links.map(([position]) => position)).to.deep.equal(all.map((_, at) => String(at + 1)))
    expect((await world.ledger("general/verify")).body["faults"]).to.deep.equal([])
  })

  it("[LG22] many at once keep every invariant", async () => {
    const accounts = ["cash", "sales", "debtors"] as const
    const work = Array.from({ length: 60 }, async (_, n) => {
      const [from, to] = [accounts[n % 3] ?? "cash", accounts[(n + 1) % 3] ?? "sales"]
      const amount = `${n + 1}.0${n % 10}`
      const date = `2026-0${1 + (n % 5)}-15`
      const answer = await world.post(
        [
          [from, amount, "party"],
          [to, `-${amount}`, "party"],
        ],
        date,
      )
      expect(answer["state"], JSON.stringify(answer)).to.equal("posted")
      if (n % 4 === 0)
        expect((await world.move(`books.voucher/${answer.id}/transitions/cancel`)).status).to.equal(200)
    })
    await Promise.all(work)
    for (const ledger of ["general", "stock"]) {
      const { body } = await world.ledger(`${ledger}/verify`)
      expect(body["faults"], ledger).to.deep.equal([])
    }
    const { body } = await world.ledger("general/balance")
    expect(body.items[0]?.["balance"]).to.equal("0.00")
  })
})
