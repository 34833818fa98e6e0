import { expect } from "chai"
import * as fc from "fast-check"
import type { ApprovalStep } from "../../../engine/model/index.ts"
import { isGiven, needOf, nextStep } from "../../../engine/workflow/index.ts"

const step = (name: string, need: ApprovalStep["need"] = "any"): ApprovalStep => ({
  name,
  title: name,
  roles: [],
  users: [],
  need,
  escalate: [],
})

describe("a step of approval", () => {
  it("[WF12] needs one, all, or so many", () => {
    expect((["any", "all", 2] as const).map((need) => needOf(step("a", need), 5))).to.deep.equal([1, 5, 2])
  })

  it("[WF12] is given by as many different approvers as it needs, or by one voice from above", () => {
    const voices = fc.array(fc.record({ approver: fc.constantFrom("a", "b", "c"), escalated: fc.boolean() }))
    fc.assert(
      fc.property(voices, fc.integer({ min: 1, max: 3 }), (votes, need) => {
        const different = new Set(votes.map(({ approver }) => approver)).size
        const above = votes.some(({ escalated }) => escalated)
        expect(isGiven(votes, need)).to.equal(above || different >= need)
      }),
    )
  })

  it("[WF3] goes on with the next step that is needed, if there is one", () => {
    const steps = [step("a"), step("b")].map((one) => ({ step: one, users: [] }))
    expect(nextStep(steps, "a")?.step.name).to.equal("b")
    expect(nextStep(steps, "b")).to.equal(undefined)
  })
})
