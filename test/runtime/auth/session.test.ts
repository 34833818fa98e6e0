import { expect } from "chai"
import { startCookies, type Session } from "../../../runtime/auth/index.ts"
import { drop, resume, suspend, tenantChanged, registryOf } from "../../../runtime/tenant/index.ts"
import { refusal } from "../../support/refusal.ts"
import {
  password,
  tenantWithUser,
  testProcess,
  testRegistry,
  within1s,
  type TestProcess,
  type TestRegistry,
} from "../../support/tenancy.ts"

describe("sessions", () => {
  let registry: TestRegistry
  /** Two processes on one registry. */
  let here: TestProcess
  let there: TestProcess
  let acme: Awaited<ReturnType<typeof tenantWithUser>>
  let globex: Awaited<ReturnType<typeof tenantWithUser>>

  before(async () => {
    registry = await testRegistry()
    ;[here, there] = await Promise.all([testProcess(registry), testProcess(registry)])
    acme = await tenantWithUser(registry, here, "acme")
    globex = await tenantWithUser(registry, here, "globex")
  })
  after(async () => {
    await Promise.all([here.close(), there.close()])
    await registry.close()
  })

  const logIn = async (to = acme, tenant = to.live.name) =>
    here.auth.logIn({ tenant, email: to.email, password, client: { agent: "mocha", address: "192.0.2.1" } })
  const bearer = (token: string, host = "acme.localhost:3000") => ({ authorization: `Bearer ${token}`, host })
  const set = (field: string, value: string) =>
    registry.database.run(acme.live.address, [
      {
        text: `UPDATE ${acme.live.address.schema}.base_user SET ${field} = $1 WHERE id = $2`,
        values: [value, acme.user],
        prepared: false,
      },
    ])
  const code = (process: TestProcess, token: string) =>
    refusal(() => process.auth.identify(bearer(token), "GET"))

  it("begin with e-mail and password, and say who is asking", async () => {
    const { token, session } = await logIn()
    const found = await here.auth.identify(bearer(token), "GET")
    expect(found.tenant).to.include({ name: "acme", id: acme.live.id, fingerprint: "f1" })
    expect(found.principal).to.deep.include({
      id: acme.user,
      email: acme.email,
      name: "Ann",
      roles: ["crm.sales_rep"],
    })
    expect(found.principal.attributes).to.deep.include({ active: "true", teams: [], email: acme.email })
    expect(found.sessionId).to.equal(session.sessionId)
    expect(found.csrf).to.equal(session.csrf)
  })

  it("never show a secret field of the user", async () => {
    const { session } = await logIn()
    expect(session.principal.attributes).to.not.have.property("pin")
  })

  it("are found without waiting once they are known", async () => {
    const { token } = await logIn()
    await here.auth.identify(bearer(token), "GET")
    expect(here.auth.identify(bearer(token), "GET")).to.not.be.instanceOf(Promise)
  })

  it("know a user's teams and lists", async () => {
    const [team, other] = ["0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002"]
    const table = `${acme.live.address.schema}.base_user__teams`
    const text = `INSERT INTO ${table} VALUES ($1, $2, 1), ($1, $3, 0)`
    await registry.database.run(acme.live.address, [
      { text, values: [acme.user, team, other], prepared: false },
    ])
    await here.auth.userChanged(acme.live.id, acme.user)
    const { session } = await logIn()
    expect(session.principal.attributes.teams).to.deep.equal([other, team])
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
    expect(await refusal(() => here.auth.identify({ authorization: "Basic eDp5" }, "GET"))).to.equal("AUT001")
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

  it("end by log-out in every process", async () => {
    const { token, session } = await logIn()
    const other = await logIn()
    for (const each of [here, there]) await each.auth.identify(bearer(token), "GET")
    await here.auth.logOut(session)
    for (const each of [here, there])
      expect(await within1s(async () => (await code(each, token)) === "AUT003")).to.equal(true)
    expect(await code(there, other.token)).to.equal("nothing refused")
  })

  it("end everywhere by one call", async () => {
    const [one, two, foreign] = [await logIn(), await logIn(), await logIn(globex)]
    for (const each of [one, two]) await there.auth.identify(bearer(each.token), "GET")
    expect(await here.auth.logOutEverywhere(one.session)).to.be.greaterThan(1)
    for (const each of [one, two]) {
      expect(await within1s(async () => (await code(there, each.token)) === "AUT003")).to.equal(true)
    }
    const host = "globex.localhost"
    expect(await refusal(() => there.auth.identify(bearer(foreign.token, host), "GET"))).to.equal(
      "nothing refused",
    )
  })

  it("see a changed user within a second, in every process", async () => {
    const { token } = await logIn()
    const roles = async (process: TestProcess): Promise<string> => {
      const { principal } = await process.auth.identify(bearer(token), "GET")
      return principal.roles.join()
    }
    expect(await roles(here)).to.equal("crm.sales_rep")
    expect(await roles(there)).to.equal("crm.sales_rep")
    await set("roles", "{crm.sales_manager,base.user}")
    await here.auth.userChanged(acme.live.id, acme.user)
    for (const each of [here, there]) {
      expect(await within1s(async () => (await roles(each)) === "crm.sales_manager,base.user")).to.equal(true)
    }
  })

  it("end when the user is no longer active", async () => {
    const { token } = await logIn()
    await there.auth.identify(bearer(token), "GET")
    await set("active", "false")
    await here.auth.userChanged(acme.live.id, acme.user)
    expect(await within1s(async () => (await code(there, token)) === "AUT003")).to.equal(true)
    expect(await refusal(logIn())).to.equal("AUT002")
    await set("active", "true")
  })

  it("meet a closed door within a second of a suspension, and an open one after it", async () => {
    const { token } = await logIn()
    for (const each of [here, there]) await each.auth.identify(bearer(token), "GET")
    await suspend(registry.control, "acme")
    for (const each of [here, there])
      expect(await within1s(async () => (await code(each, token)) === "TEN002")).to.equal(true)
    expect(await refusal(logIn())).to.equal("TEN002")
    await resume(registry.control, "acme")
    for (const each of [here, there])
      expect(await within1s(async () => (await code(each, token)) === "nothing refused")).to.equal(true)
  })

  it("see a published model within a second, in every process", async () => {
    const { token } = await logIn()
    const fingerprint = async (process: TestProcess): Promise<string> => {
      const { tenant } = await process.auth.identify(bearer(token), "GET")
      return `${tenant.fingerprint} ${tenant.model.fingerprint}`
    }
    for (const each of [here, there]) expect(await fingerprint(each)).to.equal("f1 f1")
    await registry.admin.script(
      "main",
      "UPDATE tenon_registry.tenant SET fingerprint = 'f2' WHERE name = 'acme'",
    )
    await tenantChanged(registryOf(registry.control), acme.live)
    for (const each of [here, there])
      expect(await within1s(async () => (await fingerprint(each)) === "f2 f2")).to.equal(true)
  })

  it("are gone with a dropped tenant", async () => {
    const gone = await tenantWithUser(registry, here, "gone")
    const { token } = await logIn(gone)
    const look = () => refusal(() => there.auth.identify(bearer(token, "gone.localhost"), "GET"))
    expect(await look()).to.equal("nothing refused")
    await suspend(registry.control, "gone")
    await drop(registry.control, "gone", "gone")
    expect(await within1s(async () => (await look()) === "AUT003")).to.equal(true)
    expect(await refusal(logIn(gone))).to.equal("TEN001")
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
