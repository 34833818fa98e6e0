// Whoever changes books behind their triggers is told of.
import { expect } from "chai"
import { general, booksLayers } from "../../support/books-layers.ts"
import { books, type Books } from "./world.ts"

describe("verifying tampered books", () => {
  let world: Books
  let posted: readonly string[]
  before(async () => {
    const chained = { ...general, chain: { by: ["company"], when: "journal.hashed" } }
    world = await books(booksLayers({ general: chained }))
    const made: string[] = []
    const post = async (journal: string): Promise<void> => {
      const text = world.insert(
        [
          ["cash", "10.00"],
          ["sales", "-10.00"],
        ],
        { journal },
      )
      expect(await world.raw(text)).to.equal("ok")
      made.push(/'([0-9a-f-]{36})'/.exec(text)?.[1] ?? "")
    }
    const { journal, hashed } = world.ids
    for (const one of [journal, journal, hashed, hashed, hashed, hashed, hashed]) await post(one)
    posted = made
  })
  after(() => world.on.close())

  /** Behind the triggers, as only a superuser of the server could. */
  const tamper = async (text: string): Promise<void> => {
    await world.rows("ALTER TABLE @books_general DISABLE TRIGGER USER")
    await world.rows(text)
    await world.rows("ALTER TABLE @books_general ENABLE TRIGGER USER")
  }
  const faults = async (): Promise<readonly unknown[]> =>
    (await world.ledger("general/verify")).body["faults"] as []

  it("IMM-01 [LG23] the chain covers what was posted since hashing was on", async () => {
    const links = await world.rows("SELECT posting::text FROM @books_general__chain ORDER BY position")
    expect(links.map(([posting]) => posting)).to.deep.equal(posted.slice(2))
    expect(await faults()).to.deep.equal([])
  })

  it("IMM-01 [LG23] a date changed behind the guard is named by its document", async () => {
    const [third = ""] = posted.slice(4)
    await tamper(`UPDATE @books_general SET date = '2026-01-06' WHERE posting = '${third}'`)
    const source = { entity: "books.voucher", id: world.ids.voucher }
    const chain = { company: world.ids.company }
    const told = (await faults()) as readonly { readonly check: string }[]
    // Of each of the two accounts one day has too much, and another too little.
    expect(told.slice(0, -1).map(({ check }) => check)).to.deep.equal(["days", "days", "days", "days"])
    expect(told.at(-1)).to.deep.equal({ check: "chain", chain, position: 3, posting: third, source })
    await tamper(`UPDATE @books_general SET date = '2026-01-05' WHERE posting = '${third}'`)
    expect(await faults()).to.deep.equal([])
  })

  it("IMM-01 [LG23] a party or a hash of the last one names the last", async () => {
    const last = posted.at(-1) ?? ""
    await tamper(
      `UPDATE @books_general SET party = '${world.ids.party}' WHERE posting = '${last}' AND debit > 0`,
    )
    expect(await faults()).to.have.lengthOf(5)
    expect((await faults()).at(-1)).to.include({ check: "chain", position: 5, posting: last })
    await tamper(`UPDATE @books_general SET party = NULL WHERE posting = '${last}'`)
    await world.rows(`UPDATE @books_general__chain SET hash = 'x' WHERE posting = '${last}'`)
    expect(await faults()).to.have.lengthOf(1)
    expect((await faults())[0]).to.include({ check: "chain", position: 5, posting: last })
  })

  it("[LG27] a removed link, a changed total and an unbalanced posting are told", async () => {
    await world.rows(`DELETE FROM @books_general__chain WHERE posting = '${posted.at(-1) ?? ""}'`)
    await world.rows(`DELETE FROM @books_general__chain WHERE posting = '${posted[3] ?? ""}'`)
    await world.rows("UPDATE @books_general__totals SET debit = debit + 1 WHERE debit > 0")
    await tamper(`UPDATE @books_general SET debit = 11 WHERE posting = '${posted[0] ?? ""}' AND debit > 0`)
    const told = (await faults()) as readonly {
      readonly check: string
      readonly posting?: string
      readonly sum?: string
    }[]
    expect(told.map(({ check }) => check)).to.deep.equal(["balance", "days", "chain"])
    expect(told[0]).to.include({ posting: posted[0], sum: "1.00" })
    expect(told[2]).to.include({ posting: posted[4] })
    await world.rows("UPDATE @books_general__totals SET debit = debit - 1 WHERE debit > 0")
    const totals = (
      (await faults()) as readonly { readonly check: string; readonly debit?: string }[]
    ).filter(({ check }) => check === "totals")
    expect(totals).to.have.lengthOf(1)
  })
})
