// More users than connections, tenants that come back to their connections, and what is given back to the server.
import { expect } from "chai"
import pg from "pg"
import { Problem } from "../../../engine/error/index.ts"
import { defaultDatabaseLimits, type DatabaseLimits } from "../../../runtime/config/index.ts"
import { createDatabase, type Database, type TenantAddress } from "../../../runtime/database/index.ts"
import type { Statement } from "../../../runtime/sql/types.ts"
import { testDatabases, testSuperuserUrl, type TestDatabases } from "../../support/postgres.ts"
import { makeTenant } from "./tenants.ts"

const one = (text: string, ...values: string[]): Statement => ({ text, values, prepared: true })
const tenants = ["pool_a", "pool_b", "pool_c"].map(makeTenant)
const [first, second] = tenants.map(({ at }) => at) as [TenantAddress, TenantAddress, TenantAddress]
const pidOf = async (database: Database, at: TenantAddress): Promise<string> =>
  ((await database.run(at, [one("select pg_backend_pid()")])) as [[[string]]])[0][0][0]
const sleep = (seconds: number): Statement => one("select pg_sleep($1::double precision)", String(seconds))

describe("runtime/database pool", () => {
  let opened: TestDatabases
  let database: Database
  const open = (limits: Partial<DatabaseLimits>): Database => {
    const servers = new Map([["main", opened.server.requestUrl]])
    database = createDatabase({ servers, limits: { ...defaultDatabaseLimits, ...limits } })
    return database
  }
  before(async () => {
    opened = await testDatabases()
    await opened.admin.script("main", tenants.map(({ script }) => script).join(""))
  })
  afterEach(() => database.close())
  after(() => opened.close())

  it("serves two hundred users of three tenants over two connections, in transactions too", async () => {
    open({ connections: 2, acquireTimeoutMs: 20_000 })
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, user) => {
        const { at } = tenants[user % 3] as (typeof tenants)[number]
        const own = [one(`select text from ${at.schema}.note where id = 1`)]
        if (user % 2 === 0) return database.run(at, own)
        return database.transaction(at, async (tx) => {
          await tx.run([one(`update ${at.schema}.note set text = text where id = 1`)])
          return tx.run(own)
        })
      }),
    )
    expect(answers).to.deep.equal(answers.map((_, user) => [[[`of ${tenants[user % 3]?.at.tenant ?? ""}`]]]))
    expect(database.load()).to.deep.equal({ main: { open: 2, lent: 0, waiting: 0 } })
  })

  it("serves those in line in their order", async () => {
    open({ connections: 1 })
    const order: number[] = []
    await Promise.all(
      Array.from({ length: 20 }, (_, user) =>
        database.run(first, [one("select 1")]).then(() => order.push(user)),
      ),
    )
    expect(order).to.deep.equal([...order].sort((a, b) => a - b))
  })

  it("refuses with RUN010 and a time to come back when no connection is free in time", async () => {
    open({ connections: 1, acquireTimeoutMs: 200 })
    const slow = database.run(first, [sleep(1)])
    const fault = await database.run(second, [one("select 1")]).catch((error: unknown) => error)
    expect(fault).to.be.instanceOf(Problem)
    expect((fault as Problem).toJSON()).to.include({ code: "RUN010", status: 503, retry_after: 1 })
    await slow
  })

  it("brings a tenant back to the connection that knows it, and others elsewhere when it is taken", async () => {
    open({ connections: 4 })
    const home = await pidOf(database, first)
    for (const { at } of [...tenants, ...tenants]) await pidOf(database, at)
    expect(await pidOf(database, first)).to.equal(home)
    const [, elsewhere] = await Promise.all([database.run(first, [sleep(0.2)]), pidOf(database, first)])
    expect(elsewhere).not.to.equal(home)
  })

  it("replaces a connection that has parsed too many statements", async () => {
    open({ connections: 1, maxParsed: 2 })
    const pids = new Set<string>()
    for (let i = 0; i < 12; i++) {
      const [[[pid]]] = (await database.run(first, [one(`select pg_backend_pid(), ${i}`)])) as [[[string]]]
      pids.add(pid)
    }
    expect(pids.size).to.equal(4)
  })

  it("replaces a connection that is too old", async () => {
    open({ connections: 1, maxAgeMs: 50 })
    const young = await pidOf(database, first)
    await new Promise((resolve) => setTimeout(resolve, 60))
    await pidOf(database, first) // the one that finds it worn
    expect(await pidOf(database, first)).not.to.equal(young)
  })

  it("keeps no more statements prepared than it may, the least used ones forgotten first", async () => {
    open({ connections: 1, prepared: 4 })
    await letSeePrepared(opened.server.adminUrl, first.role)
    const favourite = one("select 'favourite'")
    for (let i = 0; i < 40; i++) await database.run(first, [favourite, one(`select ${i}`)])
    // More different ones in one message than the limit: all of them run, and the limit holds again afterwards.
    const many = Array.from({ length: 9 }, (_, i) => one(`select ${i} + 0`))
    expect(await database.run(first, many)).to.have.length(9)
    const count = one("select count(*) from pg_prepared_statement()")
    expect(await database.run(first, [favourite, count])).to.deep.equal([[["favourite"]], [["4"]]])
  })

  it("goes on with the same prepared statements after a fault in the middle of a message", async () => {
    open({ connections: 1 })
    const good = one("select 'good'")
    const divide = one("select 1 / $1::integer", "0")
    const later = one("select 'later'")
    for (let i = 0; i < 3; i++) {
      const fault = await database.run(first, [good, divide, later]).catch((error: unknown) => error)
      expect(fault).to.have.property("code", "22012")
      const unreadable = await database
        .run(first, [good, one("select from where"), later])
        .catch((e: unknown) => e)
      expect(unreadable).to.have.property("code", "42601")
    }
    expect(await database.run(first, [good, one("select 1 / $1::integer", "1"), later])).to.deep.equal([
      [["good"]],
      [["1"]],
      [["later"]],
    ])
  })

  it("ends a statement that takes too long, and one that waits too long for a row", async () => {
    open({ connections: 2, statementTimeoutMs: 300, lockTimeoutMs: 100 })
    const slow = await database.run(first, [sleep(5)]).catch((error: unknown) => error)
    expect(slow).to.have.property("code", "57014")
    const touch = one(`update ${first.schema}.note set text = text where id = 1`)
    const waiting = await database.transaction(first, async (tx) => {
      await tx.run([touch])
      return database.run(first, [touch]).catch((error: unknown) => error)
    })
    expect(waiting).to.have.property("code", "55P03")
  })

  it("tries a message again that lost a deadlock", async () => {
    open({ connections: 4 })
    await opened.admin.script("main", `insert into ${first.schema}.note values (2, 'x')`)
    const touch = (id: number): Statement =>
      one(`update ${first.schema}.note set text = text || pg_sleep(0.05)::text where id = ${id}`)
    await Promise.all([database.run(first, [touch(1), touch(2)]), database.run(first, [touch(2), touch(1)])])
  })

  it("closes after the work in flight, and refuses what comes later", async () => {
    open({ connections: 1 })
    const slow = database.run(first, [one("select 'done', pg_sleep(0.2)::text")])
    const closed = database.close(5000)
    const late = await database.run(first, [one("select 1")]).catch((error: unknown) => error)
    expect(late).to.have.property("code", "RUN010")
    expect(await slow).to.deep.equal([[["done", ""]]])
    await closed
  })
})

/** Tenants may not see the prepared statements of their connection: the superuser lets this one. */
async function letSeePrepared(adminUrl: string, role: string): Promise<void> {
  const url = new URL(await testSuperuserUrl())
  url.pathname = new URL(adminUrl).pathname
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  await client.query(`grant execute on function pg_prepared_statement() to ${role}`)
  await client.end()
}
