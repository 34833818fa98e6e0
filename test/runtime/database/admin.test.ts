// The control plane's door: scripts, transactions, sessions, as the owner of all.
import { expect } from "chai"
import type { Statement } from "../../../runtime/sql/types.ts"
import { testDatabases, type TestDatabases } from "../../support/postgres.ts"

const one = (text: string, ...values: string[]): Statement => ({ text, values, prepared: false })

describe("runtime/database admin", () => {
  let opened: TestDatabases
  before(async () => {
    opened = await testDatabases()
    await opened.admin.script("main", "create schema control; create table control.fact (a int); ")
  })
  after(() => opened.close())
  const facts = async (): Promise<unknown> => {
    const [rows] = await opened.admin.run("main", [one("select a from control.fact order by a")])
    return rows
  }

  it("runs a script as a whole or not at all", async () => {
    const fault = await opened.admin
      .script("main", "insert into control.fact values (1); insert into control.fact values ('x')")
      .catch((error: unknown) => error)
    expect(fault).to.have.property("code", "22P02")
    expect(await facts()).to.deep.equal([])
  })

  it("commits a transaction, and rolls back one whose work throws", async () => {
    await opened.admin.transaction("main", async (tx) => {
      await tx.run([one("insert into control.fact values ($1)", "1")])
      await tx.script("insert into control.fact values (2)")
    })
    const fault = await opened.admin
      .transaction("main", async (tx) => {
        await tx.run([one("insert into control.fact values (3)")])
        throw new Error("no")
      })
      .catch(String)
    expect(fault).to.equal("Error: no")
    expect(await facts()).to.deep.equal([["1"], ["2"]])
  })

  it("keeps one connection for a session", async () => {
    const pids = await opened.admin.session("main", async (session) => [
      await session.run([one("select pg_backend_pid()")]),
      await session.run([one("select pg_backend_pid()")]),
    ])
    expect(pids[0]).to.deep.equal(pids[1])
  })

  it("names the servers that there are when one is asked for that is not", () => {
    expect(() => opened.admin.url("east")).to.throw('There is no server "east"; there are main')
  })
})
