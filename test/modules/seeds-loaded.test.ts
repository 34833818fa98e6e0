// The demo companies, loaded through the door of records into a real PostgreSQL: rules hold, rollups add up, every view
// answers, and each role sees its share.
import { expect } from "chai"
import { modelView } from "../../engine/response/index.ts"
import { performAsSystem, type Caller } from "../../runtime/perform/index.ts"
import { demoCompanies, load, type DemoCompany } from "../../seeds/index.ts"
import { ask, house, seed, user, type House } from "../support/house.ts"
import { layers } from "./layers.ts"

/** An answer with many records. */
interface Listed {
  readonly items: readonly Readonly<Record<string, unknown>>[]
  readonly count: number
}

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
    const list = async (caller: Caller, query: string): Promise<Listed> => {
      const answer = await ask(on, caller, `GET ${query}`)
      expect(answer.status, `${query}: ${JSON.stringify(answer.body)}`).to.equal(200)
      // The border where an answer becomes typed.
      return answer.body
    }
    const first = async (caller: Caller, query: string): Promise<Listed["items"][number]> => {
      const [item] = (await list(caller, query)).items
      if (item === undefined) throw new Error(`${query} found nothing`)
      return item
    }
    const count = async (caller: Caller, entity: string): Promise<number> =>
      (await list(caller, `${entity}?limit=1&count=true`)).count

    it(`${name} has thousands of records`, async () => {
      expect(await count(admin(), "crm.lead")).to.be.above(1000)
      expect(await count(admin(), "crm.opportunity")).to.be.above(500)
      expect(await count(admin(), "base.activity")).to.be.above(1000)
    })

    it(`${name}: won opportunities are certain, lost ones are nil (I-C2)`, async () => {
      const query = "crm.opportunity/aggregate?group=state&measures=min(probability),max(probability)"
      const { items } = await list(admin(), query)
      const span = (status: string): readonly number[] => {
        const group = items.find((item) => item["state"] === status)
        return [Number(group?.["min(probability)"]), Number(group?.["max(probability)"])]
      }
      expect(span("won")).to.deep.equal([100, 100])
      expect(span("lost")).to.deep.equal([0, 0])
    })

    it(`${name}: what accounts have won is what their opportunities have won`, async () => {
      const accounts = await first(admin(), "crm.account/aggregate?measures=sum(won_amount),sum(open_amount)")
      const { items } = await list(
        admin(),
        "crm.opportunity/aggregate?group=state&measures=sum(base_amount)",
      )
      const of = (status: string): number =>
        Number(items.find((item) => item["state"] === status)?.["sum(base_amount)"])
      expect(Number(accounts["sum(won_amount)"])).to.be.closeTo(of("won"), 0.001)
      expect(Number(accounts["sum(open_amount)"])).to.be.closeTo(of("open"), 0.001)
    })

    it(`${name}: every view that somebody is shown answers`, async () => {
      for (const { email, roles } of people) {
        const caller = await colleague(email)
        for (const view of shownTo(on, roles)) {
          const { count: found } = await list(caller, `${view.entity}?${listQuery(view)}`)
          expect(found, view.id).to.be.a("number")
        }
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
      const [marketing, support] = ["crm.marketing", "crm.support_read"].map((role) =>
        user(tenantOf(name), [role]),
      )
      if (marketing === undefined || support === undefined) throw new Error("nobody asks")
      expect(await first(marketing, "crm.opportunity?limit=1")).not.to.have.property("amount")
      expect((await ask(on, marketing, "GET crm.opportunity?filter=amount>1000")).status).to.equal(403)
      expect((await ask(on, support, "GET crm.opportunity")).status).to.equal(403)
    })

    const colleague = async (email: string): Promise<Caller> => {
      const query = new URLSearchParams({ filter: `email == '${email}'`, fields: "roles,teams,companies" })
      const { id, roles, teams, companies } = await first(admin(), `base.user?${query.toString()}`)
      const attributes = {
        id: String(id),
        roles: texts(roles),
        teams: texts(teams),
        companies: texts(companies),
      }
      return { tenant: tenantOf(name), principal: { id: attributes.id, roles: attributes.roles, attributes } }
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

/** The views that the roles let be used, as the applications are told of them. */
function shownTo(on: House, roles: readonly string[]): readonly ShownView[] {
  const { views } = modelView(on.model, roles, "en")
  // The border where the model as JSON becomes typed.
  return Object.values(views as Readonly<Record<string, ShownView>>)
}

interface ShownView {
  readonly id: string
  readonly entity: string
  readonly columns: readonly { readonly path: string }[]
  readonly filter?: string
  readonly sort: readonly string[]
}

/** What a list asks for. */
function listQuery({ columns, filter, sort }: ShownView): string {
  const paths = columns.map(({ path }) => path)
  const expand = new Set(paths.flatMap((path) => (path.includes(".") ? [path.replace(/\.[^.]+$/, "")] : [])))
  const query = new URLSearchParams({ fields: paths.join(","), limit: "20", count: "true" })
  if (expand.size > 0) query.set("expand", [...expand].join(","))
  if (filter !== undefined) query.set("filter", filter)
  if (sort.length > 0) query.set("sort", sort.join(","))
  return query.toString()
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
