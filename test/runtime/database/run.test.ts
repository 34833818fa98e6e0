// The door of requests on a real server: rows as texts, one transaction a message, two tenants at any time.
import { expect } from "chai"
import fc from "fast-check"
import { Problem } from "../../../engine/error/index.ts"
import type { Statement } from "../../../runtime/sql/types.ts"
import { testDatabases, type TestDatabases } from "../../support/postgres.ts"
import { makeTenant } from "./tenants.ts"

const one = (text: string, ...values: (string | null)[]): Statement => ({ text, values, prepared: true })

describe("runtime/database run", () => {
  let opened: TestDatabases
  const north = makeTenant("run_north")
  const south = makeTenant("run_south")

  before(async () => {
    opened = await testDatabases({ connections: 3, prepared: 4 })
    await opened.admin.script("main", north.script + south.script)
  })
  after(() => opened.close())

  const rows = (tenant: typeof north) =>
    opened.database.run(tenant.at, [one(`select id, text from ${tenant.at.schema}.note order by id`)])

  it("gives the rows of each statement as texts, null as null", async () => {
    const result = await opened.database.run(north.at, [
      one("select 1, null, 'a''b', '{\"a\":1}'::jsonb, true, now() is null"),
      one("select g from generate_series(1, $1::integer) g", "3"),
      one("select 1 where false"),
    ])
    expect(result).to.deep.equal([[["1", null, "a'b", '{"a": 1}', "t", "f"]], [["1"], ["2"], ["3"]], []])
  })

  it("runs each tenant's statements under the tenant's role, whoever used the connection before", async () => {
    for (let i = 0; i < 20; i++) {
      const tenant = i % 2 === 0 ? north : south
      expect(await opened.database.run(tenant.at, [one("select current_user")])).to.deep.equal([
        [[tenant.at.role]],
      ])
    }
  })

  it("runs all statements of a message or none", async () => {
    const insert = `insert into ${north.at.schema}.note (id, text) values ($1, $2)`
    const fault = await opened.database
      .run(north.at, [one(insert, "100", "kept?"), one(insert, "100", "twice")])
      .catch((error: unknown) => error)
    expect(fault).to.have.property("code", "23505")
    expect(await rows(north)).to.deep.equal([[["1", "of run_north"]]])
  })

  it("carries any text there and back, whatever its length or script", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 200 }).map((it) => it.replaceAll("\0", ""))
    const value = fc.oneof(
      fc.constant(null),
      text,
      fc.integer({ min: 1, max: 300_000 }).map((n) => "ü".repeat(n)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 20 }), async (values) => {
        const columns = values.map((_, index) => `$${index + 1}::text`).join(", ")
        const result = await opened.database.run(north.at, [
          { text: `select ${columns}`, values, prepared: true },
        ])
        expect(result).to.deep.equal([[values]])
      }),
      { numRuns: 50 },
    )
  })

  it("refuses more values than the protocol can count, and the connection stays good", async () => {
    const values = Array.from({ length: 65_536 }, () => "1")
    const fault = await opened.database
      .run(north.at, [one("select 1"), one("select $1", ...values)])
      .catch(String)
    expect(fault).to.contain("at most 65535 values")
    expect(await opened.database.run(south.at, [one("select 1"), one("select current_user")])).to.deep.equal([
      [["1"]],
      [[south.at.role]],
    ])
  })

  it("says which server is missing here", async () => {
    const elsewhere = { ...north.at, server: "east" }
    const fault = await opened.database.run(elsewhere, [one("select 1")]).catch((error: unknown) => error)
    expect(fault).to.be.instanceOf(Problem).and.to.include({ code: "RUN010" })
  })
})

describe("runtime/database transaction", () => {
  let opened: TestDatabases
  const { at, script } = makeTenant("transaction")
  before(async () => {
    opened = await testDatabases({ connections: 2 })
    await opened.admin.script("main", script)
  })
  after(() => opened.close())
  const insert = (id: number): Statement =>
    one(`insert into ${at.schema}.note values ($1, 'x') returning id`, String(id))
  const ids = async (): Promise<unknown> => {
    const [rows] = await opened.database.run(at, [one(`select id from ${at.schema}.note order by id`)])
    return rows?.flat()
  }
  beforeEach(() => opened.database.run(at, [one(`delete from ${at.schema}.note`)]))

  it("keeps what it did when the work ends, under the tenant's role from the first statement", async () => {
    const result = await opened.database.transaction(at, async (tx) => {
      expect(await tx.run([one("select current_user"), insert(1)])).to.deep.equal([[[at.role]], [["1"]]])
      expect(await ids()).to.deep.equal([])
      await tx.run([insert(2)])
      return "done"
    })
    expect(result).to.equal("done")
    expect(await ids()).to.deep.equal(["1", "2"])
  })

  it("commits in the last round trip when told so, and takes nothing afterwards", async () => {
    await opened.database.transaction(at, async (tx) => {
      await tx.run([insert(1)])
      expect(await tx.commit([insert(2)])).to.deep.equal([[["2"]]])
      expect(await ids()).to.deep.equal(["1", "2"])
      expect(await tx.run([insert(3)]).catch(String)).to.contain("has ended")
    })
    expect(await ids()).to.deep.equal(["1", "2"])
  })

  it("undoes everything when the work throws", async () => {
    const fault = await opened.database
      .transaction(at, async (tx) => {
        await tx.run([insert(1)])
        throw new Error("no")
      })
      .catch(String)
    expect(fault).to.equal("Error: no")
    expect(await ids()).to.deep.equal([])
  })

  it("undoes everything when a statement fails, even if the work lets that pass", async () => {
    const fault = await opened.database
      .transaction(at, async (tx) => {
        await tx.run([insert(1)])
        await tx.run([insert(1)]).catch(() => undefined)
      })
      .catch(String)
    expect(fault).to.contain("its fault was caught on the way")
    expect(await ids()).to.deep.equal([])
    const late = await opened.database
      .transaction(at, (tx) => tx.commit([insert(1), insert(1)]))
      .catch((error: unknown) => error)
    expect(late).to.have.property("code", "23505")
    expect(await ids()).to.deep.equal([])
  })

  it("knows after a rollback that the role went with it, whoever had the connection before", async () => {
    const single = await testDatabases({ connections: 1 })
    const [undone, other] = [makeTenant("rolled_back"), makeTenant("before_it")]
    await single.admin.script("main", undone.script + other.script)
    const who = one("select current_user")
    await single.database.run(other.at, [who])
    const work = single.database.transaction(undone.at, async (tx) => {
      expect(await tx.run([who])).to.deep.equal([[[undone.at.role]]])
      throw new Error("undone")
    })
    expect(await work.catch(String)).to.equal("Error: undone")
    expect(await single.database.run(undone.at, [who])).to.deep.equal([[[undone.at.role]]])
    expect(await single.database.run(other.at, [who])).to.deep.equal([[[other.at.role]]])
    await single.close()
  })

  it("plans statements once, for finding rows by their keys, and leaves no trace of that", async () => {
    const settings = one("select current_setting('plan_cache_mode'), current_setting('enable_seqscan')")
    const inside = await opened.database.transaction(at, (tx) => tx.run([settings]))
    expect(inside).to.deep.equal([[["force_generic_plan", "off"]]])
    expect(await opened.database.run(at, [settings])).to.deep.equal([[["auto", "on"]]])
  })

  it("costs nothing when the work sends nothing", async () => {
    expect(await opened.database.transaction(at, () => Promise.resolve(5))).to.equal(5)
  })
})
