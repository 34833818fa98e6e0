// Several people keep the same books at once, at random: whatever they do and whatever is refused, the books hold.
import { expect } from "chai"
import { accountant, type Accountant, type Book, type Fields } from "../support/accountant.ts"

const seed = 20260123
const people = 4
const steps = 30

/** Numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
function dice(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

describe("books that several people keep at once", () => {
  let books: Accountant
  const parties: string[] = []
  before(async function () {
    this.timeout(240_000)
    books = await accountant()
    for (const name of ["One", "Two"]) {
      const fields = { kind: "company", name, is_customer: true, is_supplier: true }
      parties.push((await books.make("base.party", fields)).id)
    }
    const { id } = await books.make("accounting.journal", {
      ...{ company: books.company, code: "SEAL", name: "Sealed", type: "sales", hashed: true },
    })
    await books.change("base.company", books.company, { sales_journal: id })
    await books.change("base.currency", books.currency("USD"), { active: true })
    await Promise.all(Array.from({ length: people }, (_, i) => aDay(dice(seed + i))))
  })
  after(() => books?.close())

  /** Asks; what is refused is refused, but nothing fails. */
  async function dare(what: string, body: Fields = {}): Promise<Book | undefined> {
    const { status, text, json } = await books.ask(what, body)
    expect(status, `${what}: ${text}`).to.be.below(500)
    return status < 300 ? json : undefined
  }
  async function posted(entity: string, fields: Fields): Promise<void> {
    const made = await dare(`POST records/${entity}`, { company: books.company, ...fields })
    if (made !== undefined) await dare(`POST records/${entity}/${made.id}/transitions/post`)
  }

  async function aDay(next: () => number): Promise<void> {
    const among = <T>(all: readonly T[]): T | undefined => all[Math.floor(next() * all.length)]
    const amount = (): string => (1 + next() * 500).toFixed(2)
    const date = (): string => `2026-0${1 + Math.floor(next() * 6)}-1${Math.floor(next() * 9)}`
    const money = (): Fields =>
      next() < 0.3 ? { currency: books.currency("USD"), exchange_rate: (0.8 + next() * 0.3).toFixed(4) } : {}
    const one = async (entity: string, filter: string): Promise<Book | undefined> =>
      among(await books.find(entity, filter))
    const line = (): Fields => ({
      quantity: "3",
      unit_price: amount(),
      tax: among(["S10", "S20"].map((code) => books.chart.taxes.get(code))),
    })

    const doings: readonly (() => Promise<unknown>)[] = [
      () =>
        posted("accounting.sales_invoice", {
          customer: among(parties),
          date: date(),
          ...money(),
          lines: [line(), line()],
        }),
      () =>
        posted("accounting.purchase_invoice", {
          ...{ supplier: among(parties), reference: amount(), date: date(), ...money() },
          lines: [{ quantity: "1", unit_price: amount() }],
        }),
      async () => {
        const item = await one("accounting.open_item", "is_open && side == 'debit'")
        const paid = {
          party: item?.["party"] ?? parties[0],
          amount: amount(),
          date: date(),
          currency: item?.["currency"] ?? null,
        }
        const part = Math.min(Number(paid.amount), Math.abs(Number(item?.["open_amount"] ?? 0))).toFixed(2)
        const rate =
          item === undefined || item["currency"] === books.currency("EUR")
            ? "1"
            : (0.8 + next() * 0.3).toFixed(4)
        const allocations = item === undefined ? [] : [{ item: item.id, amount: part }]
        await posted("accounting.payment", { ...paid, exchange_rate: rate, allocations })
      },
      async () => {
        const from = await one("accounting.open_item", "is_open && side == 'credit'")
        const same = ["party", "account", "currency"].map((field) => `${field} == '${String(from?.[field])}'`)
        const to =
          from && (await one("accounting.open_item", `is_open && side == 'debit' && ${same.join(" && ")}`))
        if (to === undefined) return
        const lines = [
          { item: to.id, amount: (Math.abs(Number(to["open_amount"])) * next() * 1.2 + 0.01).toFixed(2) },
        ]
        await posted("accounting.allocation", { item: from?.id, date: date(), lines })
      },
      async () => {
        const invoice = await one("accounting.sales_invoice", "state == 'posted' && kind == 'invoice'")
        if (invoice !== undefined)
          await dare(`POST records/accounting.sales_invoice/${invoice.id}/transitions/credit`)
        const note = await one("accounting.sales_invoice", "state == 'draft'")
        if (note !== undefined)
          await dare(`POST records/accounting.sales_invoice/${note.id}/transitions/post`)
      },
      async () => {
        const entity = among(["sales_invoice", "purchase_invoice", "payment", "allocation"])
        const document = await one(`accounting.${entity}`, "state == 'posted'")
        if (document !== undefined)
          await dare(`POST records/accounting.${entity}/${document.id}/transitions/cancel`)
      },
    ]
    for (let i = 0; i < steps; i++) await among(doings)?.()
  }

  it("balances in every posting, keeps its totals and its seals", async () => {
    for (const ledger of ["general_ledger", "open_items", "tax_ledger"]) {
      const { json } = await books.ask(`GET ledgers/accounting.${ledger}/verify`)
      expect(json, ledger).to.deep.include({ ok: true, faults: [] })
    }
    const entries = await books.find("accounting.general_ledger", "true")
    expect(entries.length).to.be.above(50)
    const days = new Map<unknown, number>()
    for (const { date, debit, credit } of entries)
      days.set(date, (days.get(date) ?? 0) + Math.round((Number(debit) - Number(credit)) * 100))
    expect([...days].filter(([, sum]) => sum !== 0)).to.deep.equal([])
  })

  it("has open items that are the balance of the control accounts, party by party", async () => {
    for (const party of parties) {
      const sums = await books.balances("2026-12-31", `party == '${party}'`)
      const items = await books.find("accounting.open_item", `party == '${party}'`)
      const open = new Map<string, number>()
      for (const { account, open_base } of items) {
        const code = books.codeOf(account)
        open.set(code, (open.get(code) ?? 0) + Math.round(Number(open_base) * 100))
      }
      const owed = [...open]
        .filter(([, sum]) => sum !== 0)
        .map(([code, sum]) => [code, (sum / 100).toFixed(2)])
      expect(Object.fromEntries(owed)).to.deep.equal(sums)
      for (const { open_amount, open_base, side } of items) {
        expect(Number(open_amount) * (side === "debit" ? 1 : -1)).to.be.at.least(0)
        if (Number(open_amount) === 0) expect(Number(open_base)).to.equal(0)
      }
    }
  })

  it("has numbers without a gap and without a double", async () => {
    for (const entity of ["sales_invoice", "purchase_invoice", "payment", "allocation"]) {
      const documents = await books.find(`accounting.${entity}`, "state != 'draft'")
      const numbers = documents
        .map(({ number }) => Number(/\d+$/.exec(String(number))?.[0]))
        .sort((a, b) => a - b)
      expect(numbers, entity).to.deep.equal(numbers.map((_, i) => i + 1))
    }
  })

  it("tells of each invoice what its items say", async () => {
    for (const invoice of await books.find("accounting.sales_invoice", "state == 'posted'")) {
      const items = await books.find("accounting.open_item", `sales_invoice == '${invoice.id}'`)
      const open = items.reduce((sum, { open_amount }) => sum + Math.round(Number(open_amount) * 100), 0)
      expect(Math.round(Number(invoice["open_amount"]) * 100)).to.equal(open)
    }
  })
})
