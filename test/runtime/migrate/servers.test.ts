// Tenants on another server than the registry's: their tables and the registry change in two transactions.
import { expect } from "chai"
import { wanted } from "../../../engine/migration/index.ts"
import type { Model } from "../../../engine/model/index.ts"
import { createAdminDatabase } from "../../../runtime/database/index.ts"
import {
  apply,
  fanOut,
  inspect,
  knownModel,
  listRevisions,
  planned,
  prepareMigrations,
  remember,
  revert,
  type FanOutReport,
} from "../../../runtime/migrate/index.ts"
import { schemaScript } from "../../../runtime/sql/ddl/index.ts"
import {
  listTenants,
  prepareRegistry,
  provision,
  registryOf,
  requireTenant,
  type Control,
  type Tenant,
} from "../../../runtime/tenant/index.ts"
import { testServer } from "../../support/postgres.ts"
import { shopModel } from "../../support/shop.ts"

const text = { type: "string" }
const first = shopModel({ lead: { name: text } })
const second = shopModel({ lead: { name: text, phone: text } })
const at = new Date("2026-01-31T12:00:00Z")

describe("migrations on several servers", () => {
  let control: Control
  beforeEach(async () => {
    const [main, east] = [await testServer(), await testServer()]
    const servers = new Map([
      ["main", main.adminUrl],
      ["east", east.adminUrl],
    ])
    control = { admin: createAdminDatabase({ servers, connections: 6 }), home: "main" }
    await prepareRegistry(control)
    await prepareMigrations(control)
    await remember(registryOf(control), knownModel(first))
    const tables = schemaScript(wanted(first), first.fingerprint)
    const locale = { language: "en", time_zone: "UTC", currency: "EUR" }
    for (const name of ["one", "two", "three", "four", "five", "six"]) {
      await provision(control, { name, title: name, fingerprint: first.fingerprint, ...locale }, tables)
    }
  })
  afterEach(() => control.admin.close(0))

  async function migrate(to: Model): Promise<FanOutReport> {
    const targets = (await listTenants(control)).map((tenant) => ({ tenant, to }))
    return fanOut(control, targets, { accepted: [], at, batch: 2 })
  }

  /** The tenant's model as its own tables and the registry say. */
  async function modelsOf({ id, server, schema }: Tenant): Promise<readonly (string | undefined)[]> {
    const found = await control.admin.session(server, (session) => inspect(session, schema))
    return [found.fingerprint, (await requireTenant(control, { id })).fingerprint]
  }

  async function oneInTheEast(): Promise<Tenant> {
    const found = (await listTenants(control)).find(({ server }) => server === "east")
    if (found === undefined) throw new Error("No tenant was placed in the east.")
    return found
  }

  it("fan out over all of them and enter each tenant once", async () => {
    expect(await migrate(second)).to.include({ migrated: 6, failed: 0 })
    const tenants = await listTenants(control)
    expect(new Set(tenants.map(({ server }) => server)).size).to.equal(2)
    for (const tenant of tenants) {
      expect(await modelsOf(tenant)).to.deep.equal([second.fingerprint, second.fingerprint])
      expect(await listRevisions(control, tenant)).to.have.lengthOf(1)
    }
  })

  it("are made for one tenant and undone", async () => {
    const tenant = await oneInTheEast()
    const prepared = await planned(control, tenant, { from: first.fingerprint, to: second, at })
    await apply(control, tenant, prepared, { accepted: [] })
    expect(await modelsOf(tenant)).to.deep.equal([second.fingerprint, second.fingerprint])
    await revert(control, tenant, 1)
    expect(await modelsOf(tenant)).to.deep.equal([first.fingerprint, first.fingerprint])
  })

  it("catch up with tables that went ahead when a process died between the two commits", async () => {
    const tenant = await oneInTheEast()
    const prepared = await planned(control, tenant, { from: first.fingerprint, to: second, at })
    await apply(control, tenant, prepared, { accepted: [] })
    // What the registry would not have learnt.
    await registryOf(control).script(
      `DELETE FROM tenon_registry.revision; UPDATE tenon_registry.tenant SET fingerprint = '${first.fingerprint}'`,
    )
    expect(await modelsOf(tenant)).to.deep.equal([second.fingerprint, first.fingerprint])
    expect(await migrate(second)).to.include({ migrated: 5, unchanged: 1, failed: 0 })
    expect(await modelsOf(tenant)).to.deep.equal([second.fingerprint, second.fingerprint])
    expect(await listRevisions(control, tenant)).to.have.lengthOf(1)
  })
})
