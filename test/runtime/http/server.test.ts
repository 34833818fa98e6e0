// The server over HTTP, as a process of its own: what every door refuses, and what every answer carries.
import { expect } from "chai"
import { request as open } from "node:http"
import { runningServer, type RunningServer } from "../../support/server.ts"

interface Got {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  readonly json: any
}

describe("the server", () => {
  let server: RunningServer
  let token: string
  before(async function () {
    this.timeout(120_000)
    server = await runningServer({ RATE_PER_PRINCIPAL: "100000" })
    token = await server.logIn(server.tenants[0])
  })
  after(() => server?.close())

  const got = async (
    path: string,
    init: RequestInit & { headers?: Record<string, string> } = {},
  ): Promise<Got> => {
    const response = await fetch(server.url + path, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get("content-type") ?? "")
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text !== "" ? JSON.parse(text) : undefined,
    }
  }
  const post = (path: string, body: string | object, headers: Record<string, string> = {}): Promise<Got> =>
    got(path, {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    })

  describe("records", () => {
    it("are created, read, changed and deleted", async () => {
      const made = await post("/api/v1/records/base.tag", { name: "first" })
      expect([made.status, made.headers.get("etag"), made.headers.get("location")]).to.deep.equal([
        201,
        '"1"',
        `/api/v1/records/base.tag/${made.json.id}`,
      ])
      const path = `/api/v1/records/base.tag/${made.json.id}`
      expect((await got(path)).json).to.deep.equal(made.json)
      expect((await got(path, { method: "HEAD" })).text).to.equal("")
      const changed = await got(path, {
        method: "PATCH",
        body: '{"name":"second"}',
        headers: { "content-type": "application/merge-patch+json", "if-match": '"1"' },
      })
      expect([changed.status, changed.json.name, changed.headers.get("etag")]).to.deep.equal([
        200,
        "second",
        '"2"',
      ])
      expect((await got(path, { method: "DELETE" })).status).to.equal(204)
      expect((await got(path)).json.code).to.equal("RUN001")
    })

    it("answer with safe headers and the time of each room", async () => {
      const { headers } = await got("/api/v1/records/base.tag")
      expect(headers.get("content-type")).to.equal("application/json")
      expect(headers.get("x-content-type-options")).to.equal("nosniff")
      expect(headers.get("cache-control")).to.equal("no-store")
      expect(headers.get("content-security-policy")).to.include("default-src 'none'")
      for (const room of ["identify", "receive", "parse", "authorize", "plan", "compile", "run", "reply"])
        expect(headers.get("server-timing"), room).to.match(new RegExp(`${room};dur=\\d`))
    })

    it("refuse without a session, with a broken one and at another tenant's host", async () => {
      const cases = {
        none: {},
        broken: { authorization: `Bearer ${token.slice(0, -2)}xx` },
        basic: { authorization: "Basic eA==" },
      }
      for (const [name, headers] of Object.entries(cases)) {
        const response = await fetch(`${server.url}/api/v1/records/base.tag`, { headers })
        expect([response.status, response.headers.get("www-authenticate")], name).to.deep.equal([
          401,
          "Bearer",
        ])
      }
      expect((await atHost("globex.localhost", "/api/v1/records/base.tag", token)).status).to.equal(401)
      expect((await atHost("acme.localhost", "/api/v1/records/base.tag", token)).status).to.equal(200)
    })

    for (const [what, body, headers, status, code] of [
      ["no JSON", "{", {}, 400, "REQ001"],
      ["no UTF-8", Buffer.from([0x22, 0xff, 0x22]), {}, 400, "REQ001"],
      ["nested beyond reason", "[".repeat(200_000), {}, 400, "REQ001"],
      ["no object", "1", {}, 400, "REQ006"],
      ["another media type", "{}", { "content-type": "text/plain" }, 415, "REQ008"],
      ["too large", `{"name":"${"x".repeat(1_100_000)}"}`, {}, 413, "REQ007"],
      ["unknown fields", '{"nmae":"x","__proto__":{"a":1}}', {}, 422, "PLN006"],
      ["a null character", '{"name":"a\\u0000b"}', {}, 422, "PLN006"],
    ] as const) {
      it(`refuse a body that is ${what} with ${code}`, async () => {
        const response = await got("/api/v1/records/base.tag", {
          method: "POST",
          body,
          headers: { "content-type": "application/json", ...headers },
        })
        expect(
          [response.status, response.json.code, response.headers.get("content-type")],
          response.text.slice(0, 200),
        ).to.deep.equal([status, code, "application/problem+json"])
      })
    }

    it("refuse a body without an end in time, and serve others meanwhile", async () => {
      const url = new URL(server.url)
      const hanging = open({
        host: url.hostname,
        port: url.port,
        path: "/api/v1/records/base.tag",
        method: "POST",
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          "transfer-encoding": "chunked",
        },
      })
      hanging.on("error", () => {}) // it is cut off below
      hanging.write('{"name":')
      expect((await got("/api/v1/records/base.tag")).status).to.equal(200)
      hanging.destroy()
    })

    for (const [path, status, code] of [
      ["base.tag?limit=1&limit=2", 400, "REQ005"],
      ["base.tag?filter=%E0%A4%A", 400, "REQ005"],
      ["base.tag?x", 400, "REQ004"],
      ["base.tga", 404, "REQ003"],
      ["", 404, "REQ002"],
      ["base.tag/a/b/c/d", 404, "REQ002"],
      ["..%2f..%2fetc", 404, "REQ003"],
    ] as const) {
      it(`answer GET ${path} with ${code}`, async () => {
        const { status: answered, json } = await got(`/api/v1/records/${path}`)
        expect([answered, json.code], json.detail).to.deep.equal([
          status === 404 && json.code === "REQ012" ? 400 : status,
          code,
        ])
      })
    }
  })

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
      const body: any = await response.json()
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
      expect(first.json.entities["crm.lead"].fields.status.enum[0]).to.include.keys("value", "title")
      const etag = first.headers.get("etag") ?? ""
      expect((await got("/api/v1/model", { headers: { "if-none-match": etag } })).status).to.equal(304)
    })

    it("speaks the language that is asked for", async () => {
      const title = async (language: string): Promise<string> =>
        (await got("/api/v1/model", { headers: { "accept-language": language } })).json.entities[
          "base.country"
        ].title
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
        "/session",
      )
      const named = new Set(JSON.stringify(json).match(/#\/components\/[a-z]+\/[\w.]+/g))
      for (const ref of named)
        expect(
          ref
            .split("/")
            .slice(1)
            .reduce((at, key) => at?.[key], json),
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

  describe("beside the records", () => {
    it("tells its health, its readiness and its measures", async () => {
      expect((await got("/healthz")).text).to.equal("ok\n")
      expect((await got("/readyz")).text).to.equal("ready\n")
      expect((await got("/metrics")).text).to.match(
        /^tenon_database_connections\{server="main",state="open"\} \d+$/m,
      )
    })

    it("gives the application at every address, under a policy without inline script", async () => {
      for (const path of ["/", "/m/crm/leads", "/r/crm.lead/new"]) {
        const { status, headers, text } = await got(path)
        expect([status, headers.get("cache-control")]).to.deep.equal([200, "no-cache"])
        expect(headers.get("content-security-policy")).to.include("script-src 'self';")
        expect(text).to.not.match(/<script(?![^>]*src=)/)
      }
    })

    it("answers unknown routes of the API with a problem", async () => {
      const { status, json } = await got("/api/v1/nothing")
      expect([status, json.code]).to.deep.equal([404, "REQ002"])
    })
  })

  /** Asks with a Host header, which fetch does not let us set. */
  function atHost(host: string, path: string, bearer: string): Promise<{ status: number }> {
    const url = new URL(server.url)
    return new Promise((resolve, reject) => {
      const sent = open(
        {
          host: url.hostname,
          port: url.port,
          path,
          headers: { host: `${host}:${url.port}`, authorization: `Bearer ${bearer}` },
        },
        (response) => {
          response.resume()
          resolve({ status: response.statusCode ?? 0 })
        },
      )
      sent.on("error", reject).end()
    })
  }
})

describe("a server with narrow limits", () => {
  it("lets a caller wait, and says how long", async function () {
    this.timeout(120_000)
    const server = await runningServer({ RATE_PER_PRINCIPAL: "5" })
    try {
      const token = await server.logIn(server.tenants[0])
      const answers = await Promise.all(
        Array.from({ length: 12 }, () =>
          fetch(`${server.url}/api/v1/records/base.tag`, { headers: { authorization: `Bearer ${token}` } }),
        ),
      )
      const refused = answers.filter(({ status }) => status === 429)
      expect(refused.length).to.be.greaterThan(0)
      expect(Number(refused[0]?.headers.get("retry-after"))).to.be.within(1, 60)
    } finally {
      await server.close()
    }
  })
})
