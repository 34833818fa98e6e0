// What a server looks after besides requests: migrations that are due at its start, and what is of no use any more.
import { expect } from "chai"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { catchUp } from "../../../runtime/command/serve/catch-up.ts"
import { tidy } from "../../../runtime/command/serve/housekeeping.ts"
import type { World } from "../../../runtime/command/index.ts"
import { findTenant, registryOf } from "../../../runtime/tenant/index.ts"
import { testCommandLine, type TestCommandLine } from "../../support/command.ts"

describe("a starting and running server", () => {
  let line: TestCommandLine
  let world: World
  const said: string[] = []
  const progress = { show: () => {}, end: () => {} }
  before(async () => {
    line = await testCommandLine()
    for (const name of ["acme", "globex"])
      await line.tenon(["tenant", "create", name, "--admin", `ann@${name}.example`])
    world = await line.open()
  })
  after(async () => {
    await world.close()
    await line.close()
  })

  const change = async (patch: (tag: { properties: Record<string, unknown> }) => void): Promise<void> => {
    const path = join(line.modules, "base/entities/tag.json")
    const tag = JSON.parse(await readFile(path, "utf8")) as { properties: Record<string, unknown> }
    patch(tag)
    await writeFile(path, JSON.stringify(tag))
  }
  const catching = async (servers: World["config"]["servers"]): Promise<string> => {
    said.length = 0
    await catchUp({ ...world, config: { ...world.config, servers } }, progress, (text) => said.push(text))
    return said.join("\n")
  }
  const given = [{ name: "main", url: "postgres://somewhere/else" }]

  it("has nothing to say when nothing is due", async () => {
    expect(await catching([])).to.equal("")
  })

  it("only tells what is due where the database is given", async () => {
    await change(({ properties }) => (properties["nickname"] = { type: "string", title: "Nickname" }))
    expect(await catching(given)).to.equal(
      "2 tenants wait for their migration: tenon migrate plan, then apply.",
    )
    expect((await line.tenon(["migrate", "plan"])).out).to.contain("nickname")
  })

  it("applies what destroys nothing where the database is its own", async () => {
    expect(await catching([])).to.equal("2 tenants were migrated to the installed modules.")
    expect(await catching([])).to.equal("")
  })

  it("leaves what needs a yes, and says so", async () => {
    const { schema = "" } = (await findTenant(registryOf(world.control), { name: "acme" })) ?? {}
    await world.admin.script("main", `INSERT INTO "${schema}".base_tag (name, nickname) VALUES ('a', 'b')`)
    await change(({ properties }) => delete properties["nickname"])
    const told = await catching([])
    expect(told).to.contain("acme was not migrated").and.contain("1 tenants wait for their migration")
  })

  it("forgets idempotency keys after their day", async () => {
    const { schema = "" } = (await findTenant(registryOf(world.control), { name: "acme" })) ?? {}
    const keys = `"${schema}"._idempotency`
    await world.admin.script(
      "main",
      `INSERT INTO ${keys} (key, principal, request, at) VALUES ('old', uuidv7(), 'x', now() - interval '25 hours'), ('new', uuidv7(), 'x', now())`,
    )
    await tidy(world, new Date())
    const [rows] = await world.admin.run("main", [
      { text: `SELECT key FROM ${keys}`, values: [], prepared: false },
    ])
    expect(rows).to.deep.equal([["new"]])
  })
})
