// Configuration -> both doors, and everything ended again: what the composition root relies on.
import { expect } from "chai"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { readConfig } from "../../../runtime/config/index.ts"
import { openDatabases } from "../../../runtime/database/index.ts"
import { testSecret, testServer } from "../../support/postgres.ts"
import { makeTenant } from "./tenants.ts"

const who = [{ text: "select current_user", values: [], prepared: false }]

describe("runtime/database open", () => {
  let directory: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "tenon-open-"))
  })
  afterEach(() => rm(directory, { recursive: true, force: true }))

  it("starts the embedded server where none is given, and ends it", async () => {
    const config = await readConfig({ DATA_DIR: directory })
    const said: string[] = []
    const opened = await openDatabases({
      config,
      say: (line) => said.push(line),
      warn: (text) => said.push(text),
    })
    expect(opened.home).to.equal("main")
    const { at, script } = makeTenant("opened")
    await opened.admin.script(opened.home, script)
    expect(await opened.database.run(at, who)).to.deep.equal([[[at.role]]])
    const pid = Number((await readFile(join(directory, "postgres", "postmaster.pid"), "utf8")).split("\n")[0])
    await opened.close()
    expect(() => process.kill(pid, 0)).to.throw("ESRCH")
    expect(said).to.deep.equal(["Making the database cluster, once.", "Starting the database."])
  })

  it("opens several given servers, the first of which is the registry's", async () => {
    const [west, east] = [await testServer(), await testServer()]
    const config = await readConfig({
      DATA_DIR: directory,
      DATABASE_URLS: `west=${west.adminUrl} east=${east.adminUrl}`,
      SECRET_KEY: testSecret,
    })
    const opened = await openDatabases({ config, say: () => {}, warn: () => {} })
    expect(opened.home).to.equal("west")
    expect(opened.admin.servers).to.deep.equal(["west", "east"])
    const { at, script } = makeTenant("in_the_east")
    await opened.admin.script("east", script)
    const note = [{ text: `select text from ${at.schema}.note`, values: [], prepared: true }]
    expect(await opened.database.run({ ...at, server: "east" }, note)).to.deep.equal([[["of in_the_east"]]])
    const fault = await opened.database.run({ ...at, server: "west" }, note).catch((error: unknown) => error)
    expect(fault).to.have.property("code", "42P01")
    await opened.close()
  })
})
