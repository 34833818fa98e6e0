import { expect } from "chai"
import { got, type Body, type Got, type Init } from "../../support/over-http.ts"
import { runningServer, type RunningServer } from "../../support/server.ts"

describe("life cycles over HTTP", () => {
  let server: RunningServer
  let token: string
  before(async function () {
    this.timeout(60_000)
    server = await runningServer()
    token = await server.logIn(server.tenants[0])
  })
  after(() => server.close())

  const ask = (path: string, init?: Init): Promise<Got> => got(`${server.url}/api/v1${path}`, token, init)
  const nobody = "0192f0c0-0000-7000-8000-000000000000"

  it("are in the model, with their states and the moves that the roles open", async () => {
    const { json } = await ask("/model")
    const invoice = json.entities["accounting.sales_invoice"]
    const cycle = invoice?.["lifecycle"] as Body // a border: tests compare what they find
    expect(cycle["initial"]).to.equal("draft")
    expect(cycle["states"]).to.have.property("posted")
    expect(cycle["transitions"]).to.be.an("array").that.is.not.empty
    expect(invoice?.fields["state"]).to.deep.include({ read_only: true, required: true })
  })

  it("are in OpenAPI, a path for each move", async () => {
    const { json } = await ask("/openapi.json")
    const paths = Object.keys(json.paths)
    expect(paths).to.include("/records/accounting.sales_invoice/{id}/transitions")
    expect(paths).to.include("/records/accounting.sales_invoice/{id}/transitions/post")
    expect(paths).to.include("/approvals/{id}/approve")
  })

  it("move without a body, and say what there is not", async () => {
    const at = `/records/accounting.sales_invoice/${nobody}/transitions`
    expect((await ask(`${at}/post`, { method: "POST" })).json).to.deep.include({ code: "RUN001" })
    expect((await ask(`${at}/psot`, { method: "POST" })).json).to.deep.include({
      code: "WFL003",
      hint: 'Did you mean "post"?',
    })
    expect((await ask(`${at}/post`)).json).to.deep.include({ code: "REQ010" })
    expect((await ask(at)).status).to.equal(404)
    expect((await ask(`/records/base.user/${nobody}/transitions`)).text).to.equal('{"items":[]}')
  })

  it("have approvals to find and to give", async () => {
    expect((await ask("/approvals")).text).to.equal('{"items":[]}')
    const headers = { "content-type": "application/json" }
    const said = await ask(`/approvals/${nobody}/approve`, {
      method: "POST",
      headers,
      body: '{"comment":"yes"}',
    })
    expect(said.json).to.deep.include({ code: "RUN001" })
    expect((await ask("/approvals/x/refuse", { method: "POST" })).json).to.deep.include({ code: "REQ012" })
    const odd = await ask(`/approvals/${nobody}/approve`, {
      method: "POST",
      headers,
      body: '{"coment":"yes"}',
    })
    expect(odd.json).to.deep.include({ code: "REQ006" })
  })

  it("are explained: which moves the roles open", async () => {
    const { json } = await ask("/access/explain?entity=accounting.sales_invoice")
    expect(json["transitions"]).to.deep.include({ post: true })
  })
})
