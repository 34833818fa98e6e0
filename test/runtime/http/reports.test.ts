// Reports over HTTP: lists, data, files, and what OpenAPI and the model say of them.
import { expect } from "chai"
import { inflateRawSync } from "node:zlib"
import { got, type Got } from "../../support/over-http.ts"
import { runningServer, type RunningServer } from "../../support/server.ts"
import { rowsOf } from "../../support/figures.ts"

describe("reports over HTTP", () => {
  let server: RunningServer
  let token: string
  before(async function () {
    this.timeout(120_000)
    server = await runningServer()
    token = await server.logIn(server.tenants[0])
  })
  after(() => server?.close())

  const get = (path: string, headers: Record<string, string> = {}): Promise<Got> =>
    got(`${server.url}/api/v1/${path}`, token, { headers })

  it("are listed with what they ask for, in the language of the reader", async () => {
    const { json } = await get("reports", { "accept-language": "de" })
    const pipeline = rowsOf(json["items"]).find(({ id }) => id === "crm.pipeline_by_stage")
    expect(pipeline).to.include({ module: "crm", title: "Pipeline nach Phase" })
    expect(pipeline?.["parameters"]).to.have.nested.property("owner.title", "Verantwortlich")
    const { json: model } = await get("model")
    expect(rowsOf(model["reports"]).map(({ id }) => id)).to.include("crm.pipeline_by_stage")
  })

  it("stand in OpenAPI, each with its parameters", async () => {
    const { json } = await get("openapi.json")
    const path = (json.paths as Record<string, Record<string, { parameters: object[] }>>)[
      "/reports/crm.forecast"
    ]
    expect(path?.["get"]?.parameters.map((one) => "name" in one && one.name)).to.deep.equal([
      ...["from", "to", "every", "owner", "format"],
    ])
  })

  it("are given as data that nobody keeps, with the time that each room took", async () => {
    const { status, json, headers } = await get("reports/crm.pipeline_by_stage")
    expect([status, json["report"], json["rows"]]).to.deep.equal([200, "crm.pipeline_by_stage", []])
    expect(json["totals"]).to.include({ opportunities: 0, amount: "0.00" })
    expect(headers.get("server-timing")).to.match(/plan;.*run;/)
    expect(headers.get("cache-control")).to.equal("no-store")
  })

  it("are given as CSV and as a sheet to take away", async () => {
    const csv = await get("reports/crm.pipeline_by_stage?format=csv")
    expect(csv.headers.get("content-type")).to.equal("text/csv; charset=utf-8")
    expect(csv.headers.get("content-disposition")).to.equal(
      'attachment; filename="crm-pipeline_by_stage.csv"',
    )
    expect(csv.text).to.match(/^Pipeline,Stage,Opportunities,.*\r\nTotal,,0,0\.00,/)
    const response = await fetch(`${server.url}/api/v1/reports/crm.pipeline_by_stage?format=xlsx`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const files = unzipped(Buffer.from(await response.arrayBuffer()))
    expect([...files.keys()]).to.include.members(["[Content_Types].xml", "xl/workbook.xml"])
    expect(files.get("xl/worksheets/sheet1.xml")).to.match(
      /<t xml:space="preserve">Total<\/t>.*<v>0\.00<\/v>/,
    )
  })

  it("are refused without a session, in another form, and asked with what they do not know", async () => {
    const refused = async (path: string): Promise<unknown> => (await get(path)).json.code
    expect((await fetch(`${server.url}/api/v1/reports`)).status).to.equal(401)
    expect(await refused("reports/crm.pipeline")).to.equal("REP001")
    expect(await refused("reports/crm.pipeline_by_stage?format=cvs")).to.equal("REQ005")
    expect(await refused("reports/crm.pipeline_by_stage?ower=x")).to.equal("REQ004")
    expect(await refused("reports/crm.forecast?from=soon")).to.equal("REP002")
    expect(await refused("reports/crm.forecast?from=1900-01-01&to=2026-01-01")).to.equal("REP003")
  })
})

/** The files of an archive by name, read along its local headers (APPNOTE.TXT 4.3.7). */
function unzipped(archive: Buffer): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50;) {
    const [packed, name] = [archive.readUInt32LE(at + 18), archive.readUInt16LE(at + 26)]
    const start = at + 30 + name
    const text = inflateRawSync(archive.subarray(start, start + packed)).toString()
    files.set(archive.subarray(at + 30, start).toString(), text)
    at = start + packed
  }
  return files
}
