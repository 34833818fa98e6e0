// What the ERPs leave to code, PostgreSQL holds here: each invariant is tried by raw SQL under the tenant's role.
import { expect } from "chai"
import { renameSchema } from "../../../runtime/sql/tenancy/index.ts"
import { books, type Books } from "./world.ts"

describe("the invariants of a ledger, against raw SQL under the tenant's role", () => {
  let world: Books
  before(async () => {
    world = await books()
  })
  after(() => world.on.close())

  const sound = [
    ["cash", "10.00"],
    ["sales", "-10.00"],
  ] as const

  it("lets a sound posting in", async () => {
    expect(await world.raw(world.insert(sound))).to.equal("ok")
  })

  it("[LG17] a posting that does not sum to zero is refused, at once", async () => {
    expect(
      await world.raw(
        world.insert([
          ["cash", "10.00"],
          ["sales", "-9.99"],
        ]),
      ),
    ).to.equal("TN010 the posting is out of balance")
    expect(await world.raw(world.insert([["cash", "0.01"]]))).to.match(/^TN010/)
  })

  it("[LG17] nothing of the session puts it off", async () => {
    const bad = world.insert([
      ["cash", "10.00"],
      ["sales", "-9.99"],
    ])
    expect(await world.raw(`BEGIN; SET CONSTRAINTS ALL DEFERRED; ${bad}; COMMIT`)).to.match(/^TN010/)
    expect(await world.raw(`SET session_replication_role = replica; ${bad}`)).to.match(
      /^42501 permission denied/,
    )
    expect(await world.raw(`ALTER TABLE @books_general DISABLE TRIGGER ALL; ${bad}`)).to.match(
      /^42501 must be owner/,
    )
  })

  it("[LG17] two companies do not balance each other", async () => {
    const other = await world.add("books.company", { name: "South" })
    const [first, second] = [
      world.insert([["cash", "5.00"]]),
      world.insert([["sales", "-5.00"]], { company: other }),
    ]
    const values = (text: string): string => text.slice(text.indexOf("VALUES ") + "VALUES ".length)
    const posting = /'([0-9a-f-]{36})'/.exec(values(first))?.[1] ?? ""
    const both = `${first}, ${values(second).replace(/'[0-9a-f-]{36}'/, `'${posting}'`)}`
    expect(await world.raw(both)).to.match(/^TN010/)
  })

  it("[LG18] an entry has one side, and none is negative", async () => {
    for (const more of [
      { debit: "10", credit: "10" },
      { debit: "-10", credit: "0" },
      { debit: "0", credit: "-1" },
    ])
      expect(await world.raw(world.insert([["cash", "1"]], more))).to.match(/^23514.*debit_credit_check/)
  })

  it("[LG19] the foreign amount has the sign of the amount", async () => {
    expect(
      await world.raw(
        world.insert(
          [
            ["cash", "10"],
            ["sales", "-10"],
          ],
          { foreign: "5" },
        ),
      ),
    ).to.match(/^23514/)
  })

  it("[LG19] rules that walk to other records hold too", async () => {
    expect(
      await world.raw(
        world.insert([
          ["debtors", "10"],
          ["sales", "-10"],
        ]),
      ),
    ).to.match(/^TN001 refused/)
    const party = [
      ["debtors", "10", world.ids.party],
      ["sales", "-10"],
    ] as const
    expect(await world.raw(world.insert(party))).to.equal("ok")
  })

  it("[LG20] entries are not changed, not even by the owner of the tables", async () => {
    for (const text of [
      "UPDATE @books_general SET memo = 'x'",
      "UPDATE @books_general SET date = '2026-01-06'",
      "DELETE FROM @books_general",
      "TRUNCATE @books_general",
    ]) {
      expect(await world.raw(text), text).to.match(/^42501 permission denied/)
      const owner = await world.rows(text).then(
        () => "ok",
        (fault: unknown) => (fault instanceof Error ? fault.message : ""),
      )
      expect(owner, text).to.equal("what is posted stays as it is")
    }
  })

  it("[LG20] nobody adds to a posting later, nor becomes a migration", async () => {
    const [[posting = ""] = []] = await world.rows("SELECT posting::text FROM @books_general LIMIT 1")
    expect(await world.raw(world.insert(sound, { posting: posting ?? "" }))).to.equal(
      "TN011 the posting is written already",
    )
    expect(await world.raw("SET tenon.migrating = 'on'; UPDATE @books_general SET memo = 'x'")).to.match(
      /^42501/,
    )
  })

  it("[LG16] an entry is reversed once", async () => {
    const [[id = ""] = []] = await world.rows(
      "SELECT id::text FROM @books_general WHERE debit > 0 AND reverses IS NULL LIMIT 1",
    )
    const twice = world.insert([["cash", "0.00"]], { reverses: id ?? "" })
    expect(await world.raw(twice)).to.equal("ok")
    expect(await world.raw(world.insert([["cash", "0.00"]], { reverses: id ?? "" }))).to.match(/^23505/)
  })

  it("[LG22] sums are the guard's alone", async () => {
    for (const table of [
      "books_general__totals",
      "books_general__days",
      "books_general__chain",
      "books_stock__balance",
      "books_stock__totals",
    ])
      for (const text of [
        `DELETE FROM @${table}`,
        `INSERT INTO @${table} DEFAULT VALUES`,
        `TRUNCATE @${table}`,
      ])
        expect(await world.raw(text), text).to.match(/^42501 permission denied/)
    expect(await world.raw("UPDATE @books_general__totals SET debit = 0")).to.match(/^42501/)
    expect(await world.raw("UPDATE @books_general__chain SET hash = ''")).to.match(/^42501/)
  })

  it("[LG22] nobody's own table stands in for one of the ledger's", async () => {
    const text = `CREATE TEMP TABLE books_general__totals (LIKE @books_general__totals); ${world.insert(sound)}`
    expect(await world.raw(text)).to.match(/^42501 permission denied to create temporary tables/)
  })

  it("[LG22] a balance does not go below zero, unless its item may", async () => {
    const { item, place, company, journal, cash } = world.ids
    const movement = await world.add("books.movement", { company, journal, date: "2026-01-05" })
    const move = (what: string, quantity: string, value: string): string =>
      `INSERT INTO @books_stock (posting, date, source__books_movement, rule, company, journal, item, place, quantity, value, counter_account)
       VALUES (uuidv7(), '2026-01-05', '${movement}', 'raw', '${company}', '${journal}', '${what}', '${place}', ${quantity}, ${value}, '${cash}')`
    expect(await world.raw(move(item, "3", "12"))).to.equal("ok")
    expect(await world.raw(move(item, "-4", "-12"))).to.match(/^TN001 refused/)
    expect(await world.raw(`${move(item, "-4", "-16")}; ${move(item, "4", "16")}`)).to.match(/^TN001 refused/)
    expect(await world.raw(move(item, "-3", "-11"))).to.match(/^TN001 refused.*balances\/worth/)
    expect(await world.raw(move(item, "-1", "-4"))).to.equal("ok")
    const open = await world.add("books.item", { name: "Air", stock_account: cash, may_be_negative: true })
    expect(await world.raw(move(open, "-4", "-16"))).to.equal("ok")
  })

  describe("[LG21] a closed day", () => {
    it("takes no entry, in the company and for the journals that it is closed for", async () => {
      const { company } = world.ids
      await world.add("books.period", {
        company,
        journal_type: "sale",
        first: "2025-01-01",
        last: "2025-12-31",
        closed: true,
      })
      await world.add("books.period", { company, first: "2024-01-01", last: "2024-12-31", closed: true })
      await world.add("books.period", { company, first: "2023-01-01", last: "2023-12-31", closed: false })
      expect(await world.raw(world.insert(sound, { date: "2025-12-31" }))).to.equal("ok")
      expect(
        await world.raw(world.insert(sound, { date: "2025-12-31", journal: world.ids.hashed })),
      ).to.equal("TN012 the day is closed")
      expect(await world.raw(world.insert(sound, { date: "2024-12-31" }))).to.match(/^TN012/)
      expect(await world.raw(world.insert(sound, { date: "2023-12-31" }))).to.equal("ok")
    })

    it("is none where the lock does not say from when to when", async () => {
      const { company } = world.ids
      await world.add("books.period", { company, first: "2021-01-01", closed: true })
      await world.add("books.period", { company, last: "2021-12-31", closed: true })
      expect(await world.raw(world.insert(sound, { date: "2021-06-30" }))).to.equal("ok")
    })

    it("is open for one user until his exception runs out", async () => {
      const { company } = world.ids
      const [person, late] = [
        await world.add("base.user", { name: "Ada" }),
        await world.add("base.user", { name: "Bob" }),
      ]
      const exception = { company, first: "2024-06-01" }
      await world.add("books.exception", { ...exception, person, expires: "2999-01-01T00:00:00Z" })
      await world.add("books.exception", { ...exception, person: late, expires: "2020-01-01T00:00:00Z" })
      const on = (date: string, created_by: string): Promise<string> =>
        world.raw(world.insert(sound, { date, created_by }))
      expect(await on("2024-06-01", person)).to.equal("ok")
      expect(await on("2024-05-31", person)).to.match(/^TN012/)
      expect(await on("2024-06-01", late)).to.match(/^TN012/)
    })

    it("is not closed while an entry is on its way into it", async () => {
      const { company } = world.ids
      const period = await world.add("books.period", {
        company,
        first: "2022-01-01",
        last: "2022-12-31",
        closed: false,
      })
      const closing = `SET lock_timeout = '200ms'; UPDATE @books_period SET closed = true WHERE id = '${period}'`
      const { admin, server, acme } = world.on
      await admin.transaction(server.name, async (tx) => {
        const text = world.insert(sound, { date: "2022-05-05" }).replaceAll("@", `"${acme.address.schema}".`)
        await tx.run([{ text, values: [], prepared: false }])
        expect(await world.raw(closing)).to.match(/^55P03/)
      })
      expect(await world.raw(closing)).to.equal("ok")
      expect(await world.raw(world.insert(sound, { date: "2022-05-05" }))).to.match(/^TN012/)
    })
  })

  it("holds them in a schema that was renamed too, as spares are when they are handed out", async () => {
    const { schema } = world.on.acme.address
    const totals = `SELECT sum(entries)::text FROM "${schema}_given".books_general__totals`
    await world.on.admin.script(world.on.server.name, renameSchema(schema, `${schema}_given`))
    const [[before = "0"] = []] = await world.rows(totals)
    const text = world.insert(sound).replace("@", `"${schema}_given".`)
    expect(await world.raw(text)).to.equal("ok")
    expect(await world.rows(totals)).to.deep.equal([[String(Number(before) + 2)]])
    expect(await world.raw(text.replace("'10.00'", "'9.00'"))).to.match(/^TN010/)
    await world.on.admin.script(world.on.server.name, renameSchema(`${schema}_given`, schema))
  })
})
