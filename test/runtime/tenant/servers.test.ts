import { expect } from "chai"
import { createAdminDatabase, createDatabase, type Database } from "../../../runtime/database/index.ts"
import { defaultDatabaseLimits } from "../../../runtime/config/index.ts"
import {
  addressOf,
  drop,
  fillSpares,
  listServers,
  listTenants,
  prepareRegistry,
  provision,
  registryOf,
  setServerOpen,
  suspend,
  sweep,
  type Control,
} from "../../../runtime/tenant/index.ts"
import { refusal } from "../../support/refusal.ts"
import { testServer } from "../../support/postgres.ts"
import { newTenant, testRegistry, type TestRegistry } from "../../support/tenancy.ts"

describe("several servers", () => {
  let one: TestRegistry
  let control: Control
  let database: Database

  before(async () => {
    one = await testRegistry()
    const east = await testServer()
    const urls = (of: "adminUrl" | "requestUrl") =>
      new Map([
        ["main", one.server[of]],
        ["east", east[of]],
      ])
    control = { admin: createAdminDatabase({ servers: urls("adminUrl"), connections: 4 }), home: "main" }
    database = createDatabase({ servers: urls("requestUrl"), limits: defaultDatabaseLimits })
    await prepareRegistry(control)
  })
  after(async () => {
    await Promise.all([database.close(0), control.admin.close(0)])
    await one.close()
  })

  const make = (name: string, server?: string) =>
    provision(control, { ...newTenant(one, name), ...(server === undefined ? {} : { server }) }, one.tables)
  const schemasOn = async (server: string): Promise<number> => {
    const text = "SELECT count(*)::text FROM pg_namespace WHERE nspname LIKE 't\\_%'"
    const [rows] = await control.admin.run(server, [{ text, values: [], prepared: false }])
    return Number(rows?.[0]?.[0])
  }

  it("places each new tenant where there are fewest, or where it is asked for", async () => {
    const servers = []
    for (const name of ["first", "second", "third"]) servers.push((await make(name)).server)
    expect(servers).to.deep.equal(["east", "main", "east"])
    expect((await make("fourth", "east")).server).to.equal("east")
    expect((await make("fifth")).server).to.equal("main")
    const loads = (await listServers(registryOf(control))).map(({ name, tenants }) => [name, tenants])
    expect(loads).to.deep.equal([
      ["east", 3],
      ["main", 2],
    ])
  })

  it("serves a tenant from its own server", async () => {
    for (const tenant of await listTenants(control)) {
      const text = `INSERT INTO ${tenant.schema}.base_tag (name) VALUES ('here') RETURNING name`
      const rows = await database.run(addressOf(tenant), [{ text, values: [], prepared: false }])
      expect(rows).to.deep.equal([[["here"]]])
    }
  })

  it("keeps new tenants from a closed server, and refuses when all are closed", async () => {
    await setServerOpen(control, "east", "closed")
    expect((await make("sixth")).server).to.equal("main")
    expect(await refusal(make("seventh", "east"))).to.equal("TEN005")
    await setServerOpen(control, "main", "closed")
    expect(await refusal(make("seventh"))).to.equal("TEN005")
    for (const name of ["main", "east"]) await setServerOpen(control, name, "open")
    expect(await refusal(setServerOpen(control, "eats", "open"))).to.equal("TEN006")
  })

  it("leaves nothing on the other server when the registry refuses, nor the reverse", async () => {
    const [before, tenants] = [await schemasOn("east"), (await listTenants(control)).length]
    expect(await refusal(make("first", "east"))).to.equal("TEN003")
    const broken = (schema: string): string => `${one.tables(schema)} SELECT 1 / 0;`
    const failing = provision(control, { ...newTenant(one, "broken"), server: "east" }, broken)
    expect(
      await failing.then(
        () => "made",
        () => "failed",
      ),
    ).to.equal("failed")
    expect(await schemasOn("east")).to.equal(before)
    expect(await listTenants(control)).to.have.length(tenants)
  })

  it("finds what a crash between the two commits left", async () => {
    const lost = await make("lost", "east")
    // What a crash leaves: the tenant's server has committed, the registry has not.
    await control.admin.script("main", `DELETE FROM tenon_registry.tenant WHERE id = '${lost.id}'`)
    expect(await sweep(control, "main")).to.deep.equal([])
    expect(await sweep(control, "east")).to.deep.equal([lost.schema])
    await make("lost", "east")
  })

  it("makes and hands out spares by server", async () => {
    const { fingerprint } = one.model
    await fillSpares(control, { server: "east", fingerprint }, 2, one.tables)
    const before = await schemasOn("east")
    const never = (): string => expect.fail("the tables were made anew")
    await provision(control, { ...newTenant(one, "quick"), server: "east" }, never)
    expect(await schemasOn("east")).to.equal(before)
    expect(await sweep(control, "east")).to.deep.equal([])
  })

  it("drops a tenant of the other server", async () => {
    const before = await schemasOn("east")
    await suspend(control, "first")
    await drop(control, "first", "first")
    expect(await schemasOn("east")).to.equal(before - 1)
  })
})
