// The server over HTTP, as a process of its own: what every door refuses, and what every answer carries.
import { expect } from "chai"
import { request as open } from "node:http"
import { got as ask, type Got, type Init } from "../../support/over-http.ts"
import { runningServer, type RunningServer } from "../../support/server.ts"

describe("the server", () => {
  let server: RunningServer
  let token: string
  before(async function () {
    this.timeout(120_000)
    server = await runningServer({ RATE_PER_PRINCIPAL: "100000" })
    token = await server.logIn(server.tenants[0])
  })
  after(() => server?.close())

  const got = (path: string, init?: Init): Promise<Got> => ask(server.url + path, token, init)
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

    it("have numbers that begin where an administrator says", async () => {
      const put = (body: object): Promise<Got> =>
        got("/api/v1/sequences/crm.quote.number", {
          method: "PUT",
          body: JSON.stringify(body),
          headers: { "content-type": "application/json" },
        })
      const begun = await put({ next: 1000 })
      expect([begun.status, begun.json.next]).to.deep.equal([200, 1000])
      expect((await put({ next: 5 })).json.code).to.equal("RUN003")
      for (const wrong of [{ next: "5" }, { nxt: 5 }, { next: 5, scope: 1 }, { next: 5, period: 1 }])
        expect((await put(wrong)).json.code).to.equal("REQ006")
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
