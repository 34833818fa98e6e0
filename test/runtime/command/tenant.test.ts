import { expect } from "chai"
import { testCommandLine, type TestCommandLine } from "../../support/command.ts"

describe("the command line", () => {
  let line: TestCommandLine
  before(async () => {
    line = await testCommandLine()
  })
  after(() => line.close())

  const tenon = (text: string, input?: string) => line.tenon(text.split(" "), input)
  /** What the command gives as JSON; the test names its form. */
  const json = async <T = object>(text: string): Promise<T> =>
    JSON.parse((await tenon(`${text} --json`)).out) as T

  describe("tells how to use it", () => {
    it("with examples for every command", async () => {
      const commands = [
        "serve",
        ...["create", "list", "suspend", "resume", "drop", "spares"].map((verb) => `tenant ${verb}`),
        ...["create", "password"].map((verb) => `user ${verb}`),
        ...["list", "open", "close"].map((verb) => `server ${verb}`),
        ...["plan", "apply", "status"].map((verb) => `migrate ${verb}`),
        ...["push", "pull"].map((verb) => `layer ${verb}`),
        ...["check", "types", "seed"],
      ]
      for (const command of commands) {
        const { code, out } = await tenon(`${command} --help`)
        expect(code, command).to.equal(0)
        expect(out, command).to.match(/Usage: tenon .*\n[^]*--json[^]*Examples:\n {2}\$ .*tenon/)
      }
    })

    it("and answers wrong usage with 2 and the nearest command", async () => {
      expect(await tenon("tenant creat acme")).to.deep.include({ code: 2, out: "" })
      expect((await tenon("tenant creat acme")).err).to.contain("Did you mean create?")
      for (const wrong of [
        "tenant create",
        "tenant list --jsno",
        "migrate apply extra",
        "nonsense",
        "seed nowhere",
      ]) {
        expect((await tenon(wrong)).code, wrong).to.equal(2)
      }
    })
  })

  describe("tenant", () => {
    it("says that there are none", async () => {
      expect(await tenon("tenant list")).to.deep.include({ code: 0, err: "" })
      expect((await tenon("tenant list")).out).to.contain("tenon tenant create <name>")
      expect(await json("tenant list")).to.deep.equal([])
    })

    it("creates one with an administrator, who can log in with what is printed", async () => {
      const made = await json<{ admin: { email: string; password: string } }>(
        "tenant create acme --title Acme --currency USD --admin ann@acme.example",
      )
      expect(made).to.include({ name: "acme", title: "Acme", server: "main" })
      const world = await line.open()
      const { email, password } = made.admin
      const { session } = await world.auth.logIn({ tenant: "acme", email, password, client: {} })
      expect(session.principal).to.deep.include({ email: "ann@acme.example", roles: ["base.admin"] })
      expect(session.tenant.currency).to.equal("USD")
      await world.close()
    })

    it("lists them", async () => {
      await tenon("tenant create globex")
      const { out } = await tenon("tenant list")
      expect(out).to.match(
        /^NAME +TITLE +STATE +SERVER +MODEL +SINCE\nacme +Acme +active +main +[0-9a-f]{12} +\d{4}-/,
      )
      expect((await json<{ name: string }[]>("tenant list")).map(({ name }) => name)).to.deep.equal([
        "acme",
        "globex",
      ])
    })

    it("refuses in words with 1 and no stack, or in JSON", async () => {
      const { code, out, err } = await tenon("tenant create acme")
      expect({ code, out }).to.deep.equal({ code: 1, out: "" })
      expect(err).to.equal(
        'TEN003 The tenant\'s name is taken: There is a tenant named "acme" already: Acme.\nChoose another name.\n',
      )
      const problem = JSON.parse((await tenon("tenant create acme --json")).err) as object
      expect(problem).to.include({ code: "TEN003", status: 409 })
    })

    it("suspends, resumes and drops, the last with a yes only", async () => {
      expect((await tenon("tenant drop globex")).code).to.equal(3)
      expect((await tenon("tenant drop globex")).err).to.contain("tenon tenant drop globex --confirm globex")
      expect((await tenon("tenant drop globex --confirm globex")).err).to.contain("TEN007")
      expect(await json("tenant suspend globex")).to.deep.equal({ name: "globex", state: "suspended" })
      expect(await json("tenant resume globex")).to.deep.equal({ name: "globex", state: "active" })
      await tenon("tenant suspend globex")
      expect((await tenon("tenant drop globex --confirm globxe")).err).to.contain("TEN008")
      expect((await tenon("tenant drop globex --confirm globex")).code).to.equal(0)
      expect(await json("tenant list")).to.have.length(1)
    })
  })

  describe("tenant spares", () => {
    it("makes them ahead, hands them out and removes them", async () => {
      expect(await json("tenant spares --count 2")).to.deep.equal({ made: { main: 2 }, removed: 0 })
      expect((await tenon("tenant create swift --no-reference")).code).to.equal(0)
      expect(await json("tenant spares --count 2")).to.deep.equal({ made: { main: 1 }, removed: 0 })
      expect(await json("tenant spares --count 0")).to.deep.equal({ made: { main: 0 }, removed: 2 })
      expect((await tenon("tenant spares --count many")).code).to.equal(2)
      for (const argv of ["tenant suspend swift", "tenant drop swift --confirm swift"]) await tenon(argv)
    })
  })

  describe("user", () => {
    it("creates one with roles and a password from standard input", async () => {
      const { code, out } = await tenon(
        "user create acme bob@acme.example --name Bob --role base.user base.auditor --password-stdin",
        "nine brass kettles wait\n",
      )
      expect({ code, out }).to.deep.equal({ code: 0, out: "Created bob@acme.example in acme.\n" })
      const world = await line.open()
      const given = {
        tenant: "acme",
        email: "bob@acme.example",
        password: "nine brass kettles wait",
        client: {},
      }
      expect((await world.auth.logIn(given)).session.principal.roles).to.deep.equal([
        "base.user",
        "base.auditor",
      ])
      await world.close()
    })

    it("makes no user for a password that cannot be used, nor for a role that is not there", async () => {
      const weak = await tenon("user create acme eve@acme.example --password-stdin", "12345")
      expect(weak).to.deep.include({ code: 1, out: "" })
      expect(weak.err).to.contain("AUT007")
      expect((await tenon("user create acme eve@acme.example --role base.usr")).err).to.contain("base.user")
      expect((await tenon("user password acme eve@acme.example")).err).to.contain("AUT009")
    })

    it("gives a new password", async () => {
      const { password } = await json<{ password: string }>("user password acme bob@acme.example")
      const world = await line.open()
      const given = { tenant: "acme", email: "bob@acme.example", password, client: {} }
      expect((await world.auth.logIn(given)).session.principal.name).to.equal("Bob")
      await world.close()
    })
  })

  describe("server", () => {
    it("lists, closes and opens", async () => {
      expect(await json("server list")).to.deep.equal([{ name: "main", open: true, tenants: 1 }])
      expect(await json("server close main")).to.deep.equal({ name: "main", state: "closed" })
      expect((await tenon("tenant create late")).err).to.contain("tenon server open")
      await tenon("server open main")
      expect((await tenon("server open mian")).err).to.contain('Did you mean "main"?')
    })
  })
})
