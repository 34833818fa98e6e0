import { expect } from "chai"
import fc from "fast-check"
import type { Field } from "../../../runtime/web/contract/model.ts"
import { narrowing } from "../../../runtime/web/field/narrowing.ts"
import { and, conditionText, type Condition } from "../../../runtime/web/filter/condition.ts"
import { literal } from "../../../runtime/web/filter/literal.ts"
import { readConditions } from "../../../runtime/web/filter/read-conditions.ts"

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  title: name,
  type: "string",
  required: false,
  read_only: false,
  order: 0,
  ...more,
})
const fields = {
  name: field("name"),
  amount: field("amount", { format: "money" }),
  status: field("status", {
    enum: [
      { value: "open", title: "Open" },
      { value: "won", title: "Won" },
    ],
  }),
}

const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 })
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    path: fc.constant("name"),
    operator: fc.constantFrom("contains", "starts_with", "equal", "not_equal"),
    value: text,
  }),
  fc.record({
    path: fc.constant("amount"),
    operator: fc.constantFrom("equal", "less", "greater_equal"),
    value: fc.integer().map((whole) => `${whole}.25`),
  }),
  fc.record({
    path: fc.constant("status"),
    operator: fc.constant("one_of"),
    value: fc.array(text, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    path: fc.constant("name"),
    operator: fc.constantFrom("empty", "not_empty"),
    value: fc.constant(null),
  }),
)

describe("a filter", () => {
  it("reads back every condition that it wrote, whatever the text in it", () => {
    fc.assert(
      fc.property(fc.array(condition, { minLength: 1, maxLength: 4 }), (conditions) => {
        const written = and(
          conditions.map((each) => conditionText(each, fields[each.path as keyof typeof fields])),
        )
        expect(readConditions(written)).to.deep.equal(conditions)
      }),
    )
  })

  it("leaves to the expression what conditions cannot say", () => {
    for (const free of [
      "a == 1 || b == 2",
      "!active",
      "amount > today()",
      "name == other",
      "a == 1 &&",
      "(a == 1)",
    ]) {
      expect(readConditions(free), free).to.equal(undefined)
    }
    expect(readConditions("")).to.deep.equal([])
  })

  it("is joined with the view's own filter without changing what either means", () => {
    expect(and(["a == 1 || b == 2", "c == 3"])).to.equal("(a == 1 || b == 2) && c == 3")
    expect(and(["", " a == 1 "])).to.equal("a == 1")
  })

  it("writes text so that nothing in it ends the literal", () => {
    expect(literal("O'Brien \\ Sons\n")).to.equal("'O\\'Brien \\\\ Sons\\n'")
    expect(literal(["a", null, true])).to.equal("['a', null, true]")
  })
})

describe("the filter of a reference", () => {
  it("takes this record's values in place of parent.x", () => {
    expect(narrowing("account == parent.account", { account: "id-1" })).to.equal("account == 'id-1'")
    expect(narrowing("account == parent.account", {})).to.equal("account == null")
    expect(narrowing("active", {})).to.equal("active")
  })

  it("is left to the server where it needs another record", () => {
    expect(narrowing("country == parent.account.country", { account: "id-1" })).to.equal(undefined)
  })
})
