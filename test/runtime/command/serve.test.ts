import { expect } from "chai"
import { makeTenant } from "../../../runtime/command/tenant/make.ts"
import type { Seeds, SeedBatch, SeedLane, DemoCompany } from "../../../runtime/command/index.ts"
import { testCommandLine, type Ran, type TestCommandLine } from "../../support/command.ts"
import { refusal } from "../../support/refusal.ts"
import { soon } from "../../support/tenancy.ts"

const ann = "0190a000-0000-7000-8000-000000000001"

function batches(): SeedBatch[] {
  const tag = (n: number) => ({ id: `0190a000-0000-7000-8000-00000000010${n}`, name: `Tag ${n}` })
  const user = { id: ann, name: "Ann", email: "ann@tiny.example", roles: ["base.admin"] }
  return [
    { action: "create", entity: "base.user", records: [user] },
    { action: "create", entity: "base.tag", records: [1, 2, 3].map(tag) },
    { action: "change", entity: "base.tag", records: [{ ...tag(1), name: "First tag" }] },
  ]
}

const tiny: DemoCompany = {
  tenant: "tiny",
  title: "Tiny Ltd",
  language: "en",
  time_zone: "Europe/London",
  currency: "GBP",
  people: [{ name: "Ann", email: "ann@tiny.example", roles: ["base.admin"], title: "Director" }],
  batches,
  books: () => Promise.resolve([books]),
}

/** Two documents, of which one is refused. */
const books: SeedLane = {
  title: "Tiny Ltd",
  count: 2,
  async keep(door, { progress, isOver }) {
    const id = "0190a000-0000-7000-8000-000000000201"
    if (isOver() || (await door.states("base.tag")).has(id)) return { done: 0, refused: [] }
    const [made] = await door.create("base.tag", [{ id, name: "Kept" }])
    expect(await door.read("base.tag", id)).to.deep.equal(made)
    progress(1)
    return { done: 1, refused: ["base.tag of 2026-01-31: it has no name."] }
  },
}

/** A tale that can be broken off after its first batch. */
function seedsOf(company: DemoCompany, breaks: () => boolean): Seeds {
  return {
    companies: [company],
    reference: () => [],
    async load(all, door, progress) {
      let count = 0
      for (const { action, entity, records } of all) {
        if (action === "create") await door.create(entity, records)
        else for (const { id, ...patch } of records) await door.change(entity, id, patch)
        progress(entity, (count += action === "create" ? records.length : 0))
        if (breaks()) throw new Error("broken off")
      }
      return count
    },
  }
}

describe("tenon serve", () => {
  let line: TestCommandLine
  let broken = true
  const json = async (argv: readonly string[]): Promise<object> =>
    JSON.parse((await line.tenon([...argv, "--json"])).out) as object
  before(async () => {
    line = await testCommandLine(seedsOf(tiny, () => broken))
  })
  after(() => line.close())

  it("leaves nothing of a company whose records were refused, and makes it anew", async () => {
    const fault = await line.tenon(["seed"]).then(
      () => "made",
      (error: Error) => error.message,
    )
    expect(fault).to.equal("broken off")
    expect(await json(["tenant", "list"])).to.deep.equal([])
    broken = false
  })

  it("makes a company anew when the process that made it was killed, and only then", async () => {
    const world = await line.open()
    const { title, language, time_zone, currency } = tiny
    await makeTenant(world, { name: "tiny", title, language, time_zone, currency }, async () => {})
    await world.admin.script(
      "main",
      "UPDATE tenon_registry.tenant SET state = 'making' WHERE state = 'active'",
    )
    expect(await refusal(async () => world.tenants.byName("tiny"))).to.equal("TEN010")
    await world.close()
    const made = await json(["seed"])
    expect(made).to.have.nested.property("[0].records", 4)
    expect(made).to.have.nested.property("[0].documents", 1)
    expect(made).to.have.nested.property("[0].refused[0]", "base.tag of 2026-01-31: it has no name.")
    const again = await json(["seed"])
    expect(again).to.have.nested.property("[0].records", 0)
    expect(again).to.have.nested.property("[0].documents", 0)
    expect(await json(["tenant", "list"])).to.have.nested.property("[0].state", "active")
  })

  describe("with its server running", () => {
    let ran: Promise<Ran>
    let printed: Ran["out"]
    let base: string
    before(async () => {
      const started = line.start(["serve"])
      ran = started.ended
      expect(await soon(() => started.printed().out.includes("ann@tiny.example"))).to.equal(true)
      printed = started.printed().out
      base = /http:\/\/127\.0\.0\.1:\d+/.exec(started.printed().err)?.[0] ?? ""
    })

    it("prints one line for each login, and the login works", async () => {
      const [url, email, password, role] = printed.trim().split(/ {2,}/)
      expect([url, email, role]).to.deep.equal([
        `http://tiny.localhost:${base.split(":")[2]}`,
        "ann@tiny.example",
        "base.admin",
      ])
      const body = JSON.stringify({ tenant: "tiny", email, password })
      const headers = { "content-type": "application/json" }
      const answer = await fetch(`${base}/api/v1/session`, { method: "POST", headers, body })
      expect(answer.status).to.equal(201)
      const { token } = (await answer.json()) as { token: string }
      const tags = await fetch(`${base}/api/v1/records/base.tag?sort=name`, {
        headers: { authorization: `Bearer ${token}` },
      })
      expect(await tags.json()).to.have.nested.property("items[0].name", "First tag")
      const underway = await fetch(`${base}/api/v1/underway`, {
        headers: { authorization: `Bearer ${token}` },
      })
      expect(await underway.json()).to.deep.equal({ items: [] })
    })

    it("says that it is ready", async () => {
      expect((await fetch(`${base}/readyz`)).status).to.equal(200)
    })

    it("ends when it is asked to", async () => {
      line.end()
      expect(await ran).to.include({ code: 0 })
      expect(
        await fetch(`${base}/healthz`).then(
          () => "answers",
          () => "ended",
        ),
      ).to.equal("ended")
    })
  })
})
