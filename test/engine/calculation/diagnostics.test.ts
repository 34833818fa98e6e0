import { expect } from "chai"
import type { JsonObject, JsonValue } from "../../../engine/metaschema/index.ts"
import { compile } from "../../../engine/model/index.ts"
import { bill, billLayers, calculations } from "../../support/bill-layers.ts"

/** Faults of the bill with a calculation changed at a path: `pointer: message hint`. */
function faults(path: string, value: JsonValue | undefined): readonly string[] {
  return said({ ...bill, calculations: changed(calculations, path.split("."), value) })
}

function said(source: JsonObject): readonly string[] {
  return compile(billLayers(source)).diagnostics.map(({ code, pointer = "", message, hint = "" }) =>
    `${code} ${pointer.replace("/calculations/", "")}: ${message} ${hint}`.trim(),
  )
}

function changed(
  from: JsonObject,
  [first = "", ...rest]: readonly string[],
  value: JsonValue | undefined,
): JsonObject {
  const { [first]: old, ...others } = from
  if (rest.length > 0) return { ...from, [first]: changed((old ?? {}) as JsonObject, rest, value) }
  return value === undefined ? others : { ...others, [first]: value }
}

describe("calculations in metadata", () => {
  const cases: readonly (readonly [string, JsonValue | undefined, readonly string[]])[] = [
    [
      "taxes.lines.rows",
      "line",
      [
        'MOD010 taxes/lines/rows: There is no field of bill.bill with child rows, "line". Did you mean "lines"?',
      ],
    ],
    [
      "taxes.lines.amount",
      "amont",
      ['MOD015 taxes/lines/amount: bill.bill/lines has no field "amont". did you mean "amount"?'],
    ],
    [
      "taxes.lines.taxes",
      "item",
      [
        "MOD014 taxes/lines/taxes: This is no path from a line to the definitions of its taxes. Name a field that refers to one entity.",
      ],
    ],
    [
      "taxes.tax",
      undefined,
      ['MOD014 taxes: How a tax of bill.tax is worked out is not said. Add "tax": {"rate": ...}.'],
    ],
    ["taxes.tax.members", "account", ['MOD014 taxes/tax/members: "account" does not hold many of bill.tax.']],
    [
      "taxes.into.total",
      "date",
      ['MOD014 taxes/into/total: "date" cannot hold a number. Name a plain field for the result.'],
    ],
    [
      "taxes.into.total",
      "open",
      ['MOD014 taxes/into/total: "open" is derived from others. Name a plain field for the result.'],
    ],
    [
      "taxes.into.total",
      "paid",
      [
        'MOD014 taxes/into/total: "paid" has a default, which would never be seen. Name a plain field for the result.',
      ],
    ],
    [
      "instalments.date",
      "today()",
      [
        "MOD014 instalments/date: A calculation does not depend on the day. Keep the value in a field of the record.",
      ],
    ],
    [
      "instalments.terms.rows",
      "payment_term.name",
      ['MOD014 instalments/terms/rows: "name" of bill.term holds no rows.'],
    ],
    [
      "instalments.terms.rows",
      "payment_trem.lines",
      [
        'MOD010 instalments/terms/rows: There is no field of bill.bill "payment_trem". Did you mean "payment_term"?',
      ],
    ],
    [
      "instalments.order",
      0,
      ['MOD016 instalments: It reads "total", which it gives itself or a later calculation does.'],
    ],
    [
      "instalments.total",
      "open",
      [
        'MOD016 instalments: It reads "open", which is worked out of what calculations give. Read those results themselves.',
      ],
    ],
    [
      "freight.into",
      "net_amount",
      ['MOD014 freight: "lines/net_amount" is filled by another calculation already.'],
    ],
  ]
  for (const [path, value, expected] of cases)
    it(`${path} = ${JSON.stringify(value) ?? "nothing"} is refused at its place`, () => {
      expect(faults(path, value)).to.include.members([...expected])
    })

  it("names an unknown kind, key or word alone, with the nearest", () => {
    const wrong = (path: string, value: JsonValue | undefined): readonly string[] =>
      faults(path, value).filter((fault) => fault.startsWith("MOD003"))
    expect(wrong("freight.kind", "share")).to.deep.equal([
      'MOD003 freight/kind: "share" is not possible for kind: it is one of charges, schedule, shares. Did you mean "shares"?',
    ])
    expect(wrong("taxes.lines.amout", "amount")).to.deep.equal([
      'MOD003 taxes/lines/amout: "amout" is not a key that means anything here. Did you mean "amount"?',
    ])
    expect(wrong("freight.weight", undefined)).to.deep.equal(['MOD003 freight: freight lacks "weight".'])
  })

  it("keeps results out of every input", () => {
    const compiled = compile(billLayers())
    const entity = compiled.ok ? compiled.model.entities.get("bill.bill") : undefined
    const kept = [...(entity?.fields.values() ?? [])].filter(({ calculation }) => calculation !== undefined)
    expect(kept.map(({ name, system }) => [name, system])).to.deep.include.members([
      ["taxes", true],
      ["instalments", true],
      ["total", true],
    ])
    expect(entity?.rows.get("lines")?.fields.get("freight_share")).to.include({ system: true })
    expect(entity?.rows.get("lines")?.fields.get("price")).to.include({ system: false })
  })
})
