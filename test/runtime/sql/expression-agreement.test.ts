// Translated expressions, run by PostgreSQL, against the closures: as values, as conditions, and negated.
import { expect } from "chai"
import fc from "fast-check"
import pg from "pg"
import { check, compile, type Env, type Expression, type Scope } from "../../../engine/expression/index.ts"
import { envOf, shown } from "../../engine/expression/fixture/env.ts"
import { anyExpression, type Place } from "../../engine/expression/fixture/generate.ts"
import { world } from "../../engine/expression/fixture/rows.ts"
import { line, lineScope, quote, quoteScope, type TestTable } from "../../engine/expression/fixture/shapes.ts"
import { testDatabaseUrl } from "../../support/postgres.ts"
import { Statement, asText, load } from "./expression-fixture.ts"

/** Records in an order that SQL can repeat, and what stands for them. */
interface Records {
  readonly place: Place
  readonly scope: Scope
  readonly table: TestTable
  readonly envs: readonly Env[]
  readonly order: string
}

describe("PostgreSQL and the closures agree", function () {
  this.timeout(120_000)
  const here = world(7)
  let client: pg.Client

  const quotes: Records = {
    place: "quote",
    scope: quoteScope,
    table: quote,
    envs: here.quotes.map((row) => envOf(here, row)),
    order: "r.id",
  }
  const lines: Records = {
    place: "line",
    scope: lineScope,
    table: line,
    envs: here.quotes.flatMap((parent) => parent.lines.map((row) => ({ ...envOf(here, row), parent }))),
    order: "r.parent, r.position",
  }

  before(async () => {
    client = new pg.Client({ connectionString: await testDatabaseUrl() })
    await client.connect()
    await load(client, here)
  })
  after(() => client.end())

  it("over generated expressions and records", () => agree(quotes, 800))

  it("over generated expressions and child rows, with what they read of their parent", () =>
    agree(lines, 400))

  async function agree(records: Records, numRuns: number): Promise<void> {
    let pairs = 0
    const property = fc.asyncProperty(anyExpression(records.place, 4), async (text) => {
      const result = check(text, records.scope)
      // Literals that a listed field never has, and numbers that grow too large, are faults by rule.
      if (!result.ok) return
      await same(result.expression, records)
      pairs += records.envs.length
    })
    await fc.assert(property, { numRuns })
    expect(pairs).to.be.greaterThan(numRuns * 10)
  }

  async function same(expression: Expression, { table, envs, order }: Records): Promise<void> {
    const run = compile(expression)
    const expected = envs.map((env) => shown(run(env)))
    const [values = [], ...conditions] = await columnsOf(expression, table, order)
    expect(values, expression.text).to.deep.equal(expected)
    const truth = expected.map((value) => value === "true")
    for (const found of conditions) {
      expect(
        found.map((value) => value === "true"),
        expression.text,
      ).to.deep.equal(truth)
    }
  }

  /** The value of each row; of conditions also as condition, total, and twice negated. */
  async function columnsOf(
    expression: Expression,
    table: TestTable,
    order: string,
  ): Promise<readonly (readonly unknown[])[]> {
    const statement = new Statement(table)
    const columns = [asText(statement.translate(expression, "value"), expression)]
    if (expression.node.type.kind === "boolean") {
      const not: Expression = {
        ...expression,
        node: { ...expression.node, kind: "unary", op: "!", of: expression.node },
      }
      columns.push(`(${statement.translate(expression, "condition")})::text`)
      columns.push(`(${statement.translate(expression, "total")})::text`)
      columns.push(`(not (${statement.translate(not, "condition")}))::text`)
    }
    const text = `select ${columns.join(", ")} from ${statement.from()} order by ${order}`
    const query = { text, values: [...statement.values(here)], rowMode: "array" } as const
    const { rows } = await client.query<unknown[]>(query).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${text}`)
    })
    return columns.map((_, i) => rows.map((row) => row[i]))
  }
})
