import { expect } from "chai"
import { authorize, systemGrant } from "../../../engine/access/index.ts"
import { compile } from "../../../engine/model/index.ts"
import { planUpdate, type UpdatePlan, type WriteEnv } from "../../../engine/plan/index.ts"
import { lookupLayers } from "../../support/lookup-layers.ts"

const compiled = compile(lookupLayers())
if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
const { model } = compiled
const id = "01a2096d-b38f-7dac-9099-9f59b1f4f1ae"
const other = "01a2096d-b38f-7dac-9099-9f59b1f4f1af"
const env: WriteEnv = { today: "2026-01-31", now: "2026-01-31T10:00:00Z", newId: () => id }
const grant = authorize({ kind: "update", entity: "shop.order" }, { id, roles: ["shop.boss"] }, model)
const system = systemGrant("shop.order", model)

function updating(patch: Readonly<Record<string, unknown>>, by = grant): UpdatePlan {
  return planUpdate({ kind: "update", entity: "shop.order", id, patch } as const, by, model, env)
}
/** What is looked up anew: `rate`, `lines/price changed:1 left:all`. */
function told({ lookups = [] }: UpdatePlan): readonly string[] {
  return lookups.map(({ table, field, rows }) => {
    if (rows === undefined) return field.name
    const left = rows.left === "all" ? "all" : rows.left.length
    return `${table.id.split("/")[1] ?? ""}/${field.name} changed:${rows.changed.length} left:${left}`
  })
}

describe("planning what is looked up anew", () => {
  it("[PL14] is what follows the fields that are written, one after the other", () => {
    expect(told(updating({ date: "2026-02-01" }))).to.deep.equal([
      "rate",
      "lines/price changed:0 left:all",
      "lines/unit_price changed:0 left:all",
      "lines/discount changed:0 left:all",
    ])
    expect(told(updating({ zone: other }))).to.deep.equal(["lines/tax changed:0 left:all"])
    expect(told(updating({ rate: "2", currency: other }))).to.deep.equal([])
  })

  it("[PL14] follows what a chosen record brings along", () => {
    expect(told(updating({ customer: other }))).to.include("lines/price changed:0 left:all")
    expect(told(updating({ customer: other }))).to.include("zone")
  })

  it("[PL14] is in each row what its own changes ask for, unless they give it", () => {
    const lines = [
      { id, quantity: "2" },
      { id: other, quantity: "3", unit_price: "1" },
    ]
    expect(told(updating({ lines }))).to.deep.equal([
      "lines/price changed:0 left:1",
      "lines/unit_price changed:0 left:1",
      "lines/discount changed:0 left:1",
    ])
    expect(told(updating({ lines: [{ id, quantity: "2", item: other }] }))).to.include(
      "lines/price changed:1 left:0",
    )
    expect(told(updating({ lines: [{ id }], date: "2026-02-01" }))).to.include("lines/price changed:0 left:1")
    expect(told(updating({ lines: [{ item: other }] }))).to.deep.equal([])
  })

  it("[PL14] is nothing where the system writes", () => {
    expect(told(updating({ date: "2026-02-01" }, system))).to.deep.equal([])
  })

  it("[PL15] rules of the state hold against what was given, not against what follows", () => {
    const asserted = ({ rules }: UpdatePlan): readonly string[] =>
      [...rules.inline, ...rules.after].map((rule) => rule.id)
    expect(asserted(updating({ date: "2026-02-01" }))).to.deep.equal([])
    expect(asserted(updating({ rate: "2" }))).to.deep.equal(["shop.order#state/rate"])
  })
})
