// The closures against the naive interpreter, over generated expressions and records.
import { expect } from "chai"
import fc from "fast-check"
import { check, compile, type Node } from "../../../engine/expression/index.ts"
import { envOf, shown } from "./fixture/env.ts"
import { anyExpression } from "./fixture/generate.ts"
import { interpret, plain } from "./fixture/reference.ts"
import { world } from "./fixture/rows.ts"
import { quoteScope } from "./fixture/shapes.ts"

describe("closures and the naive interpreter agree", () => {
  it("over generated expressions and records", function () {
    this.timeout(60_000)
    let pairs = 0
    fc.assert(
      fc.property(anyExpression("quote", 4), fc.integer({ min: 0, max: 5 }), (text, seed) => {
        const result = check(text, quoteScope)
        if (!result.ok) {
          expect(result.faults.map((fault) => fault.code)).to.satisfy(
            (codes: string[]) => codes.every((code) => MAY_FAIL.has(code)),
            text,
          )
          return
        }
        const run = compile(result.expression)
        const { customers, users, quotes } = world(seed)
        for (const quote of quotes.slice(0, 12)) {
          const env = envOf({ customers, users, quotes }, quote)
          expect(shown(run(env)), text).to.equal(naive(result.expression.node, env))
          pairs += 1
        }
      }),
      { numRuns: 1500 },
    )
    expect(pairs).to.be.greaterThan(10_000)
  })
})

/** Literals that a listed field never has, numbers that grow too large, and too many parts are faults by rule. */
const MAY_FAIL = new Set(["EXP008", "EXP012", "EXP002"])

function naive(node: Node, env: Parameters<typeof interpret>[1]): string | null {
  const value = interpret(node, env)
  if (typeof value === "bigint") return plain(value)
  if (value === null) return null
  return typeof value === "object" && "id" in value
    ? value.id
    : typeof value === "string"
      ? value
      : JSON.stringify(value)
}
