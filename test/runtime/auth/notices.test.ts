import { expect } from "chai"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import {
  drop,
  registryOf,
  replaceOwnLayers,
  resume,
  suspend,
  tenantChanged,
} from "../../../runtime/tenant/index.ts"
import { refusal } from "../../support/refusal.ts"
import {
  modelOf,
  password,
  tenantWithUser,
  testProcess,
  testRegistry,
  soon,
  type TestProcess,
  type TestRegistry,
} from "../../support/tenancy.ts"

describe("what one process does to sessions, every process sees by notice", () => {
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

  it("end by log-out in every process", async () => {
    const { token, session } = await logIn()
    const other = await logIn()
    for (const each of [here, there]) await each.auth.identify(bearer(token), "GET")
    await here.auth.logOut(session)
    for (const each of [here, there])
      expect(await soon(async () => (await code(each, token)) === "AUT003")).to.equal(true)
    expect(await code(there, other.token)).to.equal("nothing refused")
  })

  it("end in whatever way they were shown: as bearer token, in other spellings, as cookie", async () => {
    const { token, session } = await logIn()
    const ways = [
      { authorization: `Bearer ${token}` },
      { authorization: `bearer  ${token}` },
      { cookie: `tenon_session=${token}` },
    ]
    const look = (way: (typeof ways)[number]) => refusal(() => there.auth.identify(way, "GET"))
    for (const way of [...ways, ...ways]) expect(await look(way)).to.equal("nothing refused")
    await here.auth.logOut(session)
    for (const way of ways) expect(await soon(async () => (await look(way)) === "AUT003")).to.equal(true)
  })

  it("end everywhere by one call", async () => {
    const [one, two, foreign] = [await logIn(), await logIn(), await logIn(globex)]
    for (const each of [one, two]) await there.auth.identify(bearer(each.token), "GET")
    expect(await here.auth.logOutEverywhere(one.session)).to.be.greaterThan(1)
    for (const each of [one, two]) {
      expect(await soon(async () => (await code(there, each.token)) === "AUT003")).to.equal(true)
    }
    const host = "globex.localhost"
    expect(await refusal(() => there.auth.identify(bearer(foreign.token, host), "GET"))).to.equal(
      "nothing refused",
    )
  })

  it("see a changed user, in every process", async () => {
    const { token } = await logIn()
    const roles = async (process: TestProcess): Promise<string> => {
      const { principal } = await process.auth.identify(bearer(token), "GET")
      return principal.roles.join()
    }
    expect(await roles(here)).to.equal("base.user")
    expect(await roles(there)).to.equal("base.user")
    await set("roles", "{base.auditor,base.user}")
    await here.auth.userChanged(acme.live.id, acme.user)
    for (const each of [here, there]) {
      expect(await soon(async () => (await roles(each)) === "base.auditor,base.user")).to.equal(true)
    }
  })

  it("end when the user is no longer active", async () => {
    const { token } = await logIn()
    await there.auth.identify(bearer(token), "GET")
    await set("active", "false")
    await here.auth.userChanged(acme.live.id, acme.user)
    expect(await soon(async () => (await code(there, token)) === "AUT003")).to.equal(true)
    expect(await refusal(logIn())).to.equal("AUT002")
    await set("active", "true")
  })

  it("meet a closed door after a suspension, and an open one after it", async () => {
    const { token } = await logIn()
    for (const each of [here, there]) await each.auth.identify(bearer(token), "GET")
    await suspend(registry.control, "acme")
    for (const each of [here, there])
      expect(await soon(async () => (await code(each, token)) === "TEN002")).to.equal(true)
    expect(await refusal(logIn())).to.equal("TEN002")
    await resume(registry.control, "acme")
    for (const each of [here, there])
      expect(await soon(async () => (await code(each, token)) === "nothing refused")).to.equal(true)
  })

  it("see a published model, in every process, and never a secret field", async () => {
    const { token } = await logIn()
    const attributes = async (process: TestProcess) => {
      const { tenant, principal } = await process.auth.identify(bearer(token), "GET")
      expect(tenant.model.fingerprint).to.equal(tenant.fingerprint)
      return principal.attributes
    }
    for (const each of [here, there]) expect(await attributes(each)).to.not.have.property("nickname")
    await publish({
      nickname: { type: "string", title: "Nickname" },
      pin: { type: "string", title: "PIN", format: "secret" },
    })
    for (const each of [here, there]) {
      expect(await soon(async () => (await attributes(each))["nickname"] === "Annie")).to.equal(true)
      expect(await attributes(each)).to.not.have.property("pin")
    }
  })

  /** What publishing comes to: the layer, the tables and the fingerprint change together, then every process is told. */
  async function publish(properties: JsonObject): Promise<void> {
    const file = { path: "base/entities/user.json", content: { properties }, base: null }
    const { fingerprint } = modelOf(registry.installed, [file])
    const { schema } = acme.live.address
    await registry.admin.transaction("main", async (tx) => {
      await replaceOwnLayers(tx, acme.live.id, { files: [file] })
      await tx.script(`ALTER TABLE ${schema}.base_user ADD nickname text DEFAULT 'Annie', ADD pin text DEFAULT '1234';
        UPDATE tenon_registry.tenant SET fingerprint = '${fingerprint}' WHERE name = 'acme'`)
      await tenantChanged(tx, acme.live)
    })
  }

  it("are refused while the tenant's tables wait for a migration to what is installed", async () => {
    const { token } = await logIn(globex)
    const look = () => refusal(() => there.auth.identify(bearer(token, "globex.localhost"), "GET"))
    expect(await look()).to.equal("nothing refused")
    const mark = (fingerprint: string) =>
      registry.admin.script(
        "main",
        `UPDATE tenon_registry.tenant SET fingerprint = '${fingerprint}' WHERE name = 'globex'`,
      )
    await mark("of a former release")
    await tenantChanged(registryOf(registry.control), globex.live)
    expect(await soon(async () => (await look()) === "TEN009")).to.equal(true)
    await mark(globex.live.fingerprint)
    expect(await look()).to.equal("nothing refused")
  })

  it("are gone with a dropped tenant", async () => {
    const gone = await tenantWithUser(registry, here, "gone")
    const { token } = await logIn(gone)
    const look = () => refusal(() => there.auth.identify(bearer(token, "gone.localhost"), "GET"))
    expect(await look()).to.equal("nothing refused")
    await suspend(registry.control, "gone")
    await drop(registry.control, "gone", "gone")
    expect(await soon(async () => (await look()) === "AUT003")).to.equal(true)
    expect(await refusal(logIn(gone))).to.equal("TEN001")
  })

  it("stay when old ones are purged", async () => {
    const { token } = await logIn()
    await registry.admin.script(
      "main",
      "UPDATE tenon_registry.session SET expires_at = now() - interval '40 days' WHERE revoked_at IS NOT NULL",
    )
    await here.auth.purge()
    const count = {
      text: "SELECT count(*)::text FROM tenon_registry.session WHERE revoked_at IS NOT NULL",
      values: [],
      prepared: false,
    }
    expect(await registry.admin.run("main", [count])).to.deep.equal([[["0"]]])
    expect(await code(there, token)).to.equal("nothing refused")
  })
})
