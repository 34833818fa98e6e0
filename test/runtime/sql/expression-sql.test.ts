// The SQL that expressions become: in WHERE, over old rows and child rows, in generated columns, with virtual fields.
import { expect } from "chai"
import pg from "pg"
import { formula, translate, type Mode } from "../../../runtime/sql/expression/index.ts"
import { checked } from "../../engine/expression/fixture/env.ts"
import { ids } from "../../engine/expression/fixture/generate.ts"
import { world } from "../../engine/expression/fixture/rows.ts"
import { line, lineScope, quote, quoteScope, type TestTable } from "../../engine/expression/fixture/shapes.ts"
import { testDatabaseUrl } from "../../support/postgres.ts"
import { Statement, load } from "./expression-fixture.ts"

function sql(text: string, mode: Mode = "condition"): string {
  return new Statement().translate(checked(text, quoteScope), mode)
}

/** What a formula over a quote may read. */
const inputs = [...quote.fields.values()].flatMap(({ name, storage }) =>
  storage.kind === "rows" ? [] : [{ name, storage }],
)

describe("expressions as SQL", () => {
  const [id = ""] = ids

  it("[EX95] conditions stand plain, so that indexes serve them", () => {
    expect(sql("state == 'open' && amount > 100")).to.equal(
      'r."state" = $1::text AND r."amount" > $2::numeric',
    )
    expect(sql("rank >= 3 || code == 5")).to.equal('(r."rank" >= $1::integer OR r."code" = $2::bigint)')
    expect(sql("state in ['open', 'won'] && due <= today()")).to.equal(
      'r."state" = ANY($1::text[]) AND r."due" <= $2::date',
    )
    expect(sql(`customer == '${id}'`)).to.equal('r."customer" = $1::uuid')
    expect(sql("owner == user.id && customer in user.customers")).to.equal(
      'r."owner" = $1::uuid AND r."customer" = ANY($2::uuid[])',
    )
    expect(sql(`subject == '${id}'`)).to.equal(
      '(r."subject__crm_customer" = $1::uuid OR r."subject__base_user" = $1::uuid)',
    )
    expect(sql("title != null && active")).to.equal('r."title" IS NOT NULL AND r."active"')
    expect(sql("contains(title, '50%')")).to.equal('r."title" LIKE $1::text')
  })

  it("[EX95] values and negations are total", () => {
    expect(sql("!(amount > 100)")).to.equal('(r."amount" > $1::numeric) IS NOT TRUE')
    expect(sql("!(rate > 100)")).to.equal('NOT (r."rate" > $1::numeric)')
    expect(sql("title != 'a'")).to.equal('r."title" IS DISTINCT FROM $1::text')
    expect(sql("amount == big")).to.equal('r."amount" IS NOT DISTINCT FROM r."big"')
    expect(sql("amount > 1", "total")).to.equal('((r."amount" > $1::numeric) IS TRUE)')
    expect(sql("active", "value")).to.equal('r."active"')
  })

  it("[EX96] no text of the expression reaches the SQL", () => {
    const statement = new Statement()
    const hostile = "'; drop table x; --"
    const text = statement.translate(
      checked(`title == "${hostile}" || contains(title, "${hostile}")`, quoteScope),
      "condition",
    )
    expect(text).not.to.include("drop")
    expect(
      statement.slots.map((slot) => slot.kind === "literal" && slot.value.includes("drop")),
    ).to.deep.equal([true, true])
  })

  it("paths join each record once, and the key of a record needs no join", () => {
    const statement = new Statement()
    const text = statement.translate(
      checked("customer.name == 'a' && customer.days > 1 && customer.id != null", quoteScope),
      "condition",
    )
    expect(text).to.equal('t1."name" = $1::text AND t1."days" > $2::integer AND r."customer" IS NOT NULL')
    expect(statement.from()).to.equal(
      'quotes.crm_quote r LEFT JOIN quotes."crm_customer" t1 ON t1."id" = r."customer"',
    )
  })

  it("products are rounded only where digits could be cut off, and dividing by a hundred moves the point", () => {
    expect(sql("amount * rate / 100", "value")).to.equal('((r."amount" * r."rate") * 0.01)')
    expect(sql("big * rate", "value")).to.equal('round(r."big" * r."rate", 30)')
    expect(sql("amount / rate", "value")).to.equal(
      'round(div(r."amount" * 1e21, nullif(r."rate", 0)) * 1e-21, 20)',
    )
  })

  it("a child row's parent is joined unless the statement has it", () => {
    const statement = new Statement(line)
    expect(statement.translate(checked("parent.rate * quantity", lineScope), "value")).to.equal(
      '(t1."rate" * r."quantity")',
    )
    expect(statement.from()).to.equal(
      'quotes.crm_quote__lines r LEFT JOIN quotes."crm_quote" t1 ON t1."id" = r."parent"',
    )
    const parent = { alias: "p", table: quote, joins: statement.row.joins }
    const expression = checked("parent.rate * quantity", lineScope)
    expect(translate(expression.node, { ...statement.row, parent }, statement.target)).to.equal(
      '(p."rate" * r."quantity")',
    )
  })

  it("old stands for the row that the statement gives", () => {
    const statement = new Statement()
    const old = { alias: "o", table: quote, joins: statement.row.joins }
    const expression = checked("old.state == state || old.customer.name == null", {
      ...quoteScope,
      old: true,
    })
    expect(translate(expression.node, { ...statement.row, old }, statement.target, "total")).to.equal(
      '((o."state" = r."state" OR t1."name" IS NULL) IS TRUE)',
    )
    expect(() => translate(expression.node, statement.row, statement.target)).to.throw("before the change")
  })

  it("a virtual field is its expression, rounded to the field's decimals", () => {
    const half = checked("amount / 3", quoteScope)
    const fields = new Map(quote.fields).set("third", {
      name: "third",
      type: { kind: "number", whole: 20, scale: 2 },
      nullable: true,
      storage: { kind: "virtual" },
      derived: { kind: "virtual", expression: half },
    })
    const table: TestTable = { ...quote, fields }
    const statement = new Statement(table)
    const text = statement.translate(checked("third > 1", { ...quoteScope, record: table }), "condition")
    expect(text).to.equal('round(round(div(r."amount" * 1e21, $1::numeric) * 1e-21, 20), 2) > $2::numeric')
  })

  it("formulas hold their constants and refuse what is not of the row", () => {
    const of = (text: string, mode: Mode = "value"): string =>
      formula({ node: checked(text, quoteScope).node, inputs }, mode)
    expect(of("round(amount * rate, 2)")).to.equal('round("amount" * "rate", 2)')
    expect(of("title == 'it\\'s' || rank > 3", "condition")).to.equal(
      `("title" = 'it''s'::text OR "rank" > '3'::integer)`,
    )
    expect(of("title == 'back\\\\slash'", "condition")).to.equal(`"title" = E'back\\\\slash'::text`)
    for (const text of ["customer.name", "today()", "owner == user", "count(watchers)"])
      expect(() => of(text), text).to.throw("a formula over one row")
  })
})

