import { expect } from "chai"
import {
  countSpares,
  drop,
  dropSpares,
  fetchText,
  fillSpares,
  findTenant,
  listTenants,
  prepareRegistry,
  provision,
  registryOf,
  resume,
  suspend,
  sweep,
  type TableScript,
} from "../../../runtime/tenant/index.ts"
import { createDwelling } from "../../../runtime/sql/tenancy/index.ts"
import { refusal, refused } from "../../support/refusal.ts"
import { newTenant, testRegistry, type TestRegistry } from "../../support/tenancy.ts"

describe("provisioning", () => {
  let registry: TestRegistry
  let tables: TableScript
  before(async () => {
    registry = await testRegistry()
    tables = registry.tables
    await provision(registry.control, newTenant(registry, "acme"), tables)
    await provision(registry.control, newTenant(registry, "globex"), tables)
  })
  after(() => registry.close())

  const schemas = async (like: string): Promise<readonly string[]> => {
    const text = "SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE $1 ORDER BY 1"
    return (await fetchText<{ name: string }>(registryOf(registry.control), text, [like])).map(
      ({ name }) => name,
    )
  }
  const roles = async (like: string): Promise<number> => {
    const text = "SELECT count(*)::integer AS count FROM pg_roles WHERE rolname LIKE $1"
    return (await fetchText<{ count: number }>(registryOf(registry.control), text, [like]))[0]?.count ?? -1
  }

  it("makes role, schema, tables and registry row", async () => {
    const acme = await findTenant(registryOf(registry.control), { name: "acme" })
    expect(acme).to.include({ state: "active", server: "main", title: "The acme company", currency: "EUR" })
    expect(acme?.schema).to.match(/^t_acme_[0-9a-f]{12}$/)
    expect(await schemas("t\\_acme\\_%")).to.deep.equal([acme?.schema])
    expect(await roles(String(acme?.role))).to.equal(1)
  })

  it("lets a tenant's role write its own tables and nothing of another tenant or of the registry", async () => {
    const control = registryOf(registry.control)
    const [acme, globex] = [
      await findTenant(control, { name: "acme" }),
      await findTenant(control, { name: "globex" }),
    ]
    if (acme === undefined || globex === undefined) throw new Error("the tenants are missing")
    const at = { tenant: acme.id, server: acme.server, schema: acme.schema, role: acme.role }
    const run = (text: string) => registry.database.run(at, [{ text, values: [], prepared: false }])
    await run(`INSERT INTO ${acme.schema}.base_tag (name) VALUES ('mine')`)
    expect(await run(`SELECT name FROM ${acme.schema}.base_tag`)).to.deep.equal([[["mine"]]])
    for (const hostile of [
      `SELECT * FROM ${globex.schema}.base_tag`,
      "SELECT * FROM tenon_registry.tenant",
      "SELECT * FROM tenon_registry.credential",
      `DROP TABLE ${acme.schema}.base_tag`,
      `ALTER TABLE ${acme.schema}.base_tag ADD COLUMN more text`,
      `CREATE TABLE ${acme.schema}.own (id integer)`,
      `GRANT SELECT ON ${acme.schema}.base_tag TO PUBLIC`,
      `SELECT pg_notify('tenon_tenant', 'x')`,
    ]) {
      expect(
        await run(hostile).then(
          () => "ran",
          () => "refused",
        ),
        hostile,
      ).to.equal("refused")
    }
  })

  it("refuses a name that is taken, and names that cannot be used, with a hint", async () => {
    expect(await refusal(provision(registry.control, newTenant(registry, "acme"), tables))).to.equal("TEN003")
    for (const name of ["", "A", "Ünïcode & Sons", "-a", "a-", "a--b", "9lives", "www", "x".repeat(32)]) {
      expect(await refusal(provision(registry.control, newTenant(registry, name), tables)), name).to.equal(
        "TEN004",
      )
    }
    const mend = await refused(provision(registry.control, newTenant(registry, "Müller & Söhne"), tables))
    expect(mend).to.have.nested.property("parts.hint", 'Use "muller-sohne".')
  })

  it("refuses an unknown server with the nearest name", async () => {
    const error = await refused(
      provision(registry.control, { ...newTenant(registry, "lost"), server: "mian" }, tables),
    )
    expect(error).to.include({ code: "TEN006" })
    expect(error).to.have.nested.property("parts.hint", 'Did you mean "main"?')
  })

  it("lets one of two provisions of a name at once win", async () => {
    const both = [1, 2].map(() => provision(registry.control, newTenant(registry, "twice"), tables))
    const outcomes = await Promise.all(both.map((each) => refusal(each)))
    expect(outcomes.sort()).to.deep.equal(["TEN003", "nothing refused"])
    expect(await schemas("t\\_twice\\_%")).to.have.length(1)
  })

  it("makes several tenants at once", async () => {
    const names = ["one", "two", "three", "four", "five", "six"].map((name) => `many-${name}`)
    await Promise.all(names.map((name) => provision(registry.control, newTenant(registry, name), tables)))
    expect(await schemas("t\\_many\\_%")).to.have.length(6)
  })

  it("leaves nothing when the script fails at its end", async () => {
    const before = await roles("t\\_%")
    const broken = (schema: string): string => `${tables(schema)} SELECT 1 / 0;`
    const failed = await provision(registry.control, newTenant(registry, "broken"), broken).then(
      () => "made",
      () => "failed",
    )
    expect(failed).to.equal("failed")
    expect(await schemas("t\\_broken\\_%")).to.deep.equal([])
    expect(await roles("t\\_%")).to.equal(before)
    expect(await findTenant(registryOf(registry.control), { name: "broken" })).to.equal(undefined)
  })

  it("leaves nothing when the connection is lost in the middle", async () => {
    const before = await roles("t\\_%")
    const killed = (schema: string): string =>
      `${tables(schema)} SELECT pg_terminate_backend(pg_backend_pid());`
    const failed = await provision(registry.control, newTenant(registry, "killed"), killed).then(
      () => "made",
      () => "failed",
    )
    expect(failed).to.equal("failed")
    expect(await schemas("t\\_killed\\_%")).to.deep.equal([])
    expect(await roles("t\\_%")).to.equal(before)
    await provision(registry.control, newTenant(registry, "killed"), tables)
  })

  it("hands out a spare of the same fingerprint, and makes a tenant when there is none", async () => {
    const kind = { server: "main", fingerprint: registry.model.fingerprint }
    expect(await fillSpares(registry.control, kind, 7, tables)).to.equal(7)
    expect(await fillSpares(registry.control, kind, 7, tables)).to.equal(0)
    const never = (): string => {
      throw new Error("the tables were made anew")
    }
    const taken = await provision(registry.control, newTenant(registry, "quick"), never)
    expect(await countSpares(registry.control, kind)).to.equal(6)
    expect(taken.schema).to.match(/^t_quick_/)
    const at = { tenant: taken.id, server: "main", schema: taken.schema, role: taken.role }
    const insert = {
      text: `INSERT INTO ${taken.schema}.base_tag (name) VALUES ('x')`,
      values: [],
      prepared: false,
    }
    await registry.database.run(at, [insert])
    const other = { ...newTenant(registry, "slow"), fingerprint: "f2" }
    expect(
      await provision(registry.control, other, never).then(
        () => "made",
        (error: Error) => error.message,
      ),
    ).to.equal("the tables were made anew")
  })

  it("removes spares of former fingerprints", async () => {
    expect(await dropSpares(registry.control, [registry.model.fingerprint])).to.equal(0)
    expect(await dropSpares(registry.control, ["f2"])).to.equal(6)
    expect(await schemas("t\\_spare\\_%")).to.deep.equal([])
  })

  it("drops a suspended tenant with schema, trash, role and passwords, and frees its name", async () => {
    const made = await provision(registry.control, newTenant(registry, "shortlived"), tables)
    await registry.admin.script(
      "main",
      `CREATE SCHEMA ${made.schema}__trash; CREATE TABLE ${made.schema}__trash.old ();`,
    )
    expect(await refusal(drop(registry.control, "shortlived", "shortlived"))).to.equal("TEN007")
    await suspend(registry.control, "shortlived")
    expect(await refusal(drop(registry.control, "shortlived", "short"))).to.equal("TEN008")
    await drop(registry.control, "shortlived", "shortlived")
    expect(await schemas("t\\_shortlived\\_%")).to.deep.equal([])
    expect(await roles(made.role)).to.equal(0)
    expect(await refusal(resume(registry.control, "shortlived"))).to.equal("TEN001")
    const again = await provision(registry.control, newTenant(registry, "shortlived"), tables)
    expect(again.role).to.not.equal(made.role)
  })

  it("sweeps what a crash left on a server, and nothing else", async () => {
    const lost = { schema: "t_lost_0123456789ab", role: "t_0123456789ab" }
    await registry.admin.script("main", createDwelling(lost, tables(lost.schema)))
    await registry.admin.script("main", "CREATE SCHEMA t_of_somebody_else")
    const before = (await listTenants(registry.control)).length
    expect(await sweep(registry.control, "main")).to.deep.equal([lost.schema])
    expect(await sweep(registry.control, "main")).to.deep.equal([])
    expect(await schemas("t\\_of\\_%")).to.have.length(1)
    expect(await listTenants(registry.control)).to.have.length(before)
    expect(await roles(lost.role)).to.equal(0)
  })

  it("prepares the registry by many processes at once, and again", async () => {
    const { control } = registry
    await Promise.all([1, 2, 3, 4].map(() => prepareRegistry(control)))
    expect((await listTenants(control)).length).to.be.greaterThan(2)
  })
})
