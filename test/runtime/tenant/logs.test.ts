// What a log holds, under the tenant's own role and with raw SQL, as an injection would send it: read and added, no more.
import { expect } from "chai"
import { diff, wanted } from "../../../engine/migration/index.ts"
import type { Model } from "../../../engine/model/index.ts"
import { apply, inspect, knownModel, planned, revert } from "../../../runtime/migrate/index.ts"
import { schemaScript } from "../../../runtime/sql/ddl/index.ts"
import { addressOf, fillSpares, type Tenant } from "../../../runtime/tenant/index.ts"
import { testShops, type TestShops } from "../../support/migration.ts"
import { shopModel } from "../../support/shop.ts"

const text = { type: "string" }
const properties = { name: text, lines: { type: "array", items: { $ref: "#/$defs/line" } } }
const $defs = { line: { type: "object", properties: { text } } }
const log = shopModel({ visit: { kind: "log", properties, $defs }, lead: { name: text } })
const open = shopModel({ visit: { kind: "master", properties, $defs }, lead: { name: text } })

/** What is done to one table, by the verb that PostgreSQL refuses. */
const verbs = {
  insert: (table: string) => `INSERT INTO ${table} SELECT * FROM ${table} WHERE false`,
  select: (table: string) => `SELECT * FROM ${table}`,
  update: (table: string) => `UPDATE ${table} SET id = id`,
  delete: (table: string) => `DELETE FROM ${table}`,
  lock: (table: string) => `SELECT * FROM ${table} FOR UPDATE`,
}

describe("the tables of logs", () => {
  let shops: TestShops
  before(async () => {
    shops = await testShops()
  })
  after(() => shops.close())

  /** The verbs that the tenant's role may use on the table. */
  async function allowed(tenant: Tenant, table: string): Promise<string> {
    const found: string[] = []
    for (const [verb, statement] of Object.entries(verbs)) {
      const command = { text: statement(`${tenant.schema}.${table}`), values: [], prepared: false }
      const fault = await shops.database.run(addressOf(tenant), [command]).then(
        () => undefined,
        (error: unknown) => String(error),
      )
      if (fault === undefined) found.push(verb)
      else expect(fault, verb).to.match(/permission denied|42501/)
    }
    return found.join(" ")
  }

  const append = "insert select"
  const write = "insert select update delete lock"

  /** Whether PostgreSQL would let the role do any of what the door of requests refuses before it is sent. */
  async function further({ schema, role }: Tenant, table: string): Promise<string | null | undefined> {
    const privileges = "UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN"
    const asked = `SELECT has_table_privilege('${role}', '${schema}.${table}', '${privileges}')::text`
    return (await shops.rows(asked))[0]?.[0]
  }

  async function expectLog(tenant: Tenant): Promise<void> {
    for (const table of ["shop_visit", "shop_visit__lines", "_history"])
      expect([await allowed(tenant, table), await further(tenant, table)], table).to.deep.equal([
        append,
        "false",
      ])
    for (const table of ["shop_lead"]) expect(await allowed(tenant, table), table).to.equal(write)
  }

  async function migrate(tenant: Tenant, from: Model, to: Model): Promise<void> {
    const prepared = await planned(shops.control, tenant, { from: from.fingerprint, to, at: new Date() })
    await apply(shops.control, tenant, prepared, { accepted: [] })
  }

  it("are read and added only, from the tenant's first moment", async () => {
    await expectLog(await shops.tenant("fresh", log))
  })

  it("are so in a tenant that was a spare", async () => {
    const { control } = shops
    const { fingerprint } = log
    const script = schemaScript(wanted(log), fingerprint)
    expect(await fillSpares(control, { server: control.home, fingerprint }, 1, script)).to.equal(1)
    const tenant = await shops.tenant("spared", log)
    expect(tenant.schema.slice(-12)).to.not.equal(tenant.role.slice(-12))
    await expectLog(tenant)
  })

  it("follow a change of kind, and back", async () => {
    const tenant = await shops.tenant("changed", open)
    expect(await allowed(tenant, "shop_visit")).to.equal(write)
    await migrate(tenant, open, log)
    await expectLog(tenant)
    await revert(shops.control, tenant, 1)
    for (const table of ["shop_visit", "shop_visit__lines"])
      expect(await allowed(tenant, table)).to.equal(write)
    expect(await allowed(tenant, "_history")).to.equal(append)
  })

  it("come with a migration that makes them", async () => {
    const before = shopModel({ lead: { name: text } })
    const tenant = await shops.tenant("grown", before)
    await migrate(tenant, before, log)
    await expectLog(tenant)
  })

  it("are told when someone changed a grant by hand", async () => {
    const tenant = await shops.tenant("drifted", log)
    const state = async () => {
      const { control } = shops
      return (await control.admin.session(tenant.server, (session) => inspect(session, tenant.schema))).state
    }
    expect(diff(await state(), knownModel(log).state)).to.deep.equal([])
    const table = `${tenant.schema}.shop_visit`
    await shops.control.admin.script(tenant.server, `GRANT UPDATE (name) ON ${table} TO ${tenant.role}`)
    expect(diff(await state(), knownModel(log).state)).to.deep.equal([
      { kind: "set_rights", table: "shop_visit", from: "other", to: "append" },
    ])
    await shops.control.admin.script(tenant.server, `SELECT tenon.allow('${table}', 'INSERT, SELECT')`)
    expect(diff(await state(), knownModel(log).state)).to.deep.equal([])
  })

  it("cannot be opened by the tenant itself", async () => {
    const tenant = await shops.tenant("sly", log)
    const text = `SELECT tenon.allow('${tenant.schema}.shop_visit', 'UPDATE')`
    const fault = await shops.database.run(addressOf(tenant), [{ text, values: [], prepared: false }]).then(
      () => undefined,
      (error: unknown) => String(error),
    )
    expect(fault).to.match(/permission denied|42501/)
  })
})
