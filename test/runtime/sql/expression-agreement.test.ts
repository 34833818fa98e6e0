// Translated expressions, run by PostgreSQL, against the closures: as values, as conditions, and negated.
import { expect } from "chai"
import fc from "fast-check"
import pg from "pg"
import { check, compile, type Expression } from "../../../engine/expression/index.ts"
import { envOf, shown } from "../../engine/expression/fixture/env.ts"
import { anyExpression } from "../../engine/expression/fixture/generate.ts"
import { world } from "../../engine/expression/fixture/rows.ts"
import { quoteScope } from "../../engine/expression/fixture/shapes.ts"
import { testDatabaseUrl } from "../../support/postgres.ts"
import { Statement, asText, load } from "./expression-fixture.ts"

describe("PostgreSQL and the closures agree", function () {
  this.timeout(120_000)
  const here = world(7)
  const envs = here.quotes.map((quote) => envOf(here, quote))
  let client: pg.Client

  before(async () => {
    client = new pg.Client({ connectionString: await testDatabaseUrl() })
    await client.connect()
    await load(client, here)
  })
  after(() => client.end())

  it("over generated expressions and records", async () => {
    let pairs = 0
    const same = async (text: string): Promise<void> => {
      const result = check(text, quoteScope)
      if (!result.ok) return
      const run = compile(result.expression)
      const expected = envs.map((env) => shown(run(env)))
      const found = await rowsOf(client, result.expression)
      expect(
        found.map((row) => row[0]),
        text,
      ).to.deep.equal(expected)
      if (result.expression.node.type.kind === "boolean") {
        const truth = expected.map((value) => value === "true")
        for (const mode of [1, 2, 3])
          expect(
            found.map((row) => row[mode] === "true"),
            `${text} ${mode}`,
          ).to.deep.equal(truth)
      }
      pairs += expected.length
    }
    await fc.assert(fc.asyncProperty(anyExpression("quote", 4), same), { numRuns: 800 })
    expect(pairs).to.be.greaterThan(10_000)
  })

  /** One row per quote: the value; for conditions also as condition, total, and twice negated. */
  async function rowsOf(
    on: pg.Client,
    expression: Expression,
  ): Promise<readonly (readonly (string | null)[])[]> {
    const statement = new Statement()
    const columns = [asText(statement.translate(expression, "value"), expression)]
    if (expression.node.type.kind === "boolean") {
      const negated: Expression = {
        ...expression,
        node: { ...expression.node, kind: "unary", op: "!", of: expression.node },
      }
      columns.push(`(${statement.translate(expression, "condition")})::text`)
      columns.push(`(${statement.translate(expression, "total")})::text`)
      columns.push(`(not ${statement.translate(negated, "condition")})::text`)
    }
    const text = `select ${columns.join(", ")} from ${statement.from()} order by r.id`
    const reply = await on
      .query({ text, values: [...statement.values(here)], rowMode: "array" })
      .catch((error: unknown) => {
        throw new Error(`${String(error)}\n${text}`)
      })
    return reply.rows
  }
})
