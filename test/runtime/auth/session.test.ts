import { expect } from "chai"
import { startCookies, type Session } from "../../../runtime/auth/index.ts"
import { refusal } from "../../support/refusal.ts"
import {
  password,
  tenantWithUser,
  testProcess,
  testRegistry,
  type TestProcess,
  type TestRegistry,
} from "../../support/tenancy.ts"

describe("sessions", () => {
  let registry: TestRegistry
  let here: TestProcess
  let acme: Awaited<ReturnType<typeof tenantWithUser>>
  let globex: Awaited<ReturnType<typeof tenantWithUser>>

  before(async () => {
    registry = await testRegistry()
    here = await testProcess(registry)
    acme = await tenantWithUser(registry, here, "acme")
    globex = await tenantWithUser(registry, here, "globex")
  })
  after(async () => {
    await here.close()
    await registry.close()
  })

  const logIn = async (to = acme) =>
    here.auth.logIn({
      tenant: to.live.name,
      email: to.email,
      password,
      client: { agent: "mocha", address: "192.0.2.1" },
    })
  const bearer = (token: string, host = "acme.localhost:3000") => ({ authorization: `Bearer ${token}`, host })
  const code = (process: TestProcess, token: string) =>
    refusal(() => process.auth.identify(bearer(token), "GET"))

  it("begin with e-mail and password, and say who is asking", async () => {
    const { token, session } = await logIn()
    const found = await here.auth.identify(bearer(token), "GET")
    expect(found.tenant).to.include({
      name: "acme",
      id: acme.live.id,
      fingerprint: registry.model.fingerprint,
    })
    expect(found.principal).to.deep.include({
      id: acme.user,
      email: acme.email,
      name: "Ann",
      roles: ["base.user"],
    })
    expect(found.principal.attributes).to.deep.include({ active: "true", teams: [], email: acme.email })
    expect(found.sessionId).to.equal(session.sessionId)
    expect(found.csrf).to.equal(session.csrf)
  })

  it("are found without waiting once they are known", async () => {
    const { token } = await logIn()
    await here.auth.identify(bearer(token), "GET")
    expect(here.auth.identify(bearer(token), "GET")).to.not.be.instanceOf(Promise)
  })

  it("know a user's teams and lists", async () => {
    const { schema } = acme.live.address
    const teams = `INSERT INTO ${schema}.base_team (name) VALUES ('North'), ('South') RETURNING id::text`
    const [made = []] = await registry.database.run(acme.live.address, [
      { text: teams, values: [], prepared: false },
    ])
    const [north = "", south = ""] = made.map(([id]) => String(id))
    const text = `INSERT INTO ${schema}.base_user__teams (record, target, position) VALUES ($1, $2, 1), ($1, $3, 0)`
    const values = [acme.user, north, south]
    await registry.database.run(acme.live.address, [{ text, values, prepared: false }])
    await here.auth.userChanged(acme.live.id, acme.user)
    const { session } = await logIn()
    expect(session.principal.attributes["teams"]).to.deep.equal([south, north])
  })

  it("take the e-mail in any case", async () => {
    const { session } = await here.auth.logIn({
      tenant: "acme",
      email: " ANN@ACME.example ",
      password,
      client: {},
    })
    expect(session.principal.id).to.equal(acme.user)
  })

  it("are refused without a token, and with what is not a token of ours", async () => {
    const { token } = await logIn()
    const [head = "", body = "", signature = ""] = token.split(".")
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as object
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url")
    const forged = [
      "",
      "x",
      `${head}.${body}`,
      `${head}.${body}.${signature.slice(0, -3)}AAA`,
      `${head}.${encode({ ...claims, sub: globex.user })}.${signature}`,
      `${encode({ alg: "none", typ: "JWT" })}.${body}.`,
      `${encode({ alg: "none" })}.${body}.${signature}`,
      `${token}\0`,
    ]
    expect(await refusal(() => here.auth.identify({}, "GET"))).to.equal("AUT001")
    for (const each of forged) expect(await code(here, each), each).to.equal("AUT001")
    for (const authorization of ["Basic eDp5", token, `Bearer${token}`, ""]) {
      expect(await refusal(() => here.auth.identify({ authorization }, "GET")), authorization).to.equal(
        "AUT001",
      )
    }
  })

  it("are refused when signed with another installation's key", async () => {
    const foreign = await testProcess(registry, { secret: "another secret" })
    try {
      const { token } = await logIn()
      expect(await code(foreign, token)).to.equal("AUT001")
    } finally {
      await foreign.close()
    }
  })

  it("belong to one tenant: another's host refuses them, a host of none does not", async () => {
    const { token } = await logIn()
    expect(await refusal(() => here.auth.identify(bearer(token, "globex.localhost:3000"), "GET"))).to.equal(
      "AUT010",
    )
    expect(await refusal(() => here.auth.identify(bearer(token, "localhost:3000"), "GET"))).to.equal(
      "nothing refused",
    )
    expect(await refusal(() => here.auth.identify(bearer(token, "10.0.0.1"), "GET"))).to.equal(
      "nothing refused",
    )
    expect(await refusal(() => here.auth.identify(bearer(token, "GLOBEX.localhost"), "GET"))).to.equal(
      "AUT010",
    )
  })

  it("expire", async () => {
    const { token, session } = await logIn()
    await here.auth.identify(bearer(token), "GET")
    const before = here.clock.now
    here.clock.now = session.expiresAt.getTime() + 1000
    expect(await code(here, token)).to.equal("AUT003")
    here.clock.now = before
  })

  it("end when they are not used for long", async () => {
    const idle = await testProcess(registry, { idleSeconds: 60, trustSeconds: 10 })
    try {
      const { token } = await idle.auth.logIn({ tenant: "acme", email: acme.email, password, client: {} })
      idle.clock.now += 50_000
      expect(await code(idle, token)).to.equal("nothing refused")
      idle.clock.now += 50_000
      expect(await code(idle, token)).to.equal("nothing refused")
      idle.clock.now += 61_000
      expect(await code(idle, token)).to.equal("AUT003")
    } finally {
      await idle.close()
    }
  })

  describe("by cookie", () => {
    const cookie = async (): Promise<{ cookie: string; session: Session }> => {
      const { token, session } = await logIn()
      const [first = ""] = startCookies({ tls: false }, { token, csrf: session.csrf }, 60)
      return { cookie: `theme=dark; ${first.split(";")[0]}`, session }
    }

    it("read freely, but write only with the page's own token", async () => {
      const { cookie: header, session } = await cookie()
      const attempt = (method: string, csrf?: string) =>
        refusal(() =>
          here.auth.identify(
            { cookie: header, ...(csrf === undefined ? {} : { "x-csrf-token": csrf }) },
            method,
          ),
        )
      const other = await logIn(globex)
      for (let twice = 0; twice < 2; twice++) {
        expect(await attempt("GET")).to.equal("nothing refused")
        for (const method of ["POST", "PATCH", "DELETE", "PUT", "ODD"]) {
          expect(await attempt(method), method).to.equal("AUT006")
          expect(await attempt(method, "x"), method).to.equal("AUT006")
          expect(await attempt(method, other.session.csrf), method).to.equal("AUT006")
          expect(await attempt(method, session.csrf), method).to.equal("nothing refused")
        }
      }
    })

    it("are HttpOnly, SameSite and for the whole site; Secure and bound to the host under TLS", () => {
      expect(startCookies({ tls: false }, { token: "t", csrf: "c" }, 60)).to.deep.equal([
        "tenon_session=t; HttpOnly; Path=/; SameSite=Lax; Max-Age=60",
        "tenon_csrf=c; Path=/; SameSite=Lax; Max-Age=60",
      ])
      expect(startCookies({ tls: true }, { token: "t", csrf: "c" }, 60)).to.deep.equal([
        "__Host-tenon_session=t; HttpOnly; Path=/; SameSite=Lax; Max-Age=60; Secure",
        "__Host-tenon_csrf=c; Path=/; SameSite=Lax; Max-Age=60; Secure",
      ])
    })
  })
})
