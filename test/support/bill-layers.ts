// A small module with a bill: lines with taxes, charges, a discount, terms of payment and freight to share.
import type { Layer } from "../../engine/layer/index.ts"
import type { JsonObject } from "../../engine/metaschema/index.ts"

type File = Layer["files"][number]

const entity = (id: string, source: JsonObject): File => ({
  path: `${id.replace(".", "/entities/")}.json`,
  content: { $id: id, title: id.split(".")[1] ?? id, type: "object", kind: "master", ...source },
})
const role = (id: string, entities: JsonObject, more: JsonObject = {}): File => ({
  path: `${id.replace(".", "/roles/")}.json`,
  content: { $id: id, title: id, entities, ...more },
})
const text = { type: "string", maxLength: 100 }
const number = (scale: number): JsonObject => ({ type: "string", format: "decimal", precision: 18, scale })
const amount = number(2)
const integer = { type: "integer" }
const rows = (kind: string): JsonObject => ({ type: "array", items: { $ref: `#/$defs/${kind}` } })

const tax = entity("bill.tax", {
  required: ["name"],
  properties: {
    name: text,
    kind: { type: "string", enum: ["percent", "fixed", "division", "group"], default: "percent" },
    rate: number(4),
    included: { type: "boolean" },
    enlarges_base: { type: "boolean" },
    sequence: integer,
    account: text,
    refund_account: text,
    members: { type: "array", ref: "bill.tax", many: true },
    collected: { ...amount, rollup: { of: "bill.bill/taxes", via: "tax", fn: "sum", field: "amount" } },
  },
})

const term = entity("bill.term", {
  required: ["name"],
  properties: { name: text, lines: rows("line") },
  $defs: {
    line: {
      type: "object",
      required: ["kind"],
      properties: {
        kind: { type: "string", enum: ["percent", "percent_of_rest", "fixed", "rest"] },
        value: number(6),
        months: integer,
        day_of_month: integer,
        days: integer,
        discount_percent: number(4),
        discount_days: integer,
        note: text,
      },
    },
  },
})

/** The calculations of a bill, as engine/calculation/SPEC.md shows them. */
export const calculations: JsonObject = {
  taxes: {
    kind: "charges",
    order: 1,
    rounding: "company.tax_rounding",
    step: "currency.rounding",
    total_step: "currency.cash_rounding",
    lines: {
      rows: "lines",
      amount: "amount",
      quantity: "quantity",
      taxes: "tax",
      into: { net: "net_amount", tax: "tax_amount", gross: "gross_amount" },
    },
    tax: {
      kind: "kind",
      rate: "rate",
      included: "included",
      enlarges: "enlarges_base",
      order: "sequence",
      members: "members",
    },
    charges: {
      rows: "charges",
      kind: "kind",
      value: "value",
      row: "on_row",
      line_rate: "parent.excise ? excise_rate : null",
      into: { base: "base", amount: "amount", total: "running_total" },
    },
    discount: { on: "discount_on", percent: "discount_percent", amount: "discount_amount" },
    into: {
      taxes: {
        rows: "taxes",
        tax: "tax",
        base: "base",
        amount: "amount",
        carry: { account: "parent.kind == 'credit_note' ? refund_account : account" },
      },
      net: "net_total",
      tax: "tax_total",
      charges: "charge_total",
      discount: "discount_total",
      round_off: "round_off",
      total: "total",
    },
  },
  instalments: {
    kind: "schedule",
    order: 2,
    total: "total",
    date: "date",
    step: "currency.rounding",
    terms: {
      rows: "payment_term.lines",
      kind: "kind",
      value: "value",
      due: {
        months: { unit: "months", by: "months", order: 1 },
        day: { unit: "day_of_month", by: "day_of_month", order: 2 },
        days: { unit: "days", by: "days", order: 3 },
      },
      discount: { percent: "discount_percent", until: { days: { unit: "days", by: "discount_days" } } },
    },
    into: {
      rows: "instalments",
      due: "due_date",
      amount: "amount",
      discount: "discount",
      discount_until: "discount_date",
      carry: { note: "note" },
    },
  },
  freight: {
    kind: "shares",
    order: 3,
    amount: "freight",
    step: "currency.rounding",
    rows: "lines",
    where: "quantity > 0",
    weight: "quantity",
    into: "freight_share",
  },
  in_books: {
    kind: "shares",
    order: 4,
    amount: "round(total * rate, 2)",
    rows: "instalments",
    weight: "amount",
    into: "in_books",
  },
}

