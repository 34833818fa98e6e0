// The checker: what is refused, with which code, where, and with which mend.
import { expect } from "chai"
import fc from "fast-check"
import { check, type ExpressionFault, type Scope, type Type } from "../../../engine/expression/index.ts"
import { lineScope, quoteScope } from "./fixture/shapes.ts"

function faultsOf(text: string, scope: Scope = quoteScope, expected?: Type): readonly ExpressionFault[] {
  const result = check(text, scope, expected)
  return result.ok ? [] : result.faults
}

/** One fault as `code start-end hint`. */
function fault(text: string, scope: Scope = quoteScope, expected?: Type): string {
  const [first, ...more] = faultsOf(text, scope, expected)
  if (first === undefined || more.length > 0) return `${more.length === 0 ? "no" : "several"} faults`
  const hint = first.hint === undefined ? "" : ` ${first.hint}`
  return `${first.code} ${first.start}-${first.end}${hint}`
}

const cases: readonly (readonly [rule: string, text: string, fault: string])[] = [
  ["EX1", "", "EXP001 0-0"],
  ["EX1", "amount +", "EXP001 8-8"],
  ["EX1", "amount rate", "EXP001 7-11"],
  ["EX1", "(amount", "EXP001 7-7"],
  ["EX1", "'open", "EXP001 0-5"],
  ["EX1", "amount === 1", 'EXP003 0-12 write "=="'],
  ["EX1", "amount = 1", 'EXP003 0-10 write "==" to compare'],
  ["EX1", "amount ?? 1", "EXP003 0-11 write coalesce(a, b)"],
  ["EX1", "customer?.name", "EXP003 0-14 a point is enough: what follows null is null"],
  ["EX1", "`${title}`", 'EXP003 0-10 join texts with "+" or concat(a, b)'],
  ["EX1", "amount // half", "EXP003 7-9"],
  ["EX1", "(amount, rate)", "EXP003 1-13"],
  ["EX1", "title.length()", "EXP003 0-14 write contains(a, b), not a.contains(b)"],
  ["EX1", "concat(...tags)", "EXP003 7-14"],
  ["EX1", "tags[0]", "EXP003 0-7"],
  ["EX1", "/a/ == title", "EXP003 0-3"],
  ["EX1", "+amount", "EXP003 0-7"],
  ["EX2", "this", "EXP004 0-4"],
  ["EX4", "amuont > 1", 'EXP004 0-6 did you mean "amount"?'],
  ["EX4", "customer.nam", 'EXP004 9-12 did you mean "name"?'],
  ["EX4", "lowr(title)", 'EXP005 0-4 did you mean "lower"?'],
  ["EX10", "sum(lines, title)", "EXP004 11-16"],
  ["EX11", "old.amount", "EXP010 0-3 the record before the change is known only in rules"],
  ["EX11", "parent.amount", "EXP010 0-6 only child rows have a parent"],
  ["EX12", "title.x", "EXP004 6-7"],
  ["EX14", "subject.name", "EXP004 8-12 it has entity and id"],
  ["EX15", "constructor", "EXP004 0-11"],
  ["EX15", "customer.__proto__", "EXP004 9-18"],
  ["EX20", "amount && active", "EXP006 0-6"],
  ["EX24", "if(active, 1, 'x')", "EXP006 0-18"],
  ["EX24", "if(active, 1)", "EXP007 0-13 write if(condition, then, else)"],
  ["EX30", "title == 1", "EXP006 0-10"],
  ["EX33", "customer < subject", "EXP006 0-18"],
  ["EX33", "tags == tags", 'EXP006 0-12 write "x in list" or overlaps(a, b)'],
  ["EX34", "state == 'opne'", "EXP008 9-15 did you mean 'open'?"],
  ["EX34", "state in ['open', 'x']", "EXP008 18-21 it is one of 'open', 'won', 'lost'"],
  ["EX34", "subject.entity == 'crm.customr'", "EXP008 18-31 did you mean 'crm.customer'?"],
  ["EX35", "due > '2026-02-30'", "EXP009 6-18 write '2026-01-31'"],
  ["EX35", "customer == 'acme'", "EXP009 12-18 write the id of a record, a UUID"],
  ["EX40", "1e5 == amount", "EXP009 0-3 write digits, with a point before the decimals"],
  ["EX40", "0x10 == amount", "EXP009 0-4 write digits, with a point before the decimals"],
  ["EX40", "010 == amount", "EXP009 0-3 write digits, with a point before the decimals"],
  ["EX40", "10n == amount", "EXP003 0-3"],
  ["EX40", `${"9".repeat(61)} > 1`, "EXP009 0-61"],
  ["EX45", "round(amount, rank)", "EXP006 14-18"],
  [
    "EX46",
    Array(14).fill("big").join(" * "),
    "EXP012 0-81 round or divide less often, multiply fewer values",
  ],
  ["EX50", "title + 1", "EXP006 0-9 write concat(a, b)"],
  ["EX54", "contains(title)", "EXP007 0-15"],
  ["EX61", "due + 1", "EXP006 0-7 write add_days(date, days)"],
  ["EX61", "due - due", "EXP006 0-9 write days_between(from, to)"],
  ["EX70", "avg(amount, 1)", "EXP011 0-14 write avg(lines, ...)"],
  ["EX70", "sum(lines)", "EXP007 0-10"],
  ["EX70", "all(lines, price)", "EXP006 11-16"],
  ["EX73", "lines", "EXP011 0-5 write sum(lines, ...) or exists(lines, ...)"],
  ["EX73", "lines.price", "EXP011 6-11 write sum(lines, price) or another aggregate"],
  ["EX80", "amount in rate", "EXP006 10-14 write x in ['a', 'b']"],
  ["EX80", "amount in []", "EXP003 10-12"],
  ["EX80", "amount in [null]", "EXP003 11-15 write x == null apart"],
  ["EX82", "within(owner, owner)", "EXP006 7-12"],
]

