// Plugins and templates in the life of two tenants, one with them and one without: the template that comes with the product,
// over the modules that come with it.
import { expect } from "chai"
import { cp, mkdir, rm, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { layerOf, mergeLayers } from "../../../engine/layer/index.ts"
import type { Model } from "../../../engine/model/index.ts"
import { layersFor } from "../../../runtime/metadata/index.ts"
import { performAsSystem } from "../../../runtime/perform/index.ts"
import { readOwnLayers, registryOf, requireTenant } from "../../../runtime/tenant/index.ts"
import { testCommandLine, type TestCommandLine } from "../../support/command.ts"
import { soon } from "../../support/tenancy.ts"

const wholesale = "template:wholesale"
const account = "crm/entities/account.json"
const minimum = {
  type: "string",
  title: "At least",
  format: "money",
  currency_field: "currency",
  minimum: 10,
}

describe("the layers of a tenant", function () {
  this.timeout(60_000)
  let line: TestCommandLine
  before(async () => {
    line = await testCommandLine()
    const house = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
    await cp(house("metadata/crm"), join(line.modules, "crm"), { recursive: true })
    await cp(house("templates/wholesale"), join(line.folder, "templates/wholesale"), { recursive: true })
    for (const name of ["acme", "globex"]) await line.tenon(["tenant", "create", name])
  })
  after(() => line.close())

  const tenon = (text: string) => line.tenon(text.split(" "))
  /** What the command gives as JSON; the test names its form. */
  const json = async <T = object>(text: string): Promise<T> =>
    JSON.parse((await tenon(`${text} --json`)).out) as T
  const write = async (path: string, content: object): Promise<void> => {
    await mkdir(dirname(join(line.folder, path)), { recursive: true })
    await writeFile(join(line.folder, path), JSON.stringify(content))
  }
  const fingerprintOf = async (name: string): Promise<string | undefined> =>
    (await json<{ name: string; fingerprint: string }[]>("tenant list")).find((one) => one.name === name)
      ?.fingerprint
  const modelOf = async (name: string): Promise<Model> => {
    const world = await line.open()
    try {
      return (await world.tenants.byName(name)).model
    } finally {
      await world.close()
    }
  }
  const fieldsOf = async (name: string): Promise<readonly string[]> => [
    ...((await modelOf(name)).entities.get("crm.account")?.fields.keys() ?? []),
  ]
  /** Does something to accounts as a running server would; gives the answer's body, or why it was refused. */
  const perform = async (name: string, body: Readonly<Record<string, string>>): Promise<string> => {
    const world = await line.open()
    try {
      const tenant = await world.tenants.byName(name)
      const action = { kind: "create", entity: "crm.account", form: "one", records: [body] } as const
      const caller = { tenant, principal: { id: "", roles: [], attributes: {} } }
      return (await performAsSystem(world.performParts, caller, action)).body ?? ""
    } catch (fault) {
      return String(fault)
    } finally {
      await world.close()
    }
  }
  const rows = async (text: string): Promise<unknown> => {
    const world = await line.open()
    try {
      const { schema, server } = await requireTenant(world.control, { name: "acme" })
      const statement = {
        text: text.replace("crm_account", `${schema}.crm_account`),
        values: [],
        prepared: false,
      }
      return (await world.admin.run(server, [statement]))[0]
    } finally {
      await world.close()
    }
  }

  it("can be listed before any is added, and named wrongly with a hint", async () => {
    const [one] = await json<object[]>("layer list")
    expect(one).to.include({ ref: wholesale, kind: "template", title: "Wholesale", tenants: 0 })
    const wrong = await tenon("layer add acme template:wholesal")
    expect(wrong.code).to.equal(1)
    expect(wrong.err)
      .to.match(/TEN011 .*"template:wholesal"/)
      .and.to.contain(`Did you mean "${wholesale}"?`)
    expect((await tenon(`layer remove acme ${wholesale}`)).err).to.contain("TEN011")
    expect((await tenon("check")).out).to.match(/The metadata is good: \d+ entities, 0 errors, 0 warnings/)
  })

  it("are planned without changing anything", async () => {
    const before = await fingerprintOf("acme")
    const plan = await json<{ steps: { subject: string }[] }>(`layer add acme ${wholesale} --plan`)
    expect(plan.steps.map(({ subject }) => subject)).to.include("crm_account.trade_level")
    expect((await tenon(`layer add acme ${wholesale} --plan`)).out).to.contain(
      "add column crm_account.credit_limit",
    )
    expect(await fingerprintOf("acme")).to.equal(before)
  })

  it("of one tenant are not those of another, and its own values stay", async () => {
    await write(`own/${account}`, { properties: { minimum_order: minimum } })
    expect((await tenon(`layer push acme ${join(line.folder, "own")}`)).code).to.equal(0)
    const world = await line.open()
    try {
      const served = await world.tenants.byName("acme")
      const added = await json<{ steps: number; kept: object[] }>(`layer add acme ${wholesale}`)
      expect(added.steps).to.be.greaterThan(5)
      expect(added.kept).to.deep.equal([
        { file: account, pointer: "/properties/minimum_order/title" },
        { file: account, pointer: "/properties/minimum_order/minimum" },
      ])
      // A process that serves the tenant hears of it.
      expect(await soon(() => served.stale)).to.equal(true)
      const now = (await world.tenants.byName("acme")).model
      expect(now.entities.get("crm.account")?.fields.get("minimum_order")).to.include({
        title: "At least",
        minimum: "10",
      })
      expect(now.views.has("crm.wholesale_accounts")).to.equal(true)
      expect(now.messages.get("de")?.get("crm.account/properties/trade_level/title")).to.equal("Handelsstufe")
    } finally {
      await world.close()
    }
    expect(await fieldsOf("acme")).to.include.members(["trade_level", "credit_limit"])
    expect(await fieldsOf("globex")).to.not.include("trade_level")
    expect(
      await perform("acme", { name: "Inn", trade_level: "retailer", minimum_order: "12.00" }),
    ).to.contain('"trade_level":"retailer"')
    expect(await perform("acme", { name: "Bar", minimum_order: "5.00" })).to.contain("10")
    expect(await perform("globex", { name: "Inn", trade_level: "retailer" })).to.contain("trade_level")
    expect(await json("migrate status")).to.deep.include({ due: [] })
    expect((await tenon(`layer add acme ${wholesale}`)).out).to.contain("already")
  })

  it("are named by each key of what they make", async () => {
    const world = await line.open()
    try {
      const { id, name } = await requireTenant(world.control, { name: "acme" })
      const own = await readOwnLayers(registryOf(world.control), id)
      const { source } = mergeLayers(layersFor(await world.metadata.installed(), name, own))
      const by = (pointer: string) => layerOf(source, account, pointer)
      expect(source.layers.get(wholesale)).to.equal("template")
      expect(by("/properties/name")).to.equal("crm")
      expect(by("/properties/trade_level/title")).to.equal(wholesale)
      expect(by("/properties/minimum_order/title")).to.equal("acme")
    } finally {
      await world.close()
    }
  })

  it("go along when the modules below them change", async () => {
    await write("metadata/base/entities/pet.json", {
      $id: "base.pet",
      title: "Pet",
      type: "object",
      kind: "master",
      properties: { name: { type: "string", title: "Name" } },
    })
    expect(await json("migrate status")).to.deep.include({ due: ["acme", "globex"] })
    expect(await json("migrate apply")).to.include({ migrated: 2, failed: 0 })
    expect(await fieldsOf("acme")).to.include("trade_level")
    for (const name of ["acme", "globex"])
      expect((await modelOf(name)).entities.has("base.pet")).to.equal(true)
    const [latest] = (await json<{ revisions: { number: number }[] }>("layer list acme")).revisions
    const modules = await tenon(`layer revert acme ${latest?.number}`)
    expect(modules.err).to.contain("MIG008")
  })

  it("go with a yes to what is lost, and one revision back with all values", async () => {
    const with_ = await fingerprintOf("acme")
    const refused = await tenon(`layer remove acme ${wholesale}`)
    expect(refused.code).to.equal(3)
    expect(refused.err).to.match(/--accept.*MIG101/s)
    expect(await fingerprintOf("acme")).to.equal(with_)

    expect((await tenon(`layer remove acme ${wholesale} --accept MIG101`)).code).to.equal(0)
    const without = await fieldsOf("acme")
    expect(without).to.include("minimum_order").and.not.include("trade_level")
    expect(await rows("SELECT round(minimum_order, 2)::text FROM crm_account")).to.deep.equal([["12.00"]])
    const listed = await json<{ layers: { layer: string }[]; revisions: { number: number; by: string }[] }>(
      "layer list acme",
    )
    expect(listed.layers.map(({ layer }) => layer)).to.deep.equal(["base", "crm", "acme"])
    const [removal] = listed.revisions
    expect(removal?.by).to.equal(`tenon layer remove ${wholesale}`)

    expect((await tenon("layer revert acme 99")).err).to.contain("MIG007")
    expect((await tenon("layer revert acme none")).code).to.equal(2)
    expect((await tenon(`layer revert acme ${removal?.number}`)).code).to.equal(0)
    expect(await fingerprintOf("acme")).to.equal(with_)
    expect(await rows("SELECT trade_level FROM crm_account")).to.deep.equal([["retailer"]])
    expect(await json("migrate status")).to.deep.include({ due: [] })
    expect((await tenon("layer list acme")).out).to.match(/template:wholesale +template +\d+\n/)
    expect((await tenon(`layer revert acme ${removal?.number}`)).err).to.contain("MIG007")
  })

  it("lie in order, plugins below templates, whichever came first", async () => {
    await write("plugins/gadget/plugin.json", { name: "gadget", title: "Gadget", version: "1.0.0" })
    await write(`plugins/gadget/metadata/${account}`, {
      properties: {
        trade_level: { title: "Of the plugin", type: "string", enum: ["retailer"] },
        gadget: { type: "string", title: "Gadget" },
      },
    })
    expect((await tenon("layer add acme plugin:gadget")).code).to.equal(0)
    const fields = (await modelOf("acme")).entities.get("crm.account")?.fields
    expect(fields?.get("trade_level")?.title).to.equal("Trade level")
    expect(fields?.has("gadget")).to.equal(true)
    const { layers } = await json<{ layers: { layer: string }[] }>("layer list acme")
    expect(layers.map(({ layer }) => layer)).to.deep.equal([
      "base",
      "crm",
      "plugin:gadget",
      wholesale,
      "acme",
    ])
  })

  it("that are not installed any more are named, and can be removed", async () => {
    await rm(join(line.folder, "plugins/gadget"), { recursive: true })
    expect(await modelOf("acme").catch(String)).to.contain("plugin:gadget, which is not installed any more")
    expect((await tenon("migrate status")).err).to.contain("TEN011")
    expect((await tenon("layer list acme")).out).to.match(/plugin:gadget +plugin +not installed/)
    expect((await tenon("layer remove acme plugin:gadget --accept MIG101")).code).to.equal(0)
    expect(await fieldsOf("acme"))
      .to.include("trade_level")
      .and.not.include("gadget")
  })

  it("that a tenant's own files stand on are not taken away from under them", async () => {
    await write(`more/${account}`, {
      properties: { trade_level: { title: "Class" }, minimum_order: minimum },
    })
    expect((await tenon(`layer push acme ${join(line.folder, "more")}`)).code).to.equal(0)
    const { code, err } = await tenon(`layer remove acme ${wholesale} --accept MIG101`)
    expect(code).to.equal(1)
    expect(err).to.contain("MOD001").and.to.contain(`${account}#/properties/trade_level`)
    expect(await fieldsOf("acme")).to.include("trade_level")
  })
})
