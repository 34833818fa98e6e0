import { expect } from "chai"
import { mkdir, readFile, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { performAsSystem } from "../../../runtime/perform/index.ts"
import { testCommandLine, type TestCommandLine } from "../../support/command.ts"

const pet = {
  $schema: "../../../engine/metaschema/entity.schema.json",
  $id: "base.pet",
  title: "Pet",
  plural: "Pets",
  type: "object",
  kind: "master",
  title_field: "name",
  required: ["name"],
  properties: { name: { type: "string", title: "Name", maxLength: 80 } },
}

describe("the command line, from a file to a table", () => {
  let line: TestCommandLine
  before(async () => {
    line = await testCommandLine()
    for (const name of ["acme", "globex"]) await line.tenon(["tenant", "create", name])
  })
  after(() => line.close())

  const tenon = (text: string) => line.tenon(text.split(" "))
  /** What the command gives as JSON; the test names its form. */
  const json = async <T = object>(text: string): Promise<T> =>
    JSON.parse((await tenon(`${text} --json`)).out) as T
  const write = async (path: string, content: object): Promise<void> => {
    const file = join(line.folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, JSON.stringify(content, null, 2))
  }
  /** Creates a record as a running server would; gives it, or the refusal. */
  const create = async (tenant: string, entity: string, record: Record<string, string>): Promise<object> => {
    const world = await line.open()
    try {
      const caller = {
        tenant: await world.tenants.byName(tenant),
        principal: { id: "", roles: [], attributes: {} },
      }
      const action = { kind: "create", entity, form: "one", records: [record] } as const
      return JSON.parse((await performAsSystem(world.performParts, caller, action)).body ?? "") as object
    } finally {
      await world.close()
    }
  }

  it("finds nothing to do at first", async () => {
    expect((await tenon("check")).out).to.match(/The metadata is good: \d+ entities, 0 errors/)
    expect((await tenon("migrate plan")).out).to.contain("Nothing is due")
    expect((await json<{ due: string[] }>("migrate status")).due).to.deep.equal([])
    expect(await json("migrate apply")).to.include({ migrated: 0, unchanged: 2, failed: 0 })
  })

  it("tells all faults of the metadata, with file, place and mend, and gives 1", async () => {
    await write("metadata/base/entities/pet.json", { ...pet, title_field: "nmae", plurall: "x" })
    const { code, out } = await tenon("check")
    expect(code).to.equal(1)
    expect(out).to.match(/base\/entities\/pet\.json#\S* error MOD\d{3}: .*\n/)
    expect(out).to.contain("plural")
    const { ok, diagnostics } = await json<{ ok: boolean; diagnostics: object[] }>("check")
    expect(ok).to.equal(false)
    expect(diagnostics.length).to.be.greaterThan(0)
    expect((await tenon("migrate apply")).err).to.contain("MOD001")
  })

  it("makes a new entity of a module a table of every tenant", async () => {
    await write("metadata/base/entities/pet.json", pet)
    expect((await json<{ due: string[] }>("migrate status")).due).to.deep.equal(["acme", "globex"])
    const [plan] = await json<{ steps: object[] }[]>("migrate plan")
    expect(plan).to.deep.include({ tenants: ["acme", "globex"], hazards: [] })
    expect(plan?.steps[0]).to.include({ kind: "create_table", subject: "base_pet" })
    expect((await tenon("migrate plan --sql")).out).to.match(/CREATE TABLE "?base_pet/)
    expect(await json("migrate apply --tenant acme")).to.include({ migrated: 1, failed: 0 })
    expect((await json<{ due: string[] }>("migrate status")).due).to.deep.equal(["globex"])
    expect(await json("migrate apply")).to.include({ migrated: 1, unchanged: 1, failed: 0 })
    for (const tenant of ["acme", "globex"]) {
      expect(await create(tenant, "base.pet", { name: "Rex" })).to.include({ name: "Rex", version: 1 })
    }
  })

  it("asks for a yes before it takes away what holds data", async () => {
    await rm(join(line.modules, "base/entities/pet.json"))
    const refused = await tenon("migrate apply")
    expect(refused.code).to.equal(3)
    const accept = /--accept (MIG\d{3})/.exec(refused.err)?.[1]
    expect(accept, refused.err).to.be.a("string")
    expect((await tenon("migrate plan")).out).to.contain(`Needs --accept ${accept}`)
    expect(await json(`migrate apply --accept ${accept}`)).to.include({ migrated: 2, failed: 0 })
  })

  it("gives one tenant a field of its own from a folder, and takes it away again", async () => {
    await write("own/base/entities/tag.json", {
      properties: { nickname: { type: "string", title: "Nickname" } },
    })
    const own = join(line.folder, "own")
    expect(await json(`layer push acme ${own}`)).to.deep.include({
      files: ["base/entities/tag.json"],
      steps: 1,
    })
    expect(await create("acme", "base.tag", { name: "A", nickname: "a" })).to.include({ nickname: "a" })
    const other = await create("globex", "base.tag", { name: "A", nickname: "a" }).catch(
      (fault: Error) => fault.message,
    )
    expect(other).to.contain("nickname")
    const types = async (tenant: string) => (await json<{ types: string }>(`types --tenant ${tenant}`)).types
    expect(await types("acme")).to.contain("nickname: string | null")
    expect(await types("globex")).to.not.contain("nickname")

    const pulled = join(line.folder, "pulled")
    expect(await json(`layer pull acme ${pulled}`)).to.deep.include({ files: ["base/entities/tag.json"] })
    expect(JSON.parse(await readFile(join(pulled, "base/entities/tag.json"), "utf8"))).to.have.property(
      "properties",
    )

    await mkdir(join(line.folder, "none"))
    const back = await tenon(`layer push acme ${join(line.folder, "none")}`)
    expect(back.code).to.equal(3)
    const accept = /MIG\d{3}/.exec(back.err)?.[0]
    expect((await tenon(`layer push acme ${join(line.folder, "none")} --accept ${accept}`)).code).to.equal(0)
    expect((await tenon("migrate plan")).out).to.contain("Nothing is due")
  })

  it("changes nothing when a tenant's folder has faults", async () => {
    await write("bad/base/entities/tag.json", {
      properties: { nickname: { type: "strng", title: "Nickname" } },
    })
    const { code, err } = await tenon(`layer push acme ${join(line.folder, "bad")}`)
    expect(code).to.equal(1)
    expect(err).to.contain("base/entities/tag.json#/properties/nickname")
    const [acme, globex] = await json<{ fingerprint: string }[]>("tenant list")
    expect(acme?.fingerprint).to.equal(globex?.fingerprint)
  })
})
