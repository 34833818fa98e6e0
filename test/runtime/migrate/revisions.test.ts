import { expect } from "chai"
import type { Model } from "../../../engine/model/index.ts"
import {
  apply,
  emptyTrash,
  inspect,
  listRevisions,
  planned,
  recall,
  revert,
  type ApplyOptions,
} from "../../../runtime/migrate/index.ts"
import { findTenant, registryOf, type Tenant } from "../../../runtime/tenant/index.ts"
import { contents, testShops, type TestShops } from "../../support/migration.ts"
import { refused } from "../../support/refusal.ts"
import { shopModel } from "../../support/shop.ts"

const text = { type: "string" }
const first = shopModel({ lead: { name: text, phone: text } })
const second = shopModel({ lead: { name: text } })
const third = shopModel({ lead: { title: { ...text, was: "name" }, city: text } })
const at = new Date("2026-01-31T12:00:00Z")

describe("revisions", () => {
  let shops: TestShops
  let tenant: Tenant
  beforeEach(async () => {
    shops = await testShops()
    tenant = await shops.tenant("acme", first)
    await shops.rows(
      `INSERT INTO ${tenant.schema}.shop_lead (name, phone) VALUES ('Ada', '1'), ('Bob', NULL)`,
    )
  })
  afterEach(() => shops.close())

  async function migrate(from: Model, to: Model, options: Partial<ApplyOptions> = {}): Promise<void> {
    const prepared = await planned(shops.control, tenant, { from: from.fingerprint, to, at })
    await apply(shops.control, tenant, prepared, { accepted: ["MIG101"], ...options })
  }

  async function fingerprint(): Promise<string | undefined> {
    const found = await shops.control.admin.session(tenant.server, (session) =>
      inspect(session, tenant.schema),
    )
    const registered = await findTenant(registryOf(shops.control), { id: tenant.id })
    expect(registered?.fingerprint).to.equal(found.fingerprint)
    return found.fingerprint
  }

  async function refusal(work: Promise<unknown>): Promise<string> {
    const problem = await refused(work)
    return problem === undefined
      ? "nothing refused"
      : `${problem.code} ${problem.parts.detail} ${problem.parts.hint}`
  }

  it("tell who did what and are undone from the latest back, with all values", async () => {
    const before = await contents(shops, tenant.schema)
    await migrate(first, second, { by: "ann@acme.example", layer: '{"lead":{"phone":null}}' })
    await migrate(second, third)
    expect(
      (await listRevisions(shops.control, tenant)).map(({ number, kind, by, layer }) => ({
        number,
        kind,
        by,
        layer,
      })),
    ).to.deep.equal([
      { number: 2, kind: "apply", by: null, layer: null },
      { number: 1, kind: "apply", by: "ann@acme.example", layer: { lead: { phone: null } } },
    ])
    expect(await refusal(revert(shops.control, tenant, 1))).to.equal(
      "MIG007 Revision 1 of acme is not the one that stands. Undo revision 2 first.",
    )
    await revert(shops.control, tenant, 2)
    await revert(shops.control, tenant, 1, { by: "ann@acme.example" })
    expect(await fingerprint()).to.equal(first.fingerprint)
    expect(await contents(shops, tenant.schema)).to.deep.equal(before)
    expect(await refusal(revert(shops.control, tenant, 1))).to.match(/^MIG007 .* There is none to undo\.$/)
    expect((await listRevisions(shops.control, tenant)).map(({ kind }) => kind)).to.deep.equal([
      "revert",
      "revert",
      "apply",
      "apply",
    ])
  })

  it("are undone and done again and undone", async () => {
    const before = await contents(shops, tenant.schema)
    await migrate(first, second)
    await revert(shops.control, tenant, 1)
    await migrate(first, second)
    await revert(shops.control, tenant, 3)
    expect(await contents(shops, tenant.schema)).to.deep.equal(before)
  })

  it("keep what was entered after them when they are undone: it goes to the trash", async () => {
    await migrate(first, third, { accepted: ["MIG101"] })
    await shops.rows(`UPDATE ${tenant.schema}.shop_lead SET city = 'Bonn'`)
    await revert(shops.control, tenant, 1)
    const trash = await shops.rows(
      `SELECT relname FROM pg_class WHERE relnamespace = '${tenant.schema}__trash'::regnamespace AND relkind = 'r'`,
    )
    expect(trash.flat()).to.have.lengthOf(1)
    expect(trash.flat()[0]).to.match(/^shop_lead__city__/)
    const [kept] = await shops.rows(
      `SELECT count(*) FROM ${tenant.schema}__trash.${trash.flat()[0]} WHERE value = 'Bonn'`,
    )
    expect(kept).to.deep.equal(["2"])
  })

  it("leave nothing behind in the trash once they are older than 30 days", async () => {
    await migrate(first, second)
    expect(await emptyTrash(shops.control, new Date("2026-03-01T12:00:00Z"))).to.equal(0)
    expect(await emptyTrash(shops.control, new Date("2026-03-02T12:00:01Z"))).to.equal(1)
    expect(await refusal(revert(shops.control, tenant, 1))).to.match(
      /^MIG008 .* what it took away has left the trash\./,
    )
    expect(await fingerprint()).to.equal(second.fingerprint)
  })

  it("do not know their way back from tables that nobody remembers, once something made by hand went", async () => {
    await shops.rows(`DELETE FROM tenon_registry.table_state`)
    await shops.rows(`CREATE INDEX by_hand ON ${tenant.schema}.shop_lead (phone, name)`)
    await migrate(first, second)
    expect(await refusal(revert(shops.control, tenant, 1))).to.match(
      /^MIG008 Revision 1 of acme cannot be undone/,
    )
  })

  it("are remembered with all definitions of their tables", async () => {
    const before = await recall(registryOf(shops.control), first.fingerprint)
    expect(before?.state.tables.get("shop_lead")?.columns.get("phone")?.type).to.deep.equal({ type: "text" })
    expect(before?.state.tables.get("shop_lead")?.constraints.size).to.equal(1)
  })

  it("are not made from a plan for other tables", async () => {
    const prepared = await planned(shops.control, tenant, { from: first.fingerprint, to: second, at })
    await apply(shops.control, tenant, prepared, { accepted: ["MIG101"] })
    expect(await refusal(apply(shops.control, tenant, prepared, { accepted: ["MIG101"] }))).to.match(
      /^MIG004 The tables of acme are not those that the plan was made for\./,
    )
  })

  it("are not made while another migration of the tenant runs", async () => {
    const lock = `SELECT pg_advisory_xact_lock(hashtextextended('tenon migrate ${tenant.schema}', 0))`
    const refused = await shops.control.admin.transaction(tenant.server, async (tx) => {
      await tx.script(lock)
      return refusal(migrate(first, second))
    })
    expect(refused).to.match(/^MIG003 Another migration of acme is running\./)
    expect(await fingerprint()).to.equal(first.fingerprint)
  })

  it("are made whole or not at all: what belongs to them in the registry fails with them", async () => {
    const before = await contents(shops, tenant.schema)
    const failing = migrate(first, second, {
      also: () => Promise.reject(new Error("the layer could not be kept")),
    })
    expect(await failing.catch((fault: unknown) => (fault instanceof Error ? fault.message : ""))).to.equal(
      "the layer could not be kept",
    )
    expect(await contents(shops, tenant.schema)).to.deep.equal(before)
    expect(await fingerprint()).to.equal(first.fingerprint)
    expect(await listRevisions(shops.control, tenant)).to.deep.equal([])
  })

  it("do not write the table anew for more digits, longer texts or a new default", async () => {
    const decimal = (precision: number): Readonly<Record<string, string | number>> => {
      return { type: "string", format: "decimal", precision, scale: 2 }
    }
    const small = shopModel({ lead: { name: { ...text, maxLength: 9 }, amount: decimal(8), phone: text } })
    const large = shopModel({
      lead: { name: { ...text, maxLength: 90 }, amount: decimal(12), phone: { ...text, default: "none" } },
    })
    await migrate(first, small)
    const file = (): Promise<unknown> =>
      shops.rows(`SELECT pg_relation_filenode('${tenant.schema}.shop_lead')`)
    const old = await file()
    await migrate(small, large)
    expect(await file()).to.deep.equal(old)
  })
})
