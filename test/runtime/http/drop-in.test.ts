// An entity dropped in as one JSON file, while the server runs: table, API, documents, list, form and types, without code.
import { expect } from "chai"
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { runningServer, type RunningServer, type TestTenant } from "../../support/server.ts"

interface Body {
  readonly id: string
  readonly entities: Readonly<Record<string, object>>
  readonly views: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly forms: Readonly<Record<string, object>>
  readonly paths: object
  readonly [member: string]: unknown
}

const parcel = {
  $id: "crm.parcel",
  title: "Parcel",
  type: "object",
  kind: "master",
  title_field: "code",
  searchable: ["code"],
  required: ["code"],
  properties: {
    code: { type: "string", title: "Code", maxLength: 20, unique: true },
    account: { ref: "crm.account", title: "Account" },
    weight: { type: "string", format: "decimal", precision: 8, scale: 3, minimum: 0 },
    pieces: { type: "array", items: { $ref: "#/$defs/piece" } },
    total: { type: "string", format: "decimal", precision: 12, scale: 3, computed: "sum(pieces, weight)" },
  },
  $defs: {
    piece: {
      type: "object",
      properties: { weight: { type: "string", format: "decimal", precision: 8, scale: 3 } },
    },
  },
}

describe("an entity dropped in as one file", () => {
  let server: RunningServer
  let folder: string
  let acme: TestTenant
  let globex: TestTenant
  before(async function () {
    this.timeout(120_000)
    server = await runningServer()
    ;[acme, globex] = server.tenants
    folder = await mkdtemp(join(tmpdir(), "tenon-layer-"))
  })
  after(async () => {
    await server?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const push = async (entity: object): Promise<void> => {
    const path = join(folder, "crm/entities/parcel.json")
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, JSON.stringify(entity))
    await server.tenon(["layer", "push", acme.name, folder])
  }
  const asked = async (
    tenant: TestTenant,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: Body }> => {
    const token = await server.logIn(tenant)
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
    const response = await fetch(`${server.url}/api/v1/${path}`, {
      headers,
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Body }
  }
  /** Asks until the server has heard of it, at most a second: as long as a publish may take to be seen. */
  const within1s = async (tenant: TestTenant, path: string, status: number): Promise<boolean> => {
    const token = await server.logIn(tenant)
    for (const start = Date.now(); Date.now() - start < 1000;) {
      const response = await fetch(`${server.url}/api/v1/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      })
      if (response.status === status) return true
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return false
  }

  it("is there for its tenant within a second, and for no other", async function () {
    this.timeout(60_000)
    expect((await asked(acme, "records/crm.parcel")).status).to.equal(404)
    await push(parcel)
    expect(await within1s(acme, "records/crm.parcel", 200)).to.equal(true)
    const made = await asked(acme, "records/crm.parcel", {
      code: "P1",
      weight: "1.5",
      pieces: [{ weight: "1.25" }, { weight: "0.25" }],
    })
    expect([made.status, made.body["total"]], JSON.stringify(made.body)).to.deep.equal([201, "1.500"])
    expect((await asked(globex, "records/crm.parcel")).status).to.equal(404)
  })

  it("stands in OpenAPI, model, list, form and types", async function () {
    this.timeout(60_000)
    expect((await asked(acme, "openapi.json")).body.paths).to.include.keys(
      "/records/crm.parcel",
      "/records/crm.parcel/{id}",
    )
    const { body: model } = await asked(acme, "model")
    expect(model.entities).to.have.property("crm.parcel")
    expect(model.forms).to.have.property("crm.parcel")
    expect(Object.values(model.views).some((view) => view["entity"] === "crm.parcel")).to.equal(true)
    expect(await server.tenon(["types", "--tenant", acme.name])).to.match(/Parcel/)
  })

  it("keeps its records when a field is renamed", async function () {
    this.timeout(60_000)
    const { weight, ...others } = parcel.properties
    await push({ ...parcel, properties: { ...others, gross_weight: { ...weight, was: "weight" } } })
    expect(await within1s(acme, "records/crm.parcel?fields=gross_weight", 200)).to.equal(true)
    const { body } = await asked(acme, "records/crm.parcel?fields=code,gross_weight,total")
    expect(body["items"]).to.have.length(1)
    expect((body["items"] as Body[])[0]).to.include({ code: "P1", gross_weight: "1.500", total: "1.500" })
  })
})
