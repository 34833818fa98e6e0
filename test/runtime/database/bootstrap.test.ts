// A server of somebody else, prepared for tenants by a role that is no superuser.
import { expect } from "chai"
import pg from "pg"
import { prepareGiven, type ServerPreparation } from "../../../runtime/database/index.ts"
import { startTestPostgres } from "../../support/postgres.ts"
import { makeTenant } from "./tenants.ts"

describe("runtime/database bootstrap", () => {
  // A server of its own: the login role of requests has one password on a server, and other tests use theirs.
  let server: Awaited<ReturnType<typeof startTestPostgres>>
  let superuser: pg.Client
  let warnings: string[] = []
  const preparation: ServerPreparation = {
    name: "given",
    secret: "a secret",
    warn: (text) => warnings.push(text),
  }
  const urlOf = (role: string, database: string): string => {
    const url = new URL(server.superuserUrl)
    Object.assign(url, { username: role, password: "p", pathname: `/${database}` })
    return url.href
  }
  const connect = async (url: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    return client
  }
  before(async () => {
    server = await startTestPostgres()
    superuser = await connect(server.superuserUrl)
    await superuser.query(
      "create role poor login password 'p'; create role rich login createrole password 'p'",
    )
    await superuser.query("create role late login createrole password 'p'")
    await superuser.query("create database given owner rich")
    await superuser.query("create database second owner late")
  })
  after(async () => {
    await superuser.end()
    await server.stop()
  })
  beforeEach(() => (warnings = []))

  it("refuses a role that may not create roles, with what to run", async () => {
    const fault = await prepareGiven(urlOf("poor", "given"), preparation).catch(String)
    expect(fault).to.contain('ALTER ROLE "poor" CREATEROLE;')
  })

  it("refuses a role that may not create schemas, with what to run", async () => {
    await superuser.query("alter role poor createrole")
    const fault = await prepareGiven(urlOf("poor", "given"), preparation).catch(String)
    expect(fault).to.contain('ALTER DATABASE "given" OWNER TO "poor";')
  })

  it("prepares what it may, and warns with the SQL that closes the rest, until that was run", async () => {
    const access = await prepareGiven(urlOf("rich", "given"), preparation)
    expect(warnings).to.have.length(1)
    const [text, sql = ""] = (warnings[0] ?? "").split(/:\n(.*)/s)
    expect(text).to.contain("set_config")
    const asSuperuser = await connect(urlOf("postgres", "given"))
    await asSuperuser.query(sql)
    await asSuperuser.end()
    warnings = []
    await prepareGiven(urlOf("rich", "given"), preparation)
    expect(warnings).to.deep.equal([])

    const admin = await connect(access.adminUrl)
    const { at, script } = makeTenant("given")
    await admin.query(script)
    await admin.end()
    const requests = await connect(access.requestUrl)
    await requests.query(`set role ${at.role}`)
    expect((await requests.query(`select text from ${at.schema}.note`)).rows).to.deep.equal([
      { text: "of given" },
    ])
    const fault = await requests.query("select set_config('role', 'rich', false)").catch(String)
    expect(fault).to.contain("permission denied for function set_config")
    await requests.end()
  })

  it("can be done at once by several starts", async () => {
    const url = urlOf("rich", "given")
    await Promise.all(Array.from({ length: 4 }, () => prepareGiven(url, preparation)))
  })

  it("refuses to take over the login role of another installation", async () => {
    const fault = await prepareGiven(urlOf("late", "second"), preparation).catch(String)
    expect(fault).to.contain("another installation")
  })
})
