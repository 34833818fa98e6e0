import { expect } from "chai"
import fc from "fast-check"
import { user } from "../../support/house.ts"
import { general, booksLayers } from "../../support/books-layers.ts"
import { books, type Books, type Line } from "./world.ts"

/** Cents on a day in the books of the oracle. */
interface Moved {
  readonly date: string
  readonly account: "cash" | "sales" | "debtors"
  readonly cents: number
}

const days = fc
  .integer({ min: 0, max: 120 })
  .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10))

for (const period of ["month", "month_and_day"] as const)
  describe(`reading a ledger with totals by ${period}`, () => {
    let world: Books
    const moved: Moved[] = []
    before(async () => {
      world = await books(
        booksLayers({ general: { ...general, totals: { by: ["company", "account", "party"], period } } }),
      )
      const postings = fc.sample(
        fc.record({
          date: days,
          cents: fc.integer({ min: 1, max: 99_999 }),
          to: fc.constantFrom("cash", "debtors"),
        }),
        { numRuns: 40, seed: 7 },
      )
      for (const { date, cents, to } of postings) {
        const amount = (cents / 100).toFixed(2)
        const lines: Line[] = [
          [to, amount, "party"],
          ["sales", `-${amount}`],
        ]
        const answer = await world.post(lines, date)
        expect(answer["state"], JSON.stringify(answer)).to.equal("posted")
        moved.push({ date, account: to, cents }, { date, account: "sales", cents: -cents })
      }
    })
    after(() => world.on.close())

    const sum = (of: readonly Moved[]): string =>
      (of.reduce((total, { cents }) => total + cents, 0) / 100).toFixed(2)
    const on = (account: Moved["account"], until: string): readonly Moved[] =>
      moved.filter((one) => one.account === account && one.date <= until)

    it("[LG24] tells the balance of an account at any day, as the entries say", async () => {
      for (const at of [
        "2025-12-31",
        "2026-01-01",
        "2026-01-31",
        "2026-02-14",
        "2026-02-28",
        "2026-03-01",
        "2026-06-30",
      ])
        for (const account of ["cash", "sales", "debtors"] as const) {
          const filter = encodeURIComponent(`account == '${world.ids[account]}'`)
          const { body } = await world.ledger(`general/balance?at=${at}&filter=${filter}`)
          expect(body.items[0]?.["balance"], `${account} ${at}`).to.equal(sum(on(account, at)))
          expect(body.items[0]?.["entries"]).to.equal(on(account, at).length)
        }
    })

    it("[LG24] groups by dimensions, in the totals or outside of them alike", async () => {
      const { body: byTotals } = await world.ledger("general/balance?by=account&at=2026-02-14")
      const { body: byEntries } = await world.ledger("general/balance?by=journal,account&at=2026-02-14")
      const plain = (items: typeof byTotals.items): unknown =>
        items.map(({ account, balance }) => [account, balance])
      expect(plain(byEntries.items)).to.have.deep.members(plain(byTotals.items) as unknown[])
      const { body } = await world.ledger("general/balance?by=account")
      expect(body.items.map(({ balance }) => Number(balance)).reduce((a, b) => a + b, 0)).to.be.closeTo(
        0,
        1e-9,
      )
    })

    it("[LG25] a turnover opens with what the one before closed, month by month", async () => {
      const filter = encodeURIComponent("account.code == '4000'")
      const { body } = await world.ledger(
        `general/turnover?from=2026-01-10&to=2026-04-20&interval=month&filter=${filter}`,
      )
      const items = body.items as unknown as readonly Turnover[]
      expect(items.map(({ period }) => period)).to.deep.equal([
        "2026-01-01",
        "2026-02-01",
        "2026-03-01",
        "2026-04-01",
      ])
      items.forEach(({ opening, movements, closing, period, entries }, at) => {
        const last = items[at - 1]?.closing.balance ?? sum(on("sales", "2026-01-09"))
        expect(opening.balance, period).to.equal(last)
        const [first, end] = [
          at === 0 ? "2026-01-10" : period,
          at === 3 ? "2026-04-20" : `${period.slice(0, 7)}-31`,
        ]
        const within = on("sales", end).filter(({ date }) => date >= first)
        expect([movements.balance, entries]).to.deep.equal([sum(within), within.length])
        expect(closing.balance).to.equal(sum(on("sales", end)))
      })
    })

    it("[LG25] a turnover over whole periods, a part of one, and by days comes to the same", async () => {
      for (const [from, to] of [
        ["2026-01-01", "2026-03-31"],
        ["2026-02-03", "2026-02-20"],
        ["2026-01-31", "2026-03-01"],
      ] as const) {
        const { body: whole } = await world.ledger(`general/turnover?from=${from}&to=${to}&by=account`)
        const { body: daily } = await world.ledger(
          `general/turnover?from=${from}&to=${to}&by=account&interval=day`,
        )
        for (const group of whole.items as unknown as readonly Turnover[]) {
          const own = (daily.items as unknown as readonly Turnover[]).filter(
            ({ account }) => account === group.account,
          )
          expect(own.at(-1)?.closing.balance).to.equal(group.closing.balance)
          expect(own[0]?.opening.balance).to.equal(group.opening.balance)
          expect(own.reduce((all, { entries }) => all + entries, 0)).to.equal(group.entries)
        }
      }
    })

    it("[LG26] entries have a running balance that begins with all that came before, page by page", async () => {
      const filter = encodeURIComponent(`account == '${world.ids.sales}'`)
      const ask = (more: string) =>
        world.ledger(`general/entries?filter=${filter}&from=2026-01-15&to=2026-03-31&${more}`)
      const { body: all } = await ask("limit=1000&count=true")
      const expected = on("sales", "2026-03-31").filter(({ date }) => date >= "2026-01-15")
      expect(all.count).to.equal(expected.length)
      let running = on("sales", "2026-01-14").reduce((total, { cents }) => total + cents, 0)
      expect((all["opening"] as Sums).balance).to.equal((running / 100).toFixed(2))
      for (const item of all.items) {
        const { debit, credit, running: told } = item as unknown as Sums & { readonly running: Sums }
        running += Math.round((Number(debit) - Number(credit)) * 100)
        expect(told.balance).to.equal((running / 100).toFixed(2))
      }
      const pages: unknown[] = []
      for (let cursor: string | null = ""; cursor !== null;) {
        const { body } = await ask(
          `limit=4${cursor === "" ? "" : `&cursor=${encodeURIComponent(decodeURIComponent(cursor))}`}`,
        )
        pages.push(...body.items)
        cursor = body.next_cursor
      }
      expect(pages).to.deep.equal(all.items)
    })

    it("[LG27] sound books are verified", async () => {
      const { body } = await world.ledger("general/verify")
      expect(body).to.deep.equal({ ok: true, entries: 80, postings: 40, faults: [] })
    })

    it("[LG28] a role sees of sums what it sees of entries", async () => {
      const south = await world.add("books.company", { name: "South" })
      const text = world.insert(
        [
          ["cash", "77.00"],
          ["sales", "-77.00"],
        ],
        { company: south },
      )
      expect(await world.raw(text)).to.equal("ok")
      const reader = user(world.on.acme, ["books.one_company"])
      const { body: part } = await world.ledger("general/balance?by=company", reader)
      expect(part.items.map(({ company }) => company)).to.deep.equal([world.ids.company])
      const { body: lines } = await world.ledger("general/entries?count=true", reader)
      expect(lines.count).to.equal(80)
      const { status, body } = await world.ledger("general/verify", reader)
      expect([status, body.code]).to.deep.equal([403, "ACC001"])
      const nobody = await world.ledger("general/balance", user(world.on.acme, []))
      expect([nobody.status, nobody.body.code]).to.deep.equal([403, "ACC001"])
      const stranger = await world.ledger(
        "general/balance?by=account",
        user(world.on.globex, ["books.clerk"]),
      )
      expect(stranger.body.items).to.deep.equal([])
    })

    const refusals = [
      ["generl/balance", 404, "REQ003", 'Did you mean "books.general"?'],
      ["general/balances", 404, "REQ002", undefined],
      ["general/balance?by=acount", 400, "PLN001", 'Did you mean "account"?'],
      ["general/balance?by=debit", 400, "PLN001", undefined],
      ["general/balance?filter=acount == null", 400, "PLN002", undefined],
      ["general/balance?at=2026-02-30", 400, "REQ005", "Write at=2026-12-31."],
      ["general/balance?form=2026", 400, "REQ004", undefined],
      ["general/turnover?from=2026-01-01", 400, "REQ005", undefined],
      ["general/turnover?from=2026-02-01&to=2026-01-01", 400, "REQ005", "Swap from and to."],
      ["general/turnover?from=2026-01-01&to=2026-02-01&interval=week", 400, "REQ005", undefined],
    ] as const
    for (const [what, status, code, hint] of refusals)
      it(`refuses ${what} with ${code}`, async () => {
        const answer = await world.ledger(what)
        expect([answer.status, answer.body.code]).to.deep.equal([status, code])
        if (hint !== undefined) expect(answer.body.hint).to.equal(hint)
      })
  })

interface Sums {
  readonly debit: string
  readonly credit: string
  readonly balance: string
}
interface Turnover {
  readonly account: string
  readonly period: string
  readonly opening: Sums
  readonly movements: Sums
  readonly closing: Sums
  readonly entries: number
}
