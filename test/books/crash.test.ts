// The server and PostgreSQL killed while several people post: what was acknowledged is there, what was not is there whole or
// not at all, and whoever asks again with the same key gets what they asked for once.
import { expect } from "chai"
import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import { booksAt, type Book, type Fields } from "../support/accountant.ts"
import { got } from "../support/over-http.ts"
import { storesOf, type Storekeeper } from "../support/storekeeper.ts"
import { diceOf, seed } from "./dice.ts"
import { broken } from "./invariants/index.ts"
import { killableServer, type KillableServer } from "./killable.ts"

const people = 6
/** What each of them makes and posts while the kills go on. */
const documents = Number(process.env["BOOKS_DOCUMENTS"] ?? 12)
const kills = Number(process.env["BOOKS_KILLS"] ?? 2)
const mostWaitMs = 120_000

describe(`books in a server that is killed (BOOKS_SEED=${seed})`, function () {
  this.timeout(300_000 + kills * 60_000)
  let server: KillableServer
  let store: Storekeeper
  let token: string
  let item: string
  /** Documents that were acknowledged as posted. */
  const posted: { readonly entity: string; readonly id: string }[] = []
  let unanswered = 0

  before(async () => {
    server = await killableServer()
    store = await storesOf(await booksAt(server))
    token = await server.logIn(server.tenants[0])
    item = await store.item({ valuation_method: "moving_average" })
    await store.received(item, "2026-01-01", [["1000000", "2.37"]])
  })
  after(() => server?.close())

  /** Asks until there is an answer, with the same key: as a client does that must not do it twice. */
  async function insist(path: string, body: Fields): Promise<Book> {
    const headers = { "content-type": "application/json", "idempotency-key": randomUUID() }
    const init = { method: "POST", headers, body: JSON.stringify(body) }
    for (const until = Date.now() + mostWaitMs; ; await pause(20)) {
      const answer = await got(`${server.url}/api/v1/records/${path}`, token, init).catch(() => undefined)
      if (answer !== undefined && answer.status < 300) return answer.json
      const passes = answer === undefined || answer.status === 503
      if (!passes || Date.now() > until) throw new Error(`${path}: ${answer?.text ?? "no answer"}`)
      unanswered++
    }
  }

  async function clerk(number: number): Promise<void> {
    const dice = diceOf(seed + number)
    const { company, supplier, customer, warehouses } = store
    const makers = [
      (): [string, Fields] => [
        "accounting.sales_invoice",
        {
          customer,
          lines: [1, 2].map(() => ({ quantity: "3", unit_price: (1 + dice.next() * 99).toFixed(2) })),
        },
      ],
      (): [string, Fields] => [
        "inventory.receipt",
        {
          supplier,
          warehouse: warehouses.A,
          lines: [{ item, quantity: "7", unit_price: (1 + dice.next() * 9).toFixed(2) }],
        },
      ],
      (): [string, Fields] => [
        "inventory.delivery",
        { customer, warehouse: warehouses.A, lines: [{ item, quantity: "5" }] },
      ],
    ] as const
    for (let i = 0; i < documents; i++) {
      const [entity, fields] = dice.among(makers)()
      const date = `2026-02-${String(dice.whole(10, 28))}`
      const { id } = await insist(entity, { company, date, ...fields })
      await insist(`${entity}/${id}/transitions/post`, {})
      posted.push({ entity, id })
    }
  }

  /** All at work, and kills at random moments of it. */
  async function underFire(kill: () => Promise<void>): Promise<void> {
    const dice = diceOf(seed * 7)
    const before = posted.length
    const every = Math.floor((people * documents) / (kills + 1))
    const killing = async (): Promise<void> => {
      for (let i = 1; i <= kills; i++) {
        while (posted.length - before < every * i - every / 2) await pause(1)
        await pause(dice.whole(0, 60))
        await kill()
      }
    }
    const broke = unanswered
    await Promise.all([killing(), ...Array.from({ length: people }, (_, i) => clerk(before + i))])
    expect(unanswered, "nobody noticed the kills").to.be.above(broke)
  }

  async function itHolds(): Promise<void> {
    expect(await broken(server.superuserUrl)).to.deep.equal([])
    for (const ledger of ["accounting.general_ledger", "accounting.open_items", "inventory.stock_ledger"]) {
      const { json } = await store.ask(`GET ledgers/${ledger}/verify`)
      expect(json, ledger).to.deep.include({ ok: true, faults: [] })
    }
    for (const entity of ["accounting.sales_invoice", "inventory.receipt", "inventory.delivery"]) {
      const there = await store.find(entity, "state == 'posted'")
      const mine = posted.filter((one) => one.entity === entity).map(({ id }) => id)
      // The first receipt brought the goods before the load began.
      expect(there.length, entity).to.equal(mine.length + (entity === "inventory.receipt" ? 1 : 0))
      const ids = new Set(there.map(({ id }) => id))
      expect(mine.filter((id) => !ids.has(id))).to.deep.equal([])
      expect(await store.find(entity, "state == 'draft'")).to.deep.equal([])
    }
  }

  it("holds after kills of the server", async () => {
    await underFire(() => server.killServer())
    await itHolds()
  })

  it("holds after kills of PostgreSQL", async () => {
    await underFire(() => server.killDatabase())
    await itHolds()
  })
})
