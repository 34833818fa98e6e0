import { expect } from "chai"
import type { Entity, Field, Fields, Model } from "../../../runtime/web/contract/model.ts"
import { readProblem } from "../../../runtime/web/contract/problem.ts"
import { checkRecord } from "../../../runtime/web/form/check-record.ts"
import { schemaOf } from "../../../runtime/web/form/schema-of.ts"
import { computeRow, fieldState } from "../../../runtime/web/live/evaluate.ts"
import { liveRules } from "../../../runtime/web/live/live-rules.ts"
import { changesOf, toSend } from "../../../runtime/web/record/changes.ts"
import { readChange } from "../../../runtime/web/record/read-change.ts"
import { startValues } from "../../../runtime/web/record/start-values.ts"
import { en } from "../../../runtime/web/text/en.ts"
import type { Say } from "../../../runtime/web/text/use-text.ts"

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  title: name,
  type: "string",
  required: false,
  read_only: false,
  order: 0,
  ...more,
})
const named = (...all: readonly Field[]): Fields => Object.fromEntries(all.map((each) => [each.name, each]))
const say: Say = (key, values = {}) =>
  en[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))

const order: Entity = {
  id: "shop.order",
  title: "Order",
  plural: "Orders",
  kind: "document",
  title_field: "number",
  searchable: [],
  can: { create: true, update: true, delete: true, export: true },
  history: true,
  fields: named(
    field("number", { read_only: true }),
    field("customer", { ref: "shop.customer", required: true }),
    field("status", {
      enum: [
        { value: "open", title: "Open" },
        { value: "lost", title: "Lost" },
      ],
      default: "open",
    }),
    field("reason", { visible: "status == 'lost'", required_when: "status == 'lost'" }),
    field("date", { format: "date", default: { expression: "today()" } }),
    field("rate", { format: "percent", computed: "customer.rate", read_only: true }),
    field("lines", {
      type: "array",
      rows: {
        title: "Line",
        fields: named(
          field("price", { format: "money", scale: 2 }),
          field("quantity", { format: "quantity" }),
          field("amount", {
            format: "money",
            scale: 2,
            computed: "round(price * quantity, 2)",
            read_only: true,
          }),
        ),
      },
    }),
    field("total", { format: "money", scale: 2, computed: "sum(lines, amount)", read_only: true }),
    field("gross", { format: "money", scale: 2, computed: "total * 2", read_only: true }),
  ),
}
const customer: Entity = {
  ...order,
  id: "shop.customer",
  fields: named(field("rate", { format: "percent" })),
}
const model: Model = {
  fingerprint: "f",
  language: "en",
  tenant: { name: "t", title: "T" },
  user: { id: "u", name: "U", email: "u@t", roles: [] },
  modules: [],
  entities: { [order.id]: order, [customer.id]: customer },
  forms: {},
  views: {},
  reports: [],
}
const around = { user: model.user, known: new Map(), now: new Date("2026-11-23T12:00:00Z") }

describe("a record while it is typed", () => {
  const rules = liveRules(model, order.id)

  it("computes child rows first, then what reads them, with exact decimals", () => {
    const row = computeRow(
      rules,
      order.fields,
      {
        lines: [
          { price: "0.1", quantity: "3" },
          { price: "0.2", quantity: "1" },
        ],
      },
      around,
    )
    expect(row.lines).to.deep.equal([
      { price: "0.1", quantity: "3", amount: "0.30" },
      { price: "0.2", quantity: "1", amount: "0.20" },
    ])
    expect(row).to.include({ total: "0.50", gross: "1.00" })
  })

  it("keeps the stored value where it would need a record that is not at hand", () => {
    const stored = { customer: "c-1", rate: "7" }
    expect(computeRow(rules, order.fields, stored, around).rate).to.equal("7")
    const known = new Map([["shop.customer/c-1", { rate: "12" }]])
    expect(computeRow(rules, order.fields, stored, { ...around, known }).rate).to.equal("12")
  })

  it("shows and asks for a field by its conditions", () => {
    const stateIn = (status: string) =>
      fieldState(order.fields["reason"]!, rules.fields.get("reason"), { status }, around)
    expect(stateIn("open")).to.deep.equal({ visible: false, required: false, readOnly: false })
    expect(stateIn("lost")).to.deep.equal({ visible: true, required: true, readOnly: false })
  })

  it("begins with the defaults and with what the address gives", () => {
    const start = startValues(model, order, new URLSearchParams("customer=c-9&number=7"), around.now)
    expect(start.defaults).to.deep.equal({ status: "open", date: "2026-11-23" })
    expect(start.given).to.deep.equal({ customer: "c-9" })
  })

  it("is checked before it is sent: what is missing, what is no number, down to the cell", () => {
    const row = { status: "lost", lines: [{ price: "1.234" }, { quantity: "many" }] }
    const stateOf = (name: string) => fieldState(order.fields[name]!, rules.fields.get(name), row, around)
    expect(Object.fromEntries(checkRecord(order.fields, row, stateOf, say))).to.deep.equal({
      "/customer": "Please fill this in.",
      "/reason": "Please fill this in.",
      "/lines/0/price": "At most 2 digits after the decimal point.",
      "/lines/1/quantity": "This is not a number.",
    })
  })
})

