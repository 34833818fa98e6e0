import { expect } from "chai"
import { compile } from "../../../engine/model/index.ts"
import { compileShop, entityOf, faults, layer, modelOf, shop, text } from "./fixture.ts"

describe("compile", () => {
  it("makes a table with system and declared fields, humanised titles, a form and a view of one dropped-in file", () => {
    const compiled = compileShop({
      gift_card: { name: text, valid_until: { type: "string", format: "date" } },
    })
    const card = entityOf(compiled, "gift_card")
    expect([...card.fields.keys()]).to.deep.equal([
      "id",
      "version",
      "created_at",
      "created_by",
      "updated_at",
      "updated_by",
      "name",
      "valid_until",
    ])
    expect(card.table).to.equal("shop_gift_card")
    expect(card.fields.get("valid_until")?.title).to.equal("Valid until")
    expect(card.titleField).to.equal("name")
    const model = modelOf(compiled)
    expect(model.forms.get("shop.gift_card")?.sections[0]?.fields.map((field) => field.field)).to.deep.equal([
      "name",
      "valid_until",
    ])
    expect(model.views.get("shop.gift_card")?.columns.map((column) => column.path)).to.deep.equal([
      "name",
      "valid_until",
    ])
    expect(model.modules.get("shop")?.navigation).to.deep.equal([
      { key: "shop.gift_card", view: "shop.gift_card" },
    ])
  })

  it("is frozen to any depth, maps included", () => {
    const model = modelOf(compileShop({ item: { name: text } }))
    expect(Object.isFrozen(model.entities.get("shop.item")?.fields.get("name"))).to.equal(true)
    expect(() => new Map(model.entities).set("x", model.entities.get("shop.item")!)).not.to.throw()
    expect(() => (model.entities as Map<string, never>).clear()).to.throw("does not change")
  })

  it("gives equal sources equal fingerprints, whatever the order of keys and whichever layer set them", () => {
    const once = shop({ item: { name: text, note: { type: "string", maxLength: 5 } } })
    const again = [
      shop({ item: { note: { maxLength: 9, type: "string" }, name: text } }),
      layer("acme", { "shop/entities/item.json": { properties: { note: { maxLength: 5 } } } }, "tenant"),
    ]
    expect(modelOf(compile([once])).fingerprint).to.equal(modelOf(compile(again)).fingerprint)
    expect(modelOf(compile(again.slice(0, 1))).fingerprint).not.to.equal(modelOf(compile([once])).fingerprint)
  })

  it("names the layer that set the offending key, the file, the pointer and the nearest name", () => {
    const tenant = layer(
      "acme",
      { "shop/entities/item.json": { properties: { category: { ref: "shop.categry" } } } },
      "tenant",
    )
    const compiled = compile([shop({ item: { name: text }, category: { name: text } }), tenant])
    expect(compiled.diagnostics).to.deep.equal([
      {
        code: "MOD010",
        severity: "error",
        message: 'There is no entity "shop.categry".',
        hint: 'Did you mean "shop.category"?',
        file: "shop/entities/item.json",
        pointer: "/properties/category/ref",
        layer: "acme",
      },
    ])
  })

  it("reports everything at once", () => {
    const compiled = compileShop({
      item: { properties: { name: { type: "string", maxlength: 3 } } },
      order: {
        properties: {
          id: text,
          total: { type: "string", format: "decimal", computed: "quantty * 2" },
          quantity: { type: "integer" },
        },
        title_field: "nme",
      },
    })
    expect(faults(compiled)).to.deep.equal([
      "MOD003 /properties/name/maxlength",
      "MOD010 /title_field",
      "MOD011 /properties/id",
      "MOD015 /properties/total/computed",
    ])
  })
})
