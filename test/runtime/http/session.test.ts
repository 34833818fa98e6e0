// Sessions and the model over HTTP.
import { expect } from "chai"
import { got as ask, type Body, type Got, type Init } from "../../support/over-http.ts"
import { runningServer, type RunningServer } from "../../support/server.ts"

describe("the server's callers", () => {
  let server: RunningServer
  let token: string
  before(async function () {
    this.timeout(120_000)
    server = await runningServer({ RATE_PER_PRINCIPAL: "100000" })
    token = await server.logIn(server.tenants[0])
  })
  after(() => server?.close())

  const got = (path: string, init?: Init): Promise<Got> => ask(server.url + path, token, init)
  describe("sessions", () => {
    const [acme] = [() => server.tenants[0]]
    const logIn = (body: object, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${server.url}/api/v1/session`, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json", ...headers },
      })

    it("begin with a token and cookies that scripts cannot read", async () => {
      const { name, email, password } = acme()
      const response = await logIn({ tenant: name, email, password })
      const body = (await response.json()) as Body
      expect(response.status).to.equal(201)
      expect(body.user).to.include({ email })
      expect(body.tenant).to.include({ name })
      expect(response.headers.getSetCookie().join("\n")).to.match(
        /tenon_session=[^;]+; HttpOnly; Path=\/; SameSite=Lax/,
      )
    })

    it("of browsers must repeat their token when they write", async () => {
      const { name, email, password } = acme()
      const cookies = (await logIn({ tenant: name, email, password })).headers
        .getSetCookie()
        .map((cookie) => cookie.split(";")[0] ?? "")
      const csrf = cookies.find((cookie) => cookie.startsWith("tenon_csrf="))?.split("=")[1] ?? ""
      const send = (headers: Record<string, string>): Promise<Response> =>
        fetch(`${server.url}/api/v1/records/base.tag`, {
          method: "POST",
          body: JSON.stringify({ name: `csrf ${Math.random()}` }),
          headers: { "content-type": "application/json", cookie: cookies.join("; "), ...headers },
        })
      expect((await send({})).status).to.equal(403)
      expect((await send({ "x-csrf-token": "x" })).status).to.equal(403)
      expect((await send({ "x-csrf-token": csrf })).status).to.equal(201)
      expect(
        (await fetch(`${server.url}/api/v1/records/base.tag`, { headers: { cookie: cookies.join("; ") } }))
          .status,
      ).to.equal(200)
    })

    it("end when they are ended", async () => {
      const own = await server.logIn(acme())
      expect(
        (await got("/api/v1/session", { headers: { authorization: `Bearer ${own}` } })).json.user.email,
      ).to.equal(acme().email)
      expect(
        (await got("/api/v1/session", { method: "DELETE", headers: { authorization: `Bearer ${own}` } }))
          .status,
      ).to.equal(204)
      expect(
        (await got("/api/v1/records/base.tag", { headers: { authorization: `Bearer ${own}` } })).status,
      ).to.equal(401)
    })

    it("are refused alike for a wrong password, user and rubbish", async () => {
      const { name, email, password } = acme()
      expect((await logIn({ tenant: name, email, password: "wrong wrong wrong" })).status).to.equal(401)
      expect((await logIn({ tenant: name, email: "nobody@acme.example", password })).status).to.equal(401)
      for (const body of [
        {},
        { tenant: name },
        { tenant: name, email, password, admin: true },
        { tenant: name, email: 1, password },
        { tenant: name, email: "", password },
      ])
        expect((await logIn(body)).status, JSON.stringify(body)).to.equal(400)
      expect((await logIn({ tenant: "no-such-tenant", email, password })).status).to.equal(404)
    })
  })

  describe("the model", () => {
    it("is given whole, and not again while it has not changed", async () => {
      const first = await got("/api/v1/model")
      expect(first.json).to.include.keys(
        "fingerprint",
        "modules",
        "entities",
        "forms",
        "views",
        "user",
        "tenant",
      )
      expect(first.json.entities["crm.lead"]?.fields["state"]?.enum[0]).to.include.keys("value", "title")
      const etag = first.headers.get("etag") ?? ""
      expect((await got("/api/v1/model", { headers: { "if-none-match": etag } })).status).to.equal(304)
    })

    it("speaks the language that is asked for", async () => {
      const title = async (language: string): Promise<unknown> =>
        (await got("/api/v1/model", { headers: { "accept-language": language } })).json.entities[
          "base.country"
        ]?.title
      expect([await title("de-AT,de;q=0.9"), await title("fr"), await title("xx")]).to.deep.equal([
        "Land",
        "Pays",
        "Country",
      ])
    })

    it("is described by OpenAPI, each path of it there", async () => {
      const { json } = await got("/api/v1/openapi.json")
      expect(json.openapi).to.equal("3.1.0")
      expect(json.paths).to.include.keys(
        "/records/crm.lead",
        "/records/crm.lead/{id}",
        "/records/crm.lead/{id}/history",
        "/records/crm.lead/aggregate",
        "/records/crm.lead/bulk",
        "/records/crm.lead/preview",
        "/records/crm.lead/{id}/preview",
        "/session",
      )
      const named = new Set(JSON.stringify(json).match(/#\/components\/[a-z]+\/[\w.]+/g))
      for (const ref of named)
        expect(
          ref
            .split("/")
            .slice(1)
            .reduce<unknown>((at, key) => (at as Body | undefined)?.[key], json),
          ref,
        ).to.be.an("object")
    })

    it("has pages to read it", async () => {
      const page = await fetch(`${server.url}/api/v1/docs`)
      expect(page.status).to.equal(200)
      for (const [, source = ""] of (await page.text()).matchAll(/(?:src|href)="([^"]+)"/g))
        expect((await fetch(`${server.url}/api/v1/${source}`)).status, source).to.equal(200)
    })

    it("explains rights", async () => {
      const { json } = await got("/api/v1/access/explain?entity=crm.lead")
      expect(json.rights.read).to.deep.include({ allowed: true })
      expect((await got("/api/v1/access/explain?entity=crm.laed")).json.hint).to.equal(
        'Did you mean "crm.lead"?',
      )
      expect((await got("/api/v1/access/explain?entity=crm.lead&x=1")).json.code).to.equal("REQ004")
    })
  })
})