export const bill: JsonObject = {
  kind: "document",
  title_field: "name",
  properties: {
    name: text,
    kind: { type: "string", enum: ["invoice", "credit_note"], default: "invoice" },
    company: { ref: "bill.company" },
    currency: { ref: "bill.currency" },
    payment_term: { ref: "bill.term" },
    date: { type: "string", format: "date" },
    freight: amount,
    rate: { ...number(6), default: "1" },
    discount_on: { type: "string", enum: ["net", "total"] },
    discount_percent: number(4),
    discount_amount: amount,
    lines: rows("line"),
    charges: rows("charge"),
    taxes: rows("tax"),
    instalments: rows("instalment"),
    net_total: amount,
    tax_total: amount,
    charge_total: amount,
    discount_total: amount,
    round_off: amount,
    total: amount,
    paid: { ...amount, default: "0" },
    open: { ...amount, computed: "total - paid" },
    highest: { ...amount, computed: "max(lines, gross_amount)" },
  },
  $defs: {
    line: {
      type: "object",
      properties: {
        item: text,
        quantity: { ...number(3), default: "1" },
        price: number(4),
        amount: { ...number(6), computed: "quantity * price" },
        tax: { ref: "bill.tax" },
        excise_rate: number(4),
        net_amount: amount,
        tax_amount: amount,
        gross_amount: amount,
        freight_share: amount,
      },
    },
    charge: {
      type: "object",
      required: ["kind", "value"],
      properties: {
        kind: { type: "string", enum: ["amount", "of_net", "of_row", "of_total"] },
        value: number(4),
        on_row: integer,
        excise: { type: "boolean" },
        base: amount,
        amount,
        running_total: amount,
      },
    },
    tax: {
      type: "object",
      properties: { tax: { ref: "bill.tax" }, base: amount, amount, account: text },
    },
    instalment: {
      type: "object",
      properties: {
        due_date: { type: "string", format: "date" },
        amount,
        in_books: amount,
        discount: amount,
        discount_date: { type: "string", format: "date" },
        note: text,
      },
    },
  },
  rules: {
    limit: { assert: "total == null || total <= 1000000", message: "Too much for one bill.", path: "/total" },
  },
  calculations,
}

const cycle: JsonObject = {
  $id: "bill.bill_cycle",
  kind: "lifecycle",
  entity: "bill.bill",
  initial: "draft",
  states: { draft: { title: "Draft" }, posted: { title: "Posted", editable: ["name", "paid"] } },
  transitions: {
    post: { title: "Post", from: ["draft"], to: "posted", effects: { day: { set: { freight: "7" } } } },
    credit: {
      title: "Credit",
      from: ["posted"],
      to: "posted",
      effects: {
        note: { create: "bill.bill", copy: "record", values: { kind: "'credit_note'", name: "'credit'" } },
      },
    },
  },
}

/** The layers, with the bill as it is here or with other calculations. */
export function billLayers(of: JsonObject = bill): readonly Layer[] {
  return [
    {
      name: "base",
      kind: "module",
      files: [
        { path: "base/module.json", content: { name: "base", title: "Base", version: "1.0.0", depends: [] } },
        entity("base.user", {
          title_field: "name",
          required: ["name"],
          properties: { name: text, roles: { type: "array", items: { type: "string", format: "role" } } },
        }),
      ],
    },
    {
      name: "bill",
      kind: "module",
      files: [
        {
          path: "bill/module.json",
          content: { name: "bill", title: "Bills", version: "1.0.0", depends: ["base"] },
        },
        entity("bill.company", {
          properties: { name: text, tax_rounding: { type: "string", enum: ["line", "document"] } },
        }),
        entity("bill.currency", {
          properties: { name: text, rounding: number(6), cash_rounding: number(6) },
        }),
        tax,
        term,
        entity("bill.bill", of),
        { path: "bill/workflows/bill_cycle.json", content: cycle },
        role("bill.admin", {}, { all: true }),
        role("bill.reader", { "bill.bill": { read: true } }),
        role("bill.clerk", {
          "bill.bill": { read: true, create: "total < 1000", update: "kind == 'invoice'" },
        }),
      ],
    },
  ]
}