describe("check", () => {
  for (const [rule, text, expected] of cases) {
    it(`[${rule}] refuses ${text.slice(0, 40) || "nothing at all"}`, () => {
      expect(fault(text)).to.equal(expected)
    })
  }

  it("[EX3] refuses what is too long, too deep, or has too many parts", () => {
    expect(fault(`title == '${"x".repeat(2000)}'`)).to.match(/^EXP002/)
    expect(fault(`${"(".repeat(41)}active${")".repeat(41)}`)).to.equal("EXP002 40-41")
    expect(fault("[".repeat(1900))).to.match(/^EXP002 40-41/)
    expect(fault(`${"!".repeat(1500)}active`)).to.match(/^EXP002/)
    expect(fault(`customer${".above".repeat(8)}.name != null`)).to.match(/^EXP002/)
    expect(fault(Array(600).fill("1").join("+"))).to.match(/^EXP002/)
    expect(fault("sum(lines, sum(parent.lines, sum(parent.parent.lines, 1)))", lineScope)).to.match(/^EXP/)
  })

  it("[EX4] gives the faults of independent parts at once", () => {
    const codes = faultsOf("amuont > 1 && foo(title) && state == 'x'").map((each) => each.code)
    expect(codes).to.deep.equal(["EXP004", "EXP005", "EXP008"])
  })

  it("[EX2] a reserved word may name a field", () => {
    const record = {
      id: "x.y",
      fields: new Map([["class", { name: "class", type: { kind: "text" } as const, nullable: true }]]),
    }
    expect(faultsOf("class == 'a' && row.class != 'b'", { ...quoteScope, record })).to.deep.equal([])
  })

  it("[EX11] an expression for everyone does not know the user", () => {
    const { user: _, ...everyone } = quoteScope
    expect(fault("owner == user.id", everyone)).to.equal(
      "EXP010 9-13 this expression must give the same for everyone",
    )
  })

  it("the value must fit what the place expects", () => {
    expect(faultsOf("'2026-01-31'", quoteScope, { kind: "date" })).to.deep.equal([])
    expect(faultsOf("user", quoteScope, { kind: "ref", entities: ["base.user"] })).to.deep.equal([])
    expect(fault("amount", quoteScope, { kind: "boolean" })).to.equal("EXP006 0-6")
    expect(fault("customer", quoteScope, { kind: "ref", entities: ["base.user"] })).to.equal("EXP006 0-8")
  })

  it("never throws, whatever the text", () => {
    const hostile = [
      "\u0000",
      "'\\u0000'",
      "'\\ud800'",
      "💥",
      "a.b.c.d.e",
      "old",
      "user.",
      "((((",
      "1/",
      "new Function('x')",
      "import('fs')",
      "async()=>1",
      "{}",
      "function(){}",
      "yield",
      "await 1",
      "#x in y",
      "a--b",
      "<!-- x",
      "x => x",
      "class{}",
      "new.target",
      "super.x",
      "import.meta",
      "0b1",
      "1_000",
      "\\u0061mount",
    ]
    for (const text of hostile) expect(() => check(text, quoteScope), text).not.to.throw()
    expect(faultsOf("title == '\\u0000'").map((each) => each.code)).to.deep.equal(["EXP009"])
  })

  it("never throws on noise, and places every fault inside the text", () => {
    const words = [
      "amount",
      "title",
      "lines",
      "sum(",
      "(",
      ")",
      "[",
      "]",
      "'",
      '"',
      "+",
      "!",
      "==",
      "&&",
      "?",
      ":",
      ",",
      ".",
      "in",
      "user",
      "1",
      " ",
      "=>",
      "`",
      "\\",
    ]
    const noise = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.constantFrom(...words), { maxLength: 30 }).map((parts) => parts.join("")),
    )
    fc.assert(
      fc.property(noise, (text) => {
        for (const { start, end, code, message } of faultsOf(text)) {
          expect(code).to.match(/^EXP0\d\d$/)
          expect(message).not.to.equal("")
          expect(start).to.be.within(0, end)
          expect(end).to.be.at.most(text.length)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
