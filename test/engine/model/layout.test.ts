import { expect } from "chai"
import { compileShop, faults, modelOf, text, type Files, plain } from "./fixture.ts"

const entities = {
  city: { name: text },
  person: {
    properties: {
      name: text,
      city: { ref: "shop.city" },
      tags: { type: "array", items: { type: "string" } },
      lines: { type: "array", items: { $ref: "#/$defs/line" } },
    },
    $defs: { line: { type: "object", properties: { note: text } } },
  },
} as const

const form = (more: object): Files => ({
  "shop/forms/person.json": plain({
    $id: "shop.person",
    entity: "shop.person",
    sections: { main: { fields: { name: {} } } },
    ...more,
  }),
})
const view = (more: object): Files => ({
  "shop/views/people.json": plain({
    $id: "shop.people",
    kind: "list",
    entity: "shop.person",
    title: "People",
    columns: { name: {} },
    ...more,
  }),
})
const role = (right: object, more: object = {}): Files => ({
  "shop/roles/clerk.json": plain({
    $id: "shop.clerk",
    title: "Clerk",
    entities: { "shop.person": right },
    ...more,
  }),
})

describe("forms", () => {
  it("keep sections and fields in their order, with columns for child rows", () => {
    const sections = {
      second: { order: 2, fields: { lines: { columns: ["note"] } } },
      first: { order: 1, columns: 3, fields: { city: { order: 2, span: 3 }, name: { order: 1 } } },
    }
    const made = modelOf(compileShop(entities, form({ sections }))).forms.get("shop.person")
    expect(made?.sections).to.deep.equal([
      {
        key: "first",
        columns: 3,
        fields: [
          { field: "name", span: 1 },
          { field: "city", span: 3 },
        ],
      },
      { key: "second", columns: 2, fields: [{ field: "lines", span: 1, columns: ["note"] }] },
    ])
  })

  it("name real fields, once, and fit their columns", () => {
    const cases: readonly (readonly [object, string])[] = [
      [{ main: { fields: { nam: {} } } }, "MOD010 /sections/main/fields/nam"],
      [{ main: { fields: { name: { span: 3 } } } }, "MOD014 /sections/main/fields/name/span"],
      [{ main: { fields: { name: { columns: ["note"] } } } }, "MOD013 /sections/main/fields/name/columns"],
      [{ main: { fields: { lines: { columns: ["not"] } } } }, "MOD010 /sections/main/fields/lines/columns/0"],
      [
        { main: { fields: { name: {} } }, more: { fields: { name: {} } } },
        "MOD006 /sections/more/fields/name",
      ],
      [{ main: { fields: { name: { widget: "switch" } } } }, "MOD013 /sections/main/fields/name/widget"],
      [{ main: { visible: "nam == 'x'", fields: { name: {} } } }, "MOD015 /sections/main/visible"],
    ]
    for (const [sections, fault] of cases)
      expect(faults(compileShop(entities, form({ sections }))), fault).to.deep.equal([fault])
  })

  it("relate to records that refer to theirs", () => {
    const city = (related: object): Files => ({
      "shop/forms/city.json": plain({
        $id: "shop.city",
        entity: "shop.city",
        sections: { main: { fields: { name: {} } } },
        related: { people: related },
      }),
    })
    const made = modelOf(compileShop(entities, city({ entity: "shop.person", via: "city" }))).forms.get(
      "shop.city",
    )
    expect(made?.related).to.deep.equal([
      { key: "people", entity: "shop.person", via: "city", columns: ["name"] },
    ])
    expect(faults(compileShop(entities, city({ entity: "shop.person", via: "name" })))).to.deep.equal([
      "MOD014 /related/people/via",
    ])
    expect(faults(compileShop(entities, city({ entity: "shop.person", via: "town" })))).to.deep.equal([
      "MOD010 /related/people/via",
    ])
    expect(
      faults(compileShop(entities, city({ entity: "shop.person", via: "city", columns: ["nam"] }))),
    ).to.deep.equal(["MOD010 /related/people/columns/0"])
  })
})

