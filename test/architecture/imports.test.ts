import { expect } from "chai"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { cruiseTree, type Cruised } from "./cruise.ts"
import { engineLadder, rules, runtimeLadder } from "./rules.ts"
import { fixture, root } from "./sources.ts"

describe("imports", function () {
  this.timeout(60_000)

  describe("of the fixture, each of which breaks a rule", () => {
    let cruised: Cruised
    before(async () => {
      cruised = await cruiseTree(fixture)
    })

    const broken: readonly (readonly [rule: string, from: string])[] = [
      ["engine-no-node", "engine/error/imports-node.ts"],
      ["engine-ladder", "engine/error/imports-higher.ts"],
      ["engine-imports-nothing", "engine/expression/imports-runtime.ts"],
      ["engine-packages", "engine/expression/imports-package.ts"],
      ["through-index", "engine/expression/imports-inner.ts"],
      ["through-index", "runtime/database/imports-inner.ts"],
      ["through-index", "runtime/database/imports-engine-inner.ts"],
      ["resolved", "engine/expression/imports-nothing.ts"],
      ["no-cycle", "engine/model/cycle-a.ts"],
      ["data-is-read", "engine/model/imports-data.ts"],
      ["runtime-ladder", "runtime/sql/imports-higher.ts"],
      ["runtime-imports", "runtime/http/imports-plugin.ts"],
      ["web-alone", "runtime/http/imports-web.ts"],
      ["web-alone", "runtime/web/imports-http.ts"],
      ["tests-stay-out", "runtime/database/imports-test.ts"],
      ["plugins-engine-only", "plugins/beta/imports-runtime.ts"],
      ["plugins-engine-only", "plugins/beta/imports-plugin.ts"],
      ["builder-web-only", "builder/imports-http.ts"],
      ["seeds-engine-only", "seeds/imports-runtime.ts"],
    ]
    for (const [rule, from] of broken)
      it(`${from} breaks ${rule}`, () => {
        expect(
          cruised.breaches.filter((breach) => breach.from === from).map((breach) => breach.rule),
        ).to.include(rule)
      })

    it("reports a cycle that is made of type imports alone", () => {
      const cycle = cruised.breaches.find((breach) => breach.rule === "no-cycle")
      expect([cycle?.from, cycle?.to]).to.have.members(["engine/model/cycle-a.ts", "engine/model/cycle-b.ts"])
    })

    it("lets through what is allowed", () => {
      expect(cruised.breaches.filter((breach) => breach.from.includes("stays-allowed"))).to.deep.equal([])
    })

    it("leaves no rule unproven", () => {
      const names = new Set(rules().map((rule) => rule.name))
      expect([...names].filter((name) => !broken.some(([rule]) => rule === name))).to.deep.equal([])
    })
  })

  it("of the house break no rule", async () => {
    const { breaches, files } = await cruiseTree(root)
    expect(files).to.be.greaterThan(20)
    expect(breaches.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`).join("\n")).to.equal("")
  })
})

describe("the ladders", () => {
  it("name every room of the engine", () => {
    expect(folders("engine").filter((room) => !engineLadder.some((name) => name === room))).to.deep.equal([])
  })

  it("name every room of the runtime but web", () => {
    const rooms = folders("runtime").filter((room) => room !== "web")
    expect(rooms.filter((room) => !runtimeLadder.some((name) => name === room))).to.deep.equal([])
  })
})

function folders(house: string): string[] {
  const entries = readdirSync(join(root, house), { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .map((entry) => entry.name)
}
