import { expect } from "chai"
import { fetchText, registryOf } from "../../../runtime/tenant/index.ts"
import { refusal, refused } from "../../support/refusal.ts"
import {
  addUser,
  password,
  tenantWithUser,
  testProcess,
  testRegistry,
  soon,
  type TestProcess,
  type TestRegistry,
} from "../../support/tenancy.ts"

describe("logging in", () => {
  let registry: TestRegistry
  let process: TestProcess
  const tenants: Record<string, Awaited<ReturnType<typeof tenantWithUser>>> = {}

  before(async () => {
    registry = await testRegistry()
    process = await testProcess(registry, {
      lockAfter: 3,
      lockSeconds: 600,
      attemptsPerAddress: 12,
      attemptsPerEmail: 6,
    })
    for (const name of ["acme", "globex"]) tenants[name] = await tenantWithUser(registry, process, name)
  })
  after(async () => {
    await process.close()
    await registry.close()
  })

  let addresses = 0
  /** Every attempt from an address of its own, unless one is given. */
  const attempt = (email: string, given: string, address = `198.51.100.${addresses++}`, tenant = "acme") =>
    process.auth.logIn({ tenant, email, password: given, client: { address } })
  const forget = () =>
    registry.admin.script("main", "DELETE FROM tenon_registry.throttle; DELETE FROM tenon_registry.failure")
  const acme = () => tenants["acme"] ?? expect.fail("no tenant")

  beforeEach(forget)

  it("refuses a wrong password, an unknown user and another tenant's user with the same words", async () => {
    const foreign = tenants["globex"]?.email ?? ""
    const answers = await Promise.all(
      [acme().email, "nobody@acme.example", foreign, ""].map((email) =>
        refused(attempt(email, "wrong wrong wrong")),
      ),
    )
    for (const each of answers) expect(each?.toJSON()).to.deep.equal(answers[0]?.toJSON())
    expect(answers[0]?.code).to.equal("AUT002")
  })

  it("refuses a user without a password, and an unknown tenant", async () => {
    await addUser(registry, acme().live, "mute@acme.example")
    expect(await refusal(attempt("mute@acme.example", ""))).to.equal("AUT002")
    expect(await refusal(attempt(acme().email, password, "192.0.2.7", "nowhere"))).to.equal("TEN001")
  })

  it("locks an e-mail after failures in a row, whether the user exists or not, and says until when", async () => {
    for (const email of [acme().email, "nobody@acme.example"]) {
      for (let i = 0; i < 3; i++)
        expect(await refusal(attempt(email, "wrong wrong wrong"))).to.equal("AUT002")
      const locked = await refused(attempt(email, password))
      expect(locked?.code, email).to.equal("AUT005")
      expect(locked?.parts.extra?.["retry_after"]).to.be.within(590, 600)
    }
    process.clock.now += 601_000
    expect(await refusal(attempt(acme().email, password))).to.equal("nothing refused")
    process.clock.now -= 601_000
  })

  it("counts failures in a row only", async () => {
    for (let i = 0; i < 2; i++) {
      await refusal(attempt(acme().email, "wrong wrong wrong"))
      await refusal(attempt(acme().email, "wrong wrong wrong"))
      expect(await refusal(attempt(acme().email, password))).to.equal("nothing refused")
    }
  })

  it("lifts the lock when an administrator sets a new password", async () => {
    for (let i = 0; i < 3; i++) await refusal(attempt(acme().email, "wrong wrong wrong"))
    await process.auth.setPassword(acme().live, acme().email, password)
    expect(await refusal(attempt(acme().email, password))).to.equal("nothing refused")
  })

  it("throttles one user from many addresses", async () => {
    const email = "target@acme.example"
    const codes: string[] = []
    for (let i = 0; i < 8; i++) {
      codes.push(await refusal(attempt(email, "wrong wrong wrong")))
      await registry.admin.script("main", "DELETE FROM tenon_registry.failure")
    }
    expect(codes).to.deep.equal([...Array<string>(6).fill("AUT002"), "AUT004", "AUT004"])
  })

  it("throttles one address against many users, in every process", async () => {
    const other = await testProcess(registry, { attemptsPerAddress: 12 })
    const codes: string[] = []
    for (let i = 0; i < 12; i++)
      codes.push(await refusal(attempt(`user${i}@acme.example`, "wrong wrong wrong", "203.0.113.9")))
    expect(new Set(codes)).to.deep.equal(new Set(["AUT002"]))
    const throttled = await refused(attempt(acme().email, password, "203.0.113.9"))
    expect(throttled?.code).to.equal("AUT004")
    expect(throttled?.parts.extra?.["retry_after"]).to.be.within(1, 900)
    const there = other.auth.logIn({
      tenant: "acme",
      email: acme().email,
      password,
      client: { address: "203.0.113.9" },
    })
    expect(await refusal(there)).to.equal("AUT004")
    expect(await refusal(attempt(acme().email, password))).to.equal("nothing refused")
    await other.close()
  })

  it("never stores a password or a token", async () => {
    const { token } = await attempt(acme().email, password)
    const text = `SELECT (SELECT json_agg(c) FROM tenon_registry.credential c)::text || (SELECT json_agg(s) FROM tenon_registry.session s)::text AS all`
    const [row] = await fetchText<{ all: string }>(registryOf(registry.control), text, [])
    expect(row?.all).to.contain("$argon2id$v=19$m=19456,t=2,p=1$")
    expect(row?.all).to.not.contain(password)
    expect(row?.all).to.not.contain(token.split(".")[2])
  })

  it("renews a hash that was made at a lower cost", async () => {
    const { hash } = await import("@node-rs/argon2")
    const weak = await hash(password, { memoryCost: 8192, timeCost: 1 })
    const update = {
      text: "UPDATE tenon_registry.credential SET hash = $1 WHERE user_id = $2",
      values: [weak, acme().user],
      prepared: false,
    }
    await registry.admin.run("main", [update])
    await attempt(acme().email, password)
    const text = "SELECT hash FROM tenon_registry.credential WHERE user_id = $1"
    const [row] = await fetchText<{ hash: string }>(registryOf(registry.control), text, [acme().user])
    expect(row?.hash).to.contain("m=19456,t=2,p=1")
  })

  describe("changing one's password", () => {
    const next = "seven quiet lamps hum"

    it("asks for the current one and ends the other sessions", async () => {
      const [mine, other] = [await attempt(acme().email, password), await attempt(acme().email, password)]
      const look = (token: string) =>
        refusal(() => process.auth.identify({ authorization: `Bearer ${token}` }, "GET"))
      for (const each of [mine, other]) expect(await look(each.token)).to.equal("nothing refused")
      expect(await refusal(process.auth.changePassword(mine.session, "not this", next))).to.equal("AUT008")
      expect(await process.auth.changePassword(mine.session, password, next)).to.be.greaterThan(0)
      expect(await soon(async () => (await look(other.token)) === "AUT003")).to.equal(true)
      expect(await look(mine.token)).to.equal("nothing refused")
      expect(await refusal(attempt(acme().email, password))).to.equal("AUT002")
      const again = await attempt(acme().email, next)
      await process.auth.changePassword(again.session, next, password)
    })

    it("counts wrong current passwords like failed log-ins", async () => {
      const { session } = await attempt(acme().email, password)
      for (let i = 0; i < 3; i++) {
        expect(await refusal(process.auth.changePassword(session, "not this", next))).to.equal("AUT008")
      }
      expect(await refusal(process.auth.changePassword(session, password, next))).to.equal("AUT005")
    })

    it("refuses weak ones, and users that are not there", async () => {
      for (const weak of [
        "short",
        "password123",
        "ann@acme.example",
        "aaaaaaaaaaaa",
        "abcdefghijkl",
        "Summer2026!!",
        "acme-acme-12",
      ]) {
        expect(await refusal(process.auth.setPassword(acme().live, acme().email, weak)), weak).to.equal(
          "AUT007",
        )
      }
      expect(
        await refusal(process.auth.setPassword(acme().live, acme().email, "x".repeat(99) + "yz!".repeat(60))),
      ).to.equal("AUT007")
      expect(await refusal(process.auth.setPassword(acme().live, "nobody@acme.example", next))).to.equal(
        "AUT009",
      )
      for (const good of ["Grüße aus Köln 7", "correcte paard batterij", "日本語のパスワードです長い"]) {
        expect(await refusal(process.auth.setPassword(acme().live, acme().email, good)), good).to.equal(
          "nothing refused",
        )
      }
    })

    it("takes the same characters from every keyboard", async () => {
      await process.auth.setPassword(acme().live, acme().email, "caf\u00e9 au lait s\u00fcss")
      expect(await refusal(attempt(acme().email, "cafe\u0301 au lait su\u0308ss"))).to.equal(
        "nothing refused",
      )
    })
  })
})