describe("views", () => {
  it("resolve paths through references and refuse those that lead nowhere", () => {
    expect(
      modelOf(
        compileShop(
          entities,
          view({ columns: { name: { order: 2 }, "city.name": { order: 1, title: "Town" } } }),
        ),
      ).views.get("shop.people")?.columns,
    ).to.deep.equal([{ path: "city.name", title: "Town" }, { path: "name" }])
    const cases: readonly (readonly [object, string])[] = [
      [{ columns: { "city.nme": {} } }, "MOD010 /columns/city.nme"],
      [{ columns: { "name.city": {} } }, "MOD014 /columns/name.city"],
      [{ sort: ["-nme"] }, "MOD010 /sort/0"],
      [{ sort: ["tags"] }, "MOD014 /sort/0"],
      [{ filter: "name > 3" }, "MOD015 /filter"],
      [{ entity: "shop.persn" }, "MOD010 /entity"],
    ]
    for (const [more, fault] of cases)
      expect(faults(compileShop(entities, view(more))), fault).to.deep.equal([fault])
  })

  it("are the end of navigation only for entities without a view of their own", () => {
    const navigation = { people: { view: "shop.people", group: "Register" } }
    const module: Files = {
      "shop/module.json": { name: "shop", title: "Shop", version: "1.0.0", depends: [], navigation },
    }
    expect(
      modelOf(compileShop(entities, { ...view({}), ...module })).modules.get("shop")?.navigation,
    ).to.deep.equal([
      { key: "people", view: "shop.people", group: "Register" },
      { key: "shop.city", view: "shop.city" },
    ])
    expect(faults(compileShop(entities, module))).to.deep.equal(["MOD010 /navigation/people/view"])
  })
})

describe("roles", () => {
  it("have rights where named and none elsewhere", () => {
    const right = modelOf(
      compileShop(entities, role({ read: "name != null", create: true, fields: { city: "none" } })),
    )
      .roles.get("shop.clerk")
      ?.rights.get("shop.person")
    expect(typeof right?.read === "object" && right.read.text).to.equal("name != null")
    expect([right?.create, right?.update, right?.delete, right?.export]).to.deep.equal([
      true,
      false,
      false,
      false,
    ])
    expect(right?.fields.get("city")).to.equal("none")
  })

  it("cannot let anyone change what a log holds", () => {
    const log = { person: { properties: { name: text }, kind: "log" } } as const
    expect(faults(compileShop(log, role({ read: true, create: true, update: true })))).to.deep.equal([
      "MOD014 /entities/shop.person/update",
    ])
  })

  it("name real entities, fields and roles", () => {
    expect(faults(compileShop(entities, role({ fields: { cty: "none" } })))).to.deep.equal([
      "MOD010 /entities/shop.person/fields/cty",
    ])
    expect(faults(compileShop(entities, role({ read: "nme == 'x'" })))).to.deep.equal([
      "MOD015 /entities/shop.person/read",
    ])
    expect(faults(compileShop(entities, role({}, { includes: ["shop.boss"] })))).to.deep.equal([
      "MOD010 /includes/0",
    ])
    const masked = {
      person: { pin: { type: "string", mask: { show: "last4", whole: ["shop.boss"] } } },
    } as const
    expect(faults(compileShop(masked))).to.deep.equal(["MOD010 /properties/pin/mask/whole/0"])
  })
})

describe("messages", () => {
  it("translate texts that exist, of entities, forms, views and modules", () => {
    const de = {
      "shop/title": "Laden",
      "shop.person/properties/name/title": "Name",
      "shop.people/title": "Leute",
    }
    const titled = {
      ...entities,
      person: {
        ...entities.person,
        properties: { ...entities.person.properties, name: { type: "string", title: "Name" } },
      },
    }
    const messages = modelOf(compileShop(titled, { ...view({}), "shop/messages/de.json": de })).messages
    expect(messages.get("de")?.get("shop.people/title")).to.equal("Leute")
    const wrong = { "shop/messages/de.json": { "shop.person/properties/name/titel": "Name" } }
    expect(faults(compileShop(titled, wrong))).to.deep.equal(["MOD010 /shop.person~1properties~1name~1titel"])
    expect(faults(compileShop(titled, { "shop/messages/deutsch.json": {} }))).to.deep.equal(["MOD004 "])
  })
})
