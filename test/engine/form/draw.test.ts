import { expect } from "chai"
import { drawForm, type FieldRights } from "../../../engine/form/index.ts"
import { membersOf } from "../json.ts"
import { compileShop, entityOf, modelOf, plain, text } from "../model/fixture.ts"

const sections = {
  main: {
    title: "General",
    order: 1,
    columns: 2,
    fields: { name: { order: 1, span: 2 }, state: { order: 2, widget: "radio" }, cost: { order: 3 } },
  },
  lines: { order: 2, tab: "Lines", visible: "state == 'open'", fields: { lines: { columns: ["note"] } } },
}
const compiled = compileShop(
  {
    order: {
      title: "Order",
      properties: {
        name: { ...text, description: "How it is called.", examples: ["A-1"] },
        state: { type: "string", enum: ["open", "done"], enum_titles: { open: "Open" } },
        cost: { type: "string", format: "money" },
        total: { type: "string", format: "money", computed: "sum(lines, price)" },
        lines: { type: "array", items: { $ref: "#/$defs/line" } },
      },
      $defs: {
        line: {
          type: "object",
          title: "Line",
          properties: { note: text, price: { type: "string", format: "money" } },
        },
      },
    },
  },
  { "shop/forms/order.json": plain({ $id: "shop.order", entity: "shop.order", sections }) },
)
const order = entityOf(compiled, "order")
const form = modelOf(compiled).forms.get("shop.order")
const all: FieldRights = { read: () => true, write: () => true }

function drawn(rights: FieldRights): ReturnType<typeof drawForm> {
  if (form === undefined) throw new Error("There is no form.")
  return drawForm(form, order, rights)
}

describe("drawForm", () => {
  it("gives schema and layout: titles, choices with their labels, rows, help and hints", () => {
    const { schema, uiSchema } = drawn(all)
    expect(schema).to.deep.equal({
      type: "object",
      title: "Order",
      properties: {
        name: { title: "Name", type: ["string", "null"] },
        state: {
          title: "State",
          type: ["string", "null"],
          oneOf: [
            { const: "open", title: "Open" },
            { const: "done", title: "done" },
          ],
        },
        cost: { title: "Cost", type: ["string", "null"] },
        lines: {
          title: "Lines",
          type: "array",
          items: {
            type: "object",
            title: "Line",
            properties: {
              note: { title: "Note", type: ["string", "null"] },
              price: { title: "Price", type: ["string", "null"] },
            },
          },
        },
      },
    })
    expect(uiSchema).to.deep.equal({
      "ui:order": ["name", "state", "cost", "lines"],
      "ui:options": {
        sections: [
          {
            key: "main",
            title: "General",
            columns: 2,
            fields: [
              { field: "name", span: 2 },
              { field: "state", span: 1 },
              { field: "cost", span: 1 },
            ],
          },
          {
            key: "lines",
            tab: "Lines",
            columns: 2,
            visible: "state == 'open'",
            fields: [{ field: "lines", span: 1 }],
          },
        ],
      },
      name: { "ui:widget": "text", "ui:help": "How it is called.", "ui:placeholder": "A-1" },
      state: { "ui:widget": "radio" },
      cost: { "ui:widget": "money" },
      lines: { "ui:widget": "rows", "ui:options": { columns: ["note"] } },
    })
  })

  it("leaves out what may not be read, with sections that are empty then, and closes what may not be written", () => {
    const { schema, uiSchema } = drawn({
      read: (field) => field === "name" || field === "cost",
      write: (field) => field === "name",
    })
    expect(membersOf(schema["properties"]).map(([name]) => name)).to.deep.equal(["name", "cost"])
    expect(uiSchema["cost"]).to.deep.equal({ "ui:widget": "money", "ui:readonly": true })
    expect(JSON.stringify(uiSchema)).not.to.contain("lines")
  })

  it("closes what the system keeps, in the form made for an entity without one", () => {
    const made = compileShop({ item: { name: text, loud: { type: "string", computed: "upper(name)" } } })
    const own = modelOf(made).forms.get("shop.item")
    const ui = own === undefined ? undefined : drawForm(own, entityOf(made, "item"), all).uiSchema
    expect(ui?.["loud"]).to.deep.equal({ "ui:widget": "text", "ui:readonly": true })
  })
})
