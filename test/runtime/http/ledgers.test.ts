// The books over HTTP, on a server of its own with the modules that ship.
import { expect } from "chai"
import { got as ask, type Got, type Init } from "../../support/over-http.ts"
import { runningServer, type RunningServer } from "../../support/server.ts"

const general = "/api/v1/ledgers/accounting.general_ledger"

describe("ledgers over HTTP", () => {
  let server: RunningServer
  let token: string
  before(async function () {
    this.timeout(120_000)
    server = await runningServer()
    token = await server.logIn(server.tenants[0])
  })
  after(() => server?.close())

  const got = (path: string, init?: Init): Promise<Got> => ask(server.url + path, token, init)

  it("tell of new books that nothing is in them", async () => {
    const balance = await got(`${general}/balance?at=2026-12-31`)
    expect(balance.status).to.equal(200)
    expect(balance.json["items"]).to.have.lengthOf(1)
    const turnover = await got(`${general}/turnover?from=2026-01-01&to=2026-12-31&by=account&interval=month`)
    expect(turnover.json["items"]).to.deep.equal([])
    const entries = await got(`${general}/entries`)
    expect([entries.json["items"], entries.json["next_cursor"]]).to.deep.equal([[], null])
    const verified = await got(`${general}/verify`)
    expect(verified.json).to.deep.equal({ ok: true, entries: 0, postings: 0, faults: [] })
  })

  it("are read only, by name, and by whoever has logged in", async () => {
    const refused = async (path: string, init?: Init): Promise<readonly unknown[]> => {
      const { status, json } = await got(path, init)
      return [status, json.code]
    }
    expect(await refused(`${general}/entries`, { method: "POST" })).to.deep.equal([405, "REQ010"])
    expect(await refused(`${general}/sums`)).to.deep.equal([404, "REQ002"])
    expect(await refused("/api/v1/ledgers/accounting.general/balance")).to.deep.equal([404, "REQ003"])
    expect(await refused("/api/v1/ledgers/base.user/balance")).to.deep.equal([404, "REQ003"])
    expect(await refused(`${general}/balance?by=acount`)).to.deep.equal([400, "PLN001"])
    expect((await ask(`${server.url}${general}/balance`, "nobody")).status).to.equal(401)
  })

  it("stand in the OpenAPI document", async () => {
    const { json } = await got("/api/v1/openapi.json")
    expect(Object.keys(json.paths)).to.include.members([
      "/ledgers/accounting.general_ledger/balance",
      "/ledgers/accounting.general_ledger/verify",
      "/records/accounting.journal_entry/{id}/entries",
    ])
  })
})
