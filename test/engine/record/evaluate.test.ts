import { expect } from "chai"
import { evaluateRecord, type LiveEnv } from "../../../engine/record/index.ts"
import { compileShop, entityOf, text } from "../model/fixture.ts"

const money = { type: "string", format: "money", scale: 2 } as const
const deal = entityOf(
  compileShop({
    account: { name: text },
    deal: {
      properties: {
        account: { ref: "shop.account" },
        state: { type: "string", enum: ["open", "won", "lost"] },
        net: { ...money, read_only_when: "state == 'won'" },
        gross: { ...money, computed: "net * 1.077" },
        double: { ...money, computed: "gross * 2", virtual: true },
        count: { type: "integer", computed: "count(lines)" },
        who: { type: "string", computed: "account.name", virtual: true },
        reason: { type: "string", visible: "state == 'lost'", required_when: "state == 'lost'" },
        signed: { type: "boolean", immutable_after: "state == 'won'" },
        lines: { type: "array", items: { $ref: "#/$defs/line" } },
      },
      $defs: { line: { type: "object", properties: { price: money } } },
      rules: {
        positive: { assert: "net == null || net >= 0", message: "Net is not negative.", path: "/net" },
      },
    },
  }),
  "deal",
)
const env: LiveEnv = {
  today: "2026-01-31",
  now: "2026-01-31T10:00:00Z",
  follow: (_, id) => (id === "a" ? { id, name: "Acme" } : undefined),
}

describe("evaluateRecord", () => {
  it("works out computed values in their order, as the API gives them", () => {
    const { computed } = evaluateRecord(
      deal,
      { net: "10.00", account: "a", lines: [{ price: "1" }, {}] },
      env,
    )
    expect(computed).to.deep.equal({ gross: "10.77", double: "21.54", count: 2, who: "Acme" })
  })

  it("gives null where what is read is half typed or not at hand", () => {
    const { computed } = evaluateRecord(deal, { net: "1,0", account: "b", lines: "x" }, env)
    expect(computed).to.deep.equal({ gross: null, double: null, count: 0, who: null })
  })

  it("says which fields are hidden, needed and closed", () => {
    const open = evaluateRecord(deal, { state: "open" }, env)
    expect([[...open.hidden], [...open.required], [...open.readOnly]]).to.deep.equal([["reason"], [], []])
    const lost = evaluateRecord(deal, { state: "lost" }, env)
    expect([[...lost.hidden], [...lost.required]]).to.deep.equal([[], ["reason"]])
    expect([...evaluateRecord(deal, { state: "won" }, env).readOnly]).to.deep.equal(["net"])
  })

  it("judges immutable_after by the record as it was read", () => {
    const old = { state: "won", net: "1", signed: true }
    expect([...evaluateRecord(deal, { ...old, state: "open" }, { ...env, old }).readOnly]).to.deep.equal([
      "signed",
    ])
  })

  it("names broken rules at their fields; those about change only for a stored record", () => {
    expect(
      evaluateRecord(deal, { net: "-1", state: "lost" }, env).faults.map(({ path, message }) => [
        path,
        message,
      ]),
    ).to.deep.equal([
      ["/net", "Net is not negative."],
      ["/reason", "Reason is needed here."],
    ])
    const old = { state: "won", net: "1", signed: true }
    expect(
      evaluateRecord(deal, { ...old, net: "2", signed: false }, { ...env, old }).faults.map(
        ({ path }) => path,
      ),
    ).to.deep.equal(["/net", "/signed"])
  })
})
