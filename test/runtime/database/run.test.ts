// The door of requests on a real server: rows as texts, one transaction a message, two tenants at any time.
import { expect } from "chai"
import type { Statement } from "../../../runtime/sql/types.ts"
import { testDatabases, type TestDatabases } from "../../support/postgres.ts"
import { makeTenant } from "./tenants.ts"

const one = (text: string, ...values: (string | null)[]): Statement => ({ text, values, prepared: true })

describe("runtime/database run", () => {
  let it_: TestDatabases
  const north = makeTenant("run_north")
  const south = makeTenant("run_south")

  before(async () => {
    it_ = await testDatabases({ connections: 3, prepared: 4 })
    await it_.admin.script("main", north.script + south.script)
  })
  after(() => it_.close())

  const rows = (tenant: typeof north) =>
    it_.database.run(tenant.at, [one(`select id, text from ${tenant.at.schema}.note order by id`)])

  it("gives the rows of each statement as texts, null as null", async () => {
    const result = await it_.database.run(north.at, [
      one("select 1, null, 'a''b', '{\"a\":1}'::jsonb, true, now() is null"),
      one("select g from generate_series(1, $1::integer) g", "3"),
      one("select 1 where false"),
    ])
    expect(result).to.deep.equal([[["1", null, "a'b", '{"a": 1}', "t", "f"]], [["1"], ["2"], ["3"]], []])
  })

  it("runs each tenant's statements under the tenant's role, whoever used the connection before", async () => {
    for (let i = 0; i < 20; i++) {
      const tenant = i % 2 === 0 ? north : south
      const [[row]] = (await it_.database.run(tenant.at, [one("select current_user")])) as [[string[]]]
      expect(row).to.deep.equal([tenant.at.role])
    }
  })

  it("runs all statements of a message or none", async () => {
    const insert = `insert into ${north.at.schema}.note (id, text) values ($1, $2)`
    const fault = await it_.database
      .run(north.at, [one(insert, "100", "kept?"), one(insert, "100", "twice")])
      .catch((error: unknown) => error)
    expect(fault).to.have.property("code", "23505")
    expect(await rows(north)).to.deep.equal([[["1", "of run_north"]]])
  })
})
