// What expressions read, and where names stand.
import { expect } from "chai"
import {
  isOwnRow,
  isVolatile,
  occurrences,
  reads,
  renamed,
  type Scope,
} from "../../../engine/expression/index.ts"
import { checked } from "./fixture/env.ts"
import { lineScope, quoteScope } from "./fixture/shapes.ts"

function read(text: string, scope: Scope = quoteScope): readonly string[] {
  return reads(checked(text, scope).node).map(({ root, steps }) =>
    [root, ...steps.map((step) => step.field)].join("."),
  )
}

describe("what an expression reads", () => {
  it("[EX90] paths, each once, through references", () => {
    expect(read("amount + amount * customer.days")).to.deep.equal(["row.amount", "row.customer.days"])
    expect(read("owner == user")).to.deep.equal(["row.owner", "user.id"])
  })

  it("[EX90] inside aggregates, written out from the record", () => {
    expect(read("sum(lines, quantity * parent.rate * product_of.days)")).to.deep.equal([
      "row.lines",
      "row.lines.quantity",
      "row.rate",
      "row.lines.product_of.days",
    ])
    expect(read("count(lines)")).to.deep.equal(["row.lines"])
    expect(read("sum(parent.lines, price * parent.quantity)", lineScope)).to.deep.equal([
      "parent.lines",
      "parent.lines.price",
      "row.quantity",
    ])
  })

  it("[EX90] the tree that within climbs", () => {
    expect(read("within(customer, user.customer)")).to.deep.equal([
      "row.customer.above",
      "row.customer",
      "user.customer",
    ])
  })

  it("[EX91] a rename rewrites the field's names and nothing else", () => {
    const expression = checked(
      "amount > 1 && title != 'amount' && sum(lines, price * parent.amount) > (amount)",
      quoteScope,
    )
    expect(occurrences(expression.node).map((step) => step.field)).to.deep.equal([
      "amount",
      "title",
      "lines",
      "price",
      "amount",
      "amount",
    ])
    const text = renamed(expression, (step) =>
      step.shape === "crm.quote" && step.field === "amount" ? "net" : undefined,
    )
    expect(text).to.equal("net > 1 && title != 'amount' && sum(lines, price * parent.net) > (net)")
    expect(renamed(checked("owner == user", quoteScope), () => "x")).to.equal("x == user")
  })

  it("[EX92] own row and time", () => {
    const own = (text: string): boolean => isOwnRow(checked(text, quoteScope).node)
    expect(
      ["amount * rate", "lower(title) + state", "customer == null", "due < '2024-01-01'"].map(own),
    ).to.deep.equal([true, true, true, true])
    expect(
      [
        "customer.name",
        "today() > due",
        "owner == user",
        "count(lines)",
        "'a' in tags",
        "subject == null",
        "within(customer, customer)",
      ].map(own),
    ).to.deep.equal(Array(7).fill(false))
    expect(
      ["now() > sent_at", "customer == user.customer", "exists(lines, price > user.limit)", "amount > 1"].map(
        (text) => isVolatile(checked(text, quoteScope).node),
      ),
    ).to.deep.equal([true, true, true, false])
  })
})
