// The demo companies, loaded through the door of records into a real PostgreSQL: rules hold, rollups add up, every view
// answers, and each role sees its share.
import { expect } from "chai"
import { performAsSystem, type Caller } from "../../runtime/perform/index.ts"
import { demoCompanies, load, type DemoCompany } from "../../seeds/index.ts"
import { ask, house, seed, user, type House } from "../support/house.ts"
import { views } from "./items.ts"
import { layers } from "./layers.ts"

const today = new Date().toISOString().slice(0, 10)

describe("the demo companies", function () {
  this.timeout(180_000)
  let on: House
  const tenants = new Map<string, Caller["tenant"]>()

  before(async () => {
    on = await house(layers())
    for (const company of demoCompanies) tenants.set(company.tenant, await loaded(on, company))
  })
  after(() => on.close())

  for (const { tenant: name, people } of demoCompanies) {
    const admin = (): Caller => user(tenantOf(name), ["base.admin"])
    const list = async (caller: Caller, query: string): Promise<any> => {
      const { status, body } = await ask(on, caller, "GET", query)
      expect(status, `${query}: ${JSON.stringify(body)}`).to.equal(200)
      return body
    }
    const count = async (caller: Caller, entity: string): Promise<number> =>
      (await list(caller, `${entity}?limit=1&count=true`)).count

    it(`${name} has thousands of records`, async () => {
      expect(await count(admin(), "crm.lead")).to.be.above(1000)
      expect(await count(admin(), "crm.opportunity")).to.be.above(500)
      expect(await count(admin(), "base.activity")).to.be.above(1000)
    })

    it(`${name}: won opportunities are certain, lost ones are nil (I-C2)`, async () => {
      const { items } = await list(
        admin(),
        "crm.opportunity/aggregate?group=status&measures=min(probability),max(probability)",
      )
      const span = (status: string): readonly number[] => {
        const group = items.find((item: any) => item.status === status)
        return [Number(group["min(probability)"]), Number(group["max(probability)"])]
      }
      expect(span("won")).to.deep.equal([100, 100])
      expect(span("lost")).to.deep.equal([0, 0])
    })

    it(`${name}: what accounts have won is what their opportunities have won`, async () => {
      const accounts = await list(admin(), "crm.account/aggregate?measures=sum(won_amount),sum(open_amount)")
      const business = await list(admin(), "crm.opportunity/aggregate?group=status&measures=sum(base_amount)")
      const of = (status: string): number =>
        Number(business.items.find((item: any) => item.status === status)["sum(base_amount)"])
      expect(Number(accounts.items[0]["sum(won_amount)"])).to.be.closeTo(of("won"), 0.001)
      expect(Number(accounts.items[0]["sum(open_amount)"])).to.be.closeTo(of("open"), 0.001)
    })

    it(`${name}: every view answers`, async () => {
      for (const { source: view } of views) {
        const columns = Object.keys(view.columns)
        const expand = [
          ...new Set(columns.filter((path) => path.includes(".")).map((path) => path.split(".")[0])),
        ]
        const query = new URLSearchParams({ fields: columns.join(","), limit: "20", count: "true" })
        if (expand.length > 0) query.set("expand", expand.join(","))
        if (view.filter !== undefined) query.set("filter", view.filter)
        if (view.sort !== undefined) query.set("sort", view.sort.join(","))
        const { count: found } = await list(admin(), `${view.entity}?${query}`)
        expect(found, view.$id).to.be.a("number")
      }
    })

    it(`${name}: each seller sees less than the team lead, the team lead less than the manager (I-C6)`, async () => {
      const seen = async (role: string): Promise<readonly number[]> => {
        const callers = await Promise.all(
          people.filter(({ roles }) => roles.includes(role)).map(({ email }) => colleague(email)),
        )
        return Promise.all(callers.map((caller) => count(caller, "crm.opportunity")))
      }
      const [reps, leads, [all = 0]] = [
        await seen("crm.sales_rep"),
        await seen("crm.team_lead"),
        await seen("crm.sales_manager"),
      ]
      expect(Math.min(...reps)).to.be.above(0)
      expect(Math.max(...reps)).to.be.below(Math.max(...leads))
      expect(leads.reduce((sum, seenByOne) => sum + seenByOne, 0)).to.equal(all)
      expect(all).to.equal(await count(admin(), "crm.opportunity"))
    })

    it(`${name}: marketing sees no amounts, support no opportunities`, async () => {
      const [marketing, support] = [
        user(tenantOf(name), ["crm.marketing"]),
        user(tenantOf(name), ["crm.support_read"]),
      ]
      const { items } = await list(marketing, "crm.opportunity?limit=1")
      expect(Object.keys(items[0])).not.to.include.members(["amount"])
      expect((await ask(on, marketing, "GET", "crm.opportunity?filter=amount>1000")).status).to.equal(403)
      expect((await ask(on, support, "GET", "crm.opportunity")).status).to.equal(403)
    })

    const colleague = async (email: string): Promise<Caller> => {
      const query = new URLSearchParams({ filter: `email == '${email}'`, fields: "roles,teams,companies" })
      const [{ id, roles, teams, companies }] = (await list(admin(), `base.user?${query}`)).items
      return { tenant: tenantOf(name), principal: { id, roles, attributes: { id, roles, teams, companies } } }
    }
  }

  function tenantOf(name: string): Caller["tenant"] {
    const tenant = tenants.get(name)
    if (tenant === undefined) throw new Error(`${name} is not loaded`)
    return tenant
  }
})

/** The company in a tenant of its own. */
async function loaded(on: House, company: DemoCompany): Promise<Caller["tenant"]> {
  const tenant = await on.tenant(company.tenant)
  const caller: Caller = { tenant, principal: { id: "", roles: [], attributes: {} } }
  await load(company.batches(today), {
    create: async (entity, records) => void (await seed(on, tenant, entity, records)),
    change: async (entity, id, patch) =>
      void (await performAsSystem(on.parts, caller, { kind: "update", entity, id, patch })),
  })
  return tenant
}
