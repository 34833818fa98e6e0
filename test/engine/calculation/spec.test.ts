import { expect } from "chai"
import { readFileSync } from "node:fs"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import { compile } from "../../../engine/model/index.ts"
import { bill, billLayers } from "../../support/bill-layers.ts"

const spec = readFileSync(new URL("../../../engine/calculation/SPEC.md", import.meta.url), "utf8")

describe("the example of the calculations' SPEC", () => {
  it("compiles as it stands there", () => {
    const [, example = "null"] = /```json\n"calculations": (.*?)\n```/s.exec(spec) ?? []
    const calculations = JSON.parse(example) as JsonObject // the border: what the document says
    expect(Object.keys(calculations)).to.deep.equal(["taxes", "instalments", "freight"])
    expect(compile(billLayers({ ...bill, calculations })).diagnostics).to.deep.equal([])
  })

  it("numbers its rules without a gap, each cited by a test of this folder", () => {
    const rules = [...spec.matchAll(/^(\d+)\. \*\*CA(\d+)\*\*/gm)].map(([, at, rule]) => [at, rule])
    expect(rules).to.deep.equal(rules.map((_, i) => [String(i + 1), String(i + 1)]))
    const tests = ["taxes", "rows", "schedule", "properties"].map((name) =>
      readFileSync(new URL(`${name}.test.ts`, import.meta.url), "utf8"),
    )
    expect(rules.filter(([, rule]) => !tests.join("").includes(`[CA${rule}]`))).to.deep.equal([])
  })
})
