// What expressions mean, rule by rule, on one record.
import { expect } from "chai"
import { compile, compileCondition, type Env } from "../../../engine/expression/index.ts"
import { checked, evaluated } from "./fixture/env.ts"
import { ids } from "./fixture/generate.ts"
import { lineScope, quoteScope } from "./fixture/shapes.ts"

const [ann = "", bob = "", cleo = "", dan = ""] = ids
const customers: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  [ann]: { id: ann, name: "Ann", days: 30, above: null, credit: "10.00" },
  [bob]: { id: bob, name: "Bob", days: null, above: ann },
  [cleo]: { id: cleo, name: "Cleo", days: 7, above: dan },
  [dan]: { id: dan, name: "Dan", days: 7, above: cleo },
}

const env: Env = {
  row: {
    id: ids[5],
    state: "open",
    title: "Straße",
    amount: "100.5000",
    rate: "3.00",
    rank: 2,
    active: null,
    due: "2024-01-31",
    sent_at: "2024-03-01T01:30:00+05:30",
    at: "09:30:00",
    customer: bob,
    owner: ann,
    subject: { entity: "crm.customer", id: bob },
    watchers: [ann, bob],
    tags: ["a", "b"],
    lines: [
      { quantity: "2.000", price: "3.5000", note: "z", done: true },
      { quantity: "1.000", price: null, note: null, done: null },
      { quantity: "-1.000", price: "1.0000", note: "😀", done: false },
    ],
  },
  user: { id: ann, name: "Ann", limit: "50", customer: ann, customers: [ann, cleo], roles: ["b", "sales"] },
  today: "2024-02-29",
  now: "2024-02-29T20:00:00Z",
  follow: (_entity, id) => customers[id],
}

const cases: readonly (readonly [rule: string, text: string, value: string | null])[] = [
  ["EX1", "1 + 2 * 3 - -4", "11"],
  ["EX10", "amount", "100.5"],
  ["EX12", "customer.above.name", "Ann"],
  ["EX12", "customer.above.above.name", null],
  ["EX12", "customer.above.id", ann],
  ["EX13", "owner == user", "true"],
  ["EX14", "subject.entity", "crm.customer"],
  ["EX14", "subject == customer && subject.id == customer", "true"],
  ["EX20", "active && true || !active", "true"],
  ["EX20", "active || active", "false"],
  ["EX21", "customer.days == null", "true"],
  ["EX21", "active == false", "false"],
  ["EX21", "active != false", "true"],
  ["EX22", "customer.days < 1 || customer.days >= 1", "false"],
  ["EX23", "active", null],
  ["EX24", "active ? 1 : 2", "2"],
  ["EX24", "if(amount > 100, 'much', 'little')", "much"],
  ["EX25", "coalesce(customer.days, customer.above.days, 0)", "30"],
  ["EX26", "'' == null", "false"],
  ["EX30", "amount == 100.5", "true"],
  ["EX31", "'😀' > '\uffee'", "true"],
  ["EX32", "sent_at == '2024-02-29T20:00:00Z' && sent_at == now()", "true"],
  ["EX32", "at < '09:30:00.5'", "true"],
  ["EX35", "due < '2024-02-01'", "true"],
  ["EX35", "sent_at > '2024-02-29'", "true"],
  ["EX35", "due == if(active, '2024-01-01', '2024-01-31')", "true"],
  ["EX41", "amount + customer.days", null],
  ["EX42", "0.1 + 0.2", "0.3"],
  ["EX42", "0.000000000000001 * 0.0000000000000005", "0.000000000000000000000000000001"],
  ["EX43", "1 / 3", "0.33333333333333333333"],
  ["EX43", "2 / 3", "0.66666666666666666667"],
  ["EX43", "-2 / 3", "-0.66666666666666666667"],
  ["EX43", "1 / 0", null],
  ["EX43", "5 % 0", null],
  ["EX44", "-7 % 3", "-1"],
  ["EX44", "7.5 % -2", "1.5"],
  ["EX45", "round(2.5) - round(-2.5)", "6"],
  ["EX45", "round(1.005, 2)", "1.01"],
  ["EX45", "round(-0.4)", "0"],
  ["EX47", "min(amount, customer.days, 3)", "3"],
  ["EX47", "max(customer.days, null)", null],
  ["EX47", "floor(-1.5) + ceil(-1.5) + abs(-1.5)", "-1.5"],
  ["EX50", "title + '!'", "Straße!"],
  ["EX50", "title + customer.above.above.name", null],
  ["EX50", "concat(state, ' ', amount, ' ', due, active)", "open 100.5 2024-01-31"],
  ["EX51", "text(100.00) + text(rate)", "1003"],
  ["EX52", "upper(title)", "STRASSE"],
  ["EX52", "lower('ΑΣ İ')", "ασ i"],
  ["EX53", "length('😀é')", "2"],
  ["EX53", "trim('\\u00a0 x\\t')", "x"],
  ["EX54", "contains(title, 'aß') && starts_with(title, '') && ends_with(title, 'e')", "true"],
  ["EX54", "contains(customer.above.above.name, '')", "false"],
  ["EX55", "phone('+49 (0)40 / 123-4 ext. 5')", "+49401234"],
  ["EX55", "phone('0049 40 1234', '+43')", "+49401234"],
  ["EX55", "phone('Tel. (040) 1234', '+49')", "+49401234"],
  ["EX55", "phone('040 1234')", "0401234"],
  ["EX55", "phone('none', '+49')", null],
  ["EX60", "add_days(date(9999, 12, 31), 1)", null],
  ["EX61", "add_months(due, 1)", "2024-02-29"],
  ["EX61", "add_months(due, -11)", "2023-02-28"],
  ["EX61", "add_days(due, 1.9)", "2024-02-01"],
  ["EX61", "add_days(due, -1.9)", "2024-01-30"],
  ["EX62", "days_between(due, today())", "29"],
  ["EX62", "year(due) * 100 + month(due)", "202401"],
  ["EX62", "date(2023, 2, 29)", null],
  ["EX63", "today()", "2024-02-29"],
  ["EX70", "sum(lines, quantity * price * parent.rate)", "18"],
  ["EX70", "count(lines, done) + count(lines)", "4"],
  ["EX70", "exists(lines, line.quantity < 0) && !all(lines, done)", "true"],
  ["EX71", "sum(lines, price)", "4.5"],
  ["EX71", "max(lines, note)", "😀"],
  ["EX72", "avg(lines, price)", "2.25"],
  ["EX80", "state in ['won', 'open']", "true"],
  ["EX80", "customer.days in [rank, customer.days]", "true"],
  ["EX80", "customer.above.above in user.customers", "false"],
  ["EX80", "'b' in tags && user.id in watchers", "true"],
  ["EX81", "overlaps(tags, user.roles)", "true"],
  ["EX81", "count(watchers)", "2"],
  ["EX82", "within(customer, user.customer)", "true"],
  ["EX82", "within(customer, user.customers)", "true"],
  ["EX82", `within(customer, '${cleo}')`, "false"],
]