describe("what is sent", () => {
  it("is a merge patch of the changed fields alone, without computed ones", () => {
    const stored = { customer: "c-1", status: "open", reason: null, total: "1" }
    const typed = { customer: "c-1", status: "lost", reason: "", total: "2" }
    expect(changesOf(stored, typed, order.fields)).to.deep.equal({ status: "lost", reason: "" })
    expect(changesOf(stored, { ...stored, reason: undefined }, order.fields)).to.deep.equal({})
  })

  it("holds child rows by id, without computed cells and without empty rows", () => {
    const lines = [{ id: "l-1", price: "1", amount: "3", position: 1 }, { price: null }, { price: "2" }]
    expect(toSend({ lines }, order.fields)).to.deep.equal({
      lines: [{ id: "l-1", price: "1" }, { price: "2" }],
    })
  })

  it("holds of child rows what is looked up only where it was typed", () => {
    const price = named(field("price", { lookup: true }))
    const fields = named(field("lines", { type: "array", rows: { title: "Line", fields: price } }))
    const stored = {
      lines: [
        { id: "l-1", price: "1" },
        { id: "l-2", price: "1" },
      ],
    }
    const lines = [{ id: "l-1", price: "1", position: 0 }, { id: "l-2", price: "3" }, { price: "2" }]
    expect(toSend({ lines }, fields, stored)).to.deep.equal({
      lines: [{ id: "l-1" }, { id: "l-2", price: "3" }, { price: "2" }],
    })
  })
})

describe("what comes back", () => {
  it("is a problem in words, whatever the body is", () => {
    const problem = readProblem(422, {
      title: "No",
      code: "X1",
      detail: "Wrong.",
      errors: [{ path: "/a", message: "Bad." }, 7],
    })
    expect(problem).to.deep.equal({
      title: "No",
      status: 422,
      code: "X1",
      detail: "Wrong.",
      errors: [{ path: "/a", code: "", message: "Bad." }],
    })
    expect(readProblem(502, undefined)).to.include({ title: "HTTP 502", detail: "HTTP 502" })
  })

  it("is a change from a value to another", () => {
    expect(readChange(["a", "b"])).to.deep.equal({ before: "a", after: "b" })
  })
})

describe("the drawing of a form", () => {
  it("places every field that may be seen, and only those", () => {
    const layout = {
      id: "f",
      related: [],
      sections: [
        {
          key: "s",
          columns: 2,
          fields: [
            { field: "status", span: 1 },
            { field: "secret", span: 1 },
          ],
        },
      ],
    }
    const { schema, uiSchema } = schemaOf(order, layout)
    expect(Object.keys(schema.properties ?? {})).to.deep.equal(["status"])
    expect(uiSchema["status"]).to.include({ "ui:field": "value" })
  })

  it("gives an entity without a layout all its fields", () => {
    expect(Object.keys(schemaOf(order, undefined).schema.properties ?? {})).to.have.members(
      Object.keys(order.fields),
    )
  })
})
