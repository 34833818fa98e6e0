import { expect } from "chai"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { setTimeout as sleep } from "node:timers/promises"
import type { Model } from "../../../engine/model/index.ts"
import {
  fanOut,
  inspect,
  listRevisions,
  migrationStatus,
  type FanOutOptions,
  type FanOutReport,
} from "../../../runtime/migrate/index.ts"
import { listTenants } from "../../../runtime/tenant/index.ts"
import { testShops, type TestShops } from "../../support/migration.ts"
import { shopModel, type Shop } from "../../support/shop.ts"

const text = { type: "string" }
const before: Shop = { lead: { name: text, phone: text } }
const wider: Shop = { lead: { name: text, phone: text, city: { type: "string", default: "Bonn" } } }
const narrower: Shop = { lead: { name: text } }
const unique: Shop = { lead: { name: { type: "string", unique: true }, phone: text } }

describe("fan-out over tenants", () => {
  let shops: TestShops
  beforeEach(async () => {
    shops = await testShops()
  })
  afterEach(() => shops.close())

  async function tenants(count: number): Promise<void> {
    for (let i = 0; i < count; i++) await shops.tenant(`shop-${i}`, shopModel(before))
  }

  async function migrate(to: Shop, options: Partial<FanOutOptions> = {}): Promise<FanOutReport> {
    const model = shopModel(to)
    const targets = (await listTenants(shops.control)).map((tenant) => ({ tenant, to: model }))
    return fanOut(shops.control, targets, { accepted: [], at: new Date(), batch: 3, ...options })
  }

  /** Names of the tenants whose tables are marked with the model. */
  async function at(model: Model): Promise<readonly string[]> {
    const found: string[] = []
    for (const { name, schema, server, fingerprint } of await listTenants(shops.control)) {
      const inspected = await shops.control.admin.session(server, (session) => inspect(session, schema))
      expect(inspected.fingerprint).to.equal(fingerprint)
      if (fingerprint === model.fingerprint) found.push(name)
    }
    return found
  }

  it("takes every tenant to its model and says nothing of those that are there", async () => {
    await tenants(8)
    expect(await migrate(wider)).to.include({ total: 8, migrated: 8, failed: 0, unchanged: 0 })
    expect(await at(shopModel(wider))).to.have.lengthOf(8)
    expect(await migrate(wider)).to.include({ total: 0, migrated: 0, unchanged: 8 })
    const [first] = await listTenants(shops.control)
    const revisions = await listRevisions(shops.control, first ?? { id: "" })
    expect(revisions.map(({ number, kind, reversible }) => ({ number, kind, reversible }))).to.deep.equal([
      { number: 1, kind: "apply", reversible: true },
    ])
    expect(revisions[0]?.steps.map(({ kind, subject }) => `${kind} ${subject}`)).to.deep.equal([
      "add_column shop_lead.city",
    ])
  })

  it("reports a tenant whose rows stand in the way, by their ids, and goes on with the others", async () => {
    await tenants(8)
    const [, , third] = await listTenants(shops.control)
    await shops.rows(`INSERT INTO ${third?.schema}.shop_lead (name) VALUES ('Ada'), ('Ada')`)
    const report = await migrate(unique)
    expect(report).to.include({ migrated: 7, failed: 1 })
    expect(report.failures[0]?.tenant.name).to.equal(third?.name)
    expect(report.failures[0]).to.include({ code: "MIG002" })
    expect(report.failures[0]?.reason).to.match(/may already share name\. 2 rows: [0-9a-f-]{36} \(Ada\)/)
    expect(await at(shopModel(unique))).to.have.lengthOf(7)
    const { run, models } = await migrationStatus(shops.control)
    expect(run?.failures.map(({ tenant, code }) => ({ tenant, code }))).to.deep.equal([
      { tenant: third?.name, code: "MIG002" },
    ])
    expect(run?.finished_at).to.be.a("string")
    expect(models.map(({ tenants: count }) => count)).to.deep.equal([7, 1])
  })

  it("drops a field without a yes only where it is empty", async () => {
    await tenants(4)
    const [first] = await listTenants(shops.control)
    await shops.rows(`INSERT INTO ${first?.schema}.shop_lead (name, phone) VALUES ('Ada', '1')`)
    const report = await migrate(narrower)
    expect(report.failures.map(({ tenant, code }) => ({ name: tenant.name, code }))).to.deep.equal([
      { name: first?.name, code: "MIG001" },
    ])
    expect(await migrate(narrower, { accepted: ["MIG101"] })).to.include({
      migrated: 1,
      failed: 0,
      unchanged: 3,
    })
  })

  it("gives up on a tenant whose tables stay in use and changes nothing there", async function () {
    this.timeout(60_000)
    await tenants(3)
    const [first] = await listTenants(shops.control)
    const { admin, home } = shops.control
    const report = await admin.transaction(home, async (tx) => {
      await tx.script(`LOCK TABLE ${first?.schema}.shop_lead`)
      return migrate(wider, { limits: { lockMs: 20, statementMs: 1000 } })
    })
    expect(report.failures.map(({ tenant, code }) => ({ name: tenant.name, code }))).to.deep.equal([
      { name: first?.name, code: "MIG005" },
    ])
    expect(await at(shopModel(wider))).to.have.lengthOf(2)
  })

  it("migrates no tenant twice when two fan-outs run at once", async () => {
    await tenants(12)
    const reports = await Promise.all([migrate(wider), migrate(wider)])
    for (const report of reports) expect(report.failures).to.deep.equal([])
    expect(await revisionsByTenant()).to.deep.equal({ tenants: 12, most: 1 })
  })

  async function revisionsByTenant(): Promise<{ tenants: number; most: number }> {
    const [row = []] = await shops.rows(
      `SELECT count(*), max(n) FROM (SELECT count(*) AS n FROM tenon_registry.revision GROUP BY tenant) t`,
    )
    return { tenants: Number(row[0]), most: Number(row[1]) }
  }

  async function backends(): Promise<readonly string[]> {
    const found = await shops.rows("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
    return found.map(([pid]) => pid ?? "")
  }

  /** PostgreSQL works off what the killed process had sent, and only then sees that nobody listens. */
  async function settled(known: readonly string[]): Promise<void> {
    const query = `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
      AND pid <> pg_backend_pid() AND pid <> ALL ('{${known.join(",")}}')`
    while ((await shops.rows(query))[0]?.[0] !== "0") await sleep(20)
  }

  it("goes on where a killed fan-out stopped: all tenants arrive, none twice", async function () {
    this.timeout(120_000)
    const count = 200
    await tenants(count)
    const known = await backends()
    const script = join(import.meta.dirname, "fan-out-child.ts")
    const args = ["--import", "tsx", script, shops.server.adminUrl, JSON.stringify(wider)]
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] })
    for await (const line of createInterface(child.stdout)) {
      if (Number(line) < count / 4) continue
      child.kill("SIGKILL")
      break
    }
    await once(child, "exit")
    await settled(known)
    const done = (await at(shopModel(wider))).length
    expect(done).to.be.within(count / 4, count - 1)
    expect((await migrationStatus(shops.control)).run?.finished_at).to.equal(null)
    const report = await migrate(wider, { batch: 10 })
    expect(report).to.include({ failed: 0, migrated: count - done, unchanged: done })
    expect(await at(shopModel(wider))).to.have.lengthOf(count)
    expect(await revisionsByTenant()).to.deep.equal({ tenants: count, most: 1 })
  })
})