describe("evaluate", () => {
  for (const [rule, text, value] of cases) {
    it(`[${rule}] ${text}`, () => {
      expect(evaluated(text, quoteScope, env)).to.equal(value)
    })
  }

  it("[EX11] parent, old and user", () => {
    const line: Env = { ...env, row: { quantity: "2.000" }, parent: env.row, old: { quantity: "1.000" } }
    const scope = { ...lineScope, old: true }
    expect(evaluated("quantity - old.quantity + parent.rate", scope, line)).to.equal("4")
    expect(evaluated("parent.customer.name + user.name", scope, line)).to.equal("BobAnn")
    expect(evaluated("sum(parent.lines, quantity * parent.quantity)", scope, line)).to.equal("4")
  })

  it("[EX71] no rows at all", () => {
    const none: Env = { ...env, row: { ...env.row, lines: [] } }
    const texts = [
      "sum(lines, price)",
      "count(lines)",
      "all(lines, done)",
      "exists(lines)",
      "avg(lines, price)",
      "min(lines, price)",
    ]
    expect(texts.map((text) => evaluated(text, quoteScope, none))).to.deep.equal([
      "0",
      "0",
      "true",
      "false",
      null,
      null,
    ])
  })

  it("[EX82] a cycle in a tree ends the climb", () => {
    const round: Env = { ...env, row: { ...env.row, customer: cleo } }
    expect(evaluated("within(customer, user.customer)", quoteScope, round)).to.equal("false")
  })

  it("expanded references are read in place", () => {
    const expanded: Env = { ...env, row: { ...env.row, customer: { id: bob, name: "Robert" } } }
    expect(evaluated("customer.name", quoteScope, expanded)).to.equal("Robert")
    expect(evaluated("customer.above.name", quoteScope, expanded)).to.equal("Ann")
    expect(evaluated(`customer == '${bob}'`, quoteScope, expanded)).to.equal("true")
  })

  it("what does not fit its type counts as null, while people still type", () => {
    const typing: Env = {
      ...env,
      row: { amount: "12,", due: "2024-02-3", rank: NaN, active: "yes", customer: 5, tags: "a", lines: "x" },
    }
    const texts = [
      "amount",
      "due",
      "rank",
      "active",
      "customer",
      "customer.name",
      "count(tags)",
      "count(lines)",
      "'a' in tags",
    ]
    expect(texts.map((text) => evaluated(text, quoteScope, typing))).to.deep.equal([
      null,
      null,
      null,
      null,
      null,
      null,
      "0",
      "0",
      "false",
    ])
  })

  it("[EX20] as a condition null is false", () => {
    expect(compileCondition(checked("active", quoteScope))(env)).to.equal(false)
  })

  it("[EX15] inherited members are not fields", () => {
    const record = {
      id: "x.y",
      fields: new Map([["value_of", { name: "value_of", type: { kind: "text" } as const, nullable: true }]]),
    }
    const run = compile(checked("value_of", { ...quoteScope, record }))
    expect(run({ ...env, row: {} })).to.equal(null)
  })
})
