import { expect } from "chai"
import type { Demo, DemoBatch, DemoCompany } from "../../../runtime/command/index.ts"
import { testCommandLine, type Ran, type TestCommandLine } from "../../support/command.ts"
import { soon } from "../../support/tenancy.ts"

const ann = "0190a000-0000-7000-8000-000000000001"

function batches(): DemoBatch[] {
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
}

/** A tale that can be broken off after its first batch. */
function demoOf(company: DemoCompany, breaks: () => boolean): Demo {
  return {
    companies: [company],
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
  before(async () => {
    line = await testCommandLine(demoOf(tiny, () => broken))
  })
  after(() => line.close())

  it("leaves a company that was broken off with a closed door, and makes it anew", async () => {
    const fault = await line.tenon(["seed"]).then(
      () => "made",
      (error: Error) => error.message,
    )
    expect(fault).to.equal("broken off")
    const list = async () =>
      JSON.parse((await line.tenon(["tenant", "list", "--json"])).out) as { state: string }[]
    expect((await list())[0]).to.include({ name: "tiny", state: "making" })
    broken = false
    expect(JSON.parse((await line.tenon(["seed", "--json"])).out)).to.have.nested.property("[0].records", 4)
    expect(JSON.parse((await line.tenon(["seed", "--json"])).out)).to.have.nested.property("[0].records", 0)
    expect((await list())[0]).to.include({ name: "tiny", state: "active" })
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