describe("expressions in PostgreSQL", function () {
  this.timeout(60_000)
  let client: pg.Client

  before(async () => {
    client = new pg.Client({ connectionString: await testDatabaseUrl() })
    await client.connect()
    await load(client, world(3))
  })
  after(() => client.end())

  it("[EX92] what reads its own row can be a generated column", async () => {
    const texts = [
      "amount / rate",
      "concat(state, ' ', amount, ' ', due, active)",
      "lower(title) + upper(title) + trim(title)",
      "add_months(add_days(due, 1), rank)",
      "date(year(due), month(due), 1)",
      "sent_at > '2024-01-01' && at < '10:00' && contains(title, 'a') && starts_with(title, '\\\\')",
      "min(amount, rate, 3) % 7",
      "if(state in ['open', 'won'], days_between(due, '2024-01-01'), length(title))",
    ]
    for (const [i, text] of texts.entries()) {
      const { node } = checked(text, quoteScope)
      const type = { text: "text", date: "date", boolean: "boolean", number: "numeric" }[
        node.type.kind as string
      ]
      await client.query(
        `alter table quotes.crm_quote add column g${i} ${type} generated always as (${formula({ node, inputs })}) stored`,
      )
    }
  })

  it("[EX95] indexes serve conditions", async () => {
    await client.query(`create index on quotes.crm_quote (state); create index on quotes.crm_quote (rank);
      create index on quotes.crm_quote (subject__base_user); create index on quotes.crm_quote (subject__crm_customer)`)
    await client.query("set enable_seqscan = off")
    for (const text of [
      "state == 'open' && amount > 1",
      "rank == 3",
      `subject == '${ids[0]}'`,
      "state in ['open', 'lost']",
    ]) {
      const statement = new Statement()
      const condition = statement.translate(checked(text, quoteScope), "condition")
      const { rows } = await client.query({
        text: `explain select from ${statement.from()} where ${condition}`,
        values: [...statement.values(world(3))],
        rowMode: "array",
      })
      expect(rows.join("\n"), text).to.match(/Index (Only )?Scan|Bitmap Index Scan/)
    }
    await client.query("reset enable_seqscan")
  })

  it("[EX3] the longest and deepest expressions run", async () => {
    const texts = [
      Array(240).fill("rate").join(" + "),
      `${"!".repeat(400)}active`,
      `${"(".repeat(40)}amount${")".repeat(40)} > 1`,
      Array(120).fill("(amount > 1)").join(" && "),
      `${"if(active,amount,".repeat(39)}0${")".repeat(39)}`,
    ]
    for (const text of texts) {
      const statement = new Statement()
      const value = statement.translate(checked(text, quoteScope), "value")
      const { rowCount } = await client.query(`select ${value} from ${statement.from()}`, [
        ...statement.values(world(3)),
      ])
      expect(rowCount).to.equal(25)
    }
  })
})
