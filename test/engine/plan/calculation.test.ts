import { expect } from "chai"
import { authorize, type Grant } from "../../../engine/access/index.ts"
import { compile } from "../../../engine/model/index.ts"
import {
  planCalculation,
  planCreate,
  planUpdate,
  type Calculating,
  type WriteEnv,
} from "../../../engine/plan/index.ts"
import { billLayers } from "../../support/bill-layers.ts"

const compiled = compile(billLayers())
if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
const { model } = compiled
const id = "01a2096d-b38f-7dac-9099-9f59b1f4f1ae"
const env: WriteEnv = { today: "2026-01-31", now: "2026-01-31T10:00:00Z", newId: () => id }

function grant(kind: "create" | "update", role: string): Grant {
  return authorize({ kind, entity: "bill.bill" }, { id, roles: [role] }, model)
}
function creating(role = "bill.admin"): Calculating | undefined {
  const action = {
    kind: "create",
    entity: "bill.bill",
    form: "one",
    records: [{ date: "2026-01-31" }],
  } as const
  return planCalculation(planCreate(action, grant("create", role), model, env), model)
}
function updating(patch: Readonly<Record<string, unknown>>): Calculating | undefined {
  const action = { kind: "update", entity: "bill.bill", id, patch } as const
  return planCalculation(planUpdate(action, grant("update", "bill.admin"), model, env), model)
}
const ids = (rules: readonly { readonly id: string }[] = []): string => rules.map((rule) => rule.id).join()

describe("planning calculations", () => {
  it("[PL11] a create calculates, and asserts after it what hangs on results", () => {
    const { first, then } = creating() ?? {}
    expect([ids(first?.rules.inline), ids(then?.rules.after)]).to.deep.equal(["", "bill.bill#rules/limit"])
    expect(then?.refresh.flatMap(({ fields }) => fields.map(({ name }) => name))).to.include.members([
      "highest",
      "collected",
    ])
    expect([...(then?.settled ?? [])]).to.deep.equal(["posted"])
  })

  it("[PL11] a right to create that hangs on results is asserted after them", () => {
    const clerk = creating("bill.clerk")
    expect(clerk?.first).to.include({ allowed: true })
    expect(clerk?.then.right).to.include({ text: "total < 1000" })
    expect(creating()?.then.right).to.equal(true)
  })

  it("[PL11] an update calculates only where it touches what is read", () => {
    expect(updating({ name: "x" })).to.equal(undefined)
    expect(updating({ paid: "1" })).to.equal(undefined)
    for (const patch of [{ lines: [] }, { company: null }, { kind: "credit_note" }, { freight: "1" }])
      expect(updating(patch), JSON.stringify(patch)).to.include.keys("first", "then")
  })

  it("[PL11] a move into a state in which nothing is calculated is one step", () => {
    const action = { kind: "update", entity: "bill.bill", id, patch: { company: null } } as const
    const plan = planUpdate(action, grant("update", "bill.admin"), model, env)
    const moved = (state: string): typeof plan => ({ ...plan, set: { ...plan.set, state } })
    expect(planCalculation(moved("posted"), model)).to.equal(undefined)
    expect(planCalculation(moved("draft"), model)).to.include.keys("first", "then")
  })

  it("[PL11] knows what is filled where", () => {
    const { fields, lines, rows } = creating()?.then ?? {}
    const names = (found: readonly { readonly name: string }[] = []): readonly string[] =>
      found.map(({ name }) => name)
    expect(names(fields)).to.include.members(["total", "round_off"])
    expect(lines?.map((one) => [one.field.name, names(one.fields)])).to.deep.equal([
      ["lines", ["net_amount", "tax_amount", "gross_amount", "freight_share"]],
      ["charges", ["base", "amount", "running_total"]],
    ])
    expect(rows?.map((one) => [one.field.name, names(one.fields)])).to.deep.equal([
      ["taxes", ["tax", "base", "amount", "account"]],
      ["instalments", ["due_date", "amount", "in_books", "discount", "discount_date", "note"]],
    ])
  })
})
