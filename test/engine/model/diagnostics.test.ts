import { expect } from "chai"
import { compile } from "../../../engine/model/index.ts"
import { compileShop, faults, layer, say, shop, text, type Files, plain } from "./fixture.ts"

type Property = Readonly<Record<string, string | number | boolean | readonly string[] | object>>

/** Faults of one entity with the given property `x` beside a text `name`. */
function ofProperty(x: Property): readonly string[] {
  return faults(compileShop({ item: { name: text, x: plain(x) } }))
}

describe("diagnostics of files", () => {
  it("MOD004 a file that is no item of a module, with the folder meant", () => {
    const compiled = compileShop({ item: { name: text } }, { "shop/entitys/x.json": {}, "readme.json": {} })
    expect(compiled.diagnostics.map(say)).to.deep.equal([
      "MOD004 readme.json#: No item of the metadata has such a path. Files are `<module>/module.json` or `<module>/entities/<name>.json` and its like.",
      'MOD004 shop/entitys/x.json#: "entitys" is not a folder of a module. Did you mean entities?',
    ])
  })

  it("MOD004 a path that does not agree with the id", () => {
    const files: Files = { "shop/roles/seller.json": { $id: "shop.seler", title: "Seller", entities: {} } }
    expect(faults(compileShop({ item: { name: text } }, files))).to.deep.equal(["MOD004 /$id"])
  })

  it("MOD005 removing what is not there is a warning, not a fault", () => {
    const tenant = layer(
      "acme",
      { "shop/entities/item.json": { properties: { gone: null } }, "shop/entities/none.json": null },
      "tenant",
    )
    const compiled = compile([shop({ item: { name: text } }), tenant])
    expect(compiled.ok).to.equal(true)
    expect(
      compiled.diagnostics.map(({ code, severity, pointer, layer: by }) => [code, severity, pointer, by]),
    ).to.deep.equal([
      ["MOD005", "warning", "/properties/gone", "acme"],
      ["MOD005", "warning", undefined, "acme"],
    ])
  })

  it("MOD006 a file that a layer holds twice", () => {
    const twice = shop({ item: { name: text } })
    const compiled = compile([{ ...twice, files: [...twice.files, ...twice.files.slice(1)] }])
    expect(faults(compiled)).to.deep.equal(["MOD006 undefined"])
  })

  it("does not blame those who refer to an item that is there but malformed", () => {
    const compiled = compileShop({
      item: { owner: { ref: "shop.person" } },
      person: { properties: { name: { type: "txt" } } },
    })
    expect(faults(compiled)).to.deep.equal(["MOD003 /properties/name/type"])
  })
})

describe("diagnostics of names", () => {
  it("MOD010 names of nothing: each with its place", () => {
    const compiled = compileShop({
      item: {
        required: ["nmae"],
        title_field: "titel",
        searchable: ["naem"],
        order: ["-pric"],
        tree: "parnt",
        unique: { one: { fields: ["nam"] } },
        indexes: { one: { fields: ["-nam"] } },
        exclude: { one: { equal: ["nam"], from: "fro", to: "too" } },
        rules: { one: { assert: "name != null", message: "No.", path: "/nam" } },
        properties: {
          name: text,
          lines: { type: "array", items: { $ref: "#/$defs/lin" } },
          total: { type: "string", format: "money", currency_field: "curency" },
          other: { ref: "shop.itme", copy: { nam: "name" } },
          state: { type: "string", enum: ["new"], enum_titles: { nwe: "New" } },
        },
      },
    })
    expect(faults(compiled)).to.deep.equal([
      "MOD010 /exclude/one/equal/0",
      "MOD010 /exclude/one/from",
      "MOD010 /exclude/one/to",
      "MOD010 /indexes/one/fields/0",
      "MOD010 /order/0",
      "MOD010 /properties/lines/items/$ref",
      "MOD010 /properties/other/ref",
      "MOD010 /properties/state/enum_titles/nwe",
      "MOD010 /properties/total/currency_field",
      "MOD010 /required/0",
      "MOD010 /rules/one/path",
      "MOD010 /searchable/0",
      "MOD010 /title_field",
      "MOD010 /tree",
      "MOD010 /unique/one/fields/0",
    ])
  })

  it("MOD011 names that the system or the language keeps", () => {
    for (const name of ["id", "version", "created_at", "user", "old", "true", "a__b"])
      expect(faults(compileShop({ item: { name: text, [name]: text } })), name).to.deep.equal([
        `MOD011 /properties/${name}`,
      ])
    const rows = { lines: { type: "array", items: { $ref: "#/$defs/line" } } }
    const compiled = compileShop({
      item: { properties: rows, $defs: { line: { type: "object", properties: { position: text } } } },
    })
    expect(faults(compiled)).to.deep.equal(["MOD011 /$defs/line/properties/position"])
  })

  it("MOD012 identifiers that PostgreSQL would cut off, and two tables of one name", () => {
    const long = "a".repeat(40)
    const both = compileShop({
      [long]: { [long]: { type: "array", ref: `shop.${long}`, many: true } },
      a__b: { name: text },
      a: { b: { type: "array", ref: "shop.a", many: true } },
    })
    expect(faults(both)).to.deep.equal(["MOD012 ", `MOD012 /properties/${long}`])
  })

  it("MOD017 a reference beyond the module's dependencies; another layer may reach further", () => {
    const base = layer("base", {
      "base/module.json": { name: "base", title: "Base", version: "1.0.0", depends: [] },
      "base/entities/note.json": {
        $id: "base.note",
        title: "Note",
        type: "object",
        kind: "log",
        properties: { body: text, about: { ref: "shop.item" } },
      },
    })
    expect(faults(compile([base, shop({ item: { name: text } })]))).to.deep.equal([
      "MOD017 /properties/about/ref",
    ])
    const plain = layer("base", {
      ...Object.fromEntries(base.files.map((file) => [file.path, file.content])),
      "base/entities/note.json": {
        $id: "base.note",
        title: "Note",
        type: "object",
        kind: "log",
        properties: { body: text },
      },
    })
    const patch = { "base/entities/note.json": { properties: { about: { ref: "shop.item" } } } }
    expect(faults(compile([plain, shop({ item: { name: text } }, patch)]))).to.deep.equal([])
    expect(
      faults(compile([plain, shop({ item: { name: text } }), layer("acme", patch, "tenant")])),
    ).to.deep.equal([])
  })

  it("MOD016 modules and roles in a circle name the loop", () => {
    const module = (name: string, depends: readonly string[]): Files => ({
      [`${name}/module.json`]: { name, title: name, version: "1.0.0", depends },
    })
    const compiled = compile([layer("a", module("a", ["b"])), layer("b", module("b", ["a"]))])
    expect(compiled.diagnostics.map((fault) => fault.message)).to.deep.equal([
      "The modules depend on each other in a circle: a -> b -> a.",
    ])
    const role = (name: string, other: string): Files => ({
      [`shop/roles/${name}.json`]: {
        $id: `shop.${name}`,
        title: name,
        includes: [`shop.${other}`],
        entities: {},
      },
    })
    expect(
      faults(compileShop({ item: { name: text } }, { ...role("x", "y"), ...role("y", "x") })),
    ).to.deep.equal(["MOD016 /includes"])
  })
})

describe("diagnostics of keywords", () => {
  it("MOD013 a keyword that does nothing on the type of field", () => {
    expect(ofProperty({ type: "boolean", maxLength: 3 })).to.deep.equal(["MOD013 /properties/x/maxLength"])
    expect(ofProperty({ type: "string", minimum: 3 })).to.deep.equal(["MOD013 /properties/x/minimum"])
    expect(ofProperty({ type: "string", format: "date", pattern: "a" })).to.deep.equal([
      "MOD013 /properties/x/pattern",
    ])
    expect(ofProperty({ ref: "shop.item", format: "email" })).to.deep.equal(["MOD013 /properties/x/format"])
    expect(ofProperty({ type: "array", ref: "shop.item", many: true, unique: true })).to.deep.equal([
      "MOD013 /properties/x/unique",
    ])
  })

  it("MOD013 child rows that no field holds", () => {
    const compiled = compileShop({
      item: { properties: { name: text }, $defs: { line: { type: "object", properties: { a: text } } } },
    })
    expect(faults(compiled)).to.deep.equal(["MOD013 /$defs/line"])
  })

  it("MOD014 keywords that contradict each other", () => {
    const cases: readonly (readonly [Property, readonly string[]])[] = [
      [{ title: "No type" }, [""]],
      [{ type: "string", computed: "name", default: "x" }, ["/default"]],
      [{ type: "string", computed: "name", virtual: true, indexed: true }, ["/indexed"]],
      [{ type: "string", computed: "name", sequence: { pattern: "{0}" } }, ["/sequence"]],
      [{ type: "array", many: true, ref: ["shop.item", "shop.other"] }, ["/ref"]],
      [{ type: "string", format: "image" }, ["/format"]],
      [{ type: "string", format: "decimal", precision: 3, scale: 5 }, ["/scale"]],
      [{ type: "string", enum: ["a"], format: "email" }, ["/format"]],
      [{ type: "string", enum: ["a"], maxLength: 3, pattern: "a" }, ["/maxLength", "/pattern"]],
      [{ type: "string", sequence: { pattern: "A-{YYY}-{0000}" } }, ["/sequence"]],
      [{ type: "string", sequence: { pattern: "A-{00}-{00}" } }, ["/sequence"]],
      [{ type: "string", enum_titles: { a: "A" } }, ["/enum_titles"]],
      [{ type: "string", default: { expression: "x" }, copy: { name: "name" } }, []],
    ]
    for (const [property, places] of cases) {
      const found = ofProperty(property)
        .filter((fault) => fault.startsWith("MOD014"))
        .map((fault) => fault.replace("MOD014 /properties/x", ""))
      if (places.length > 0) expect(found, JSON.stringify(property)).to.deep.equal([...new Set(places)])
    }
  })

  it("MOD014 a stored value that depends on the time", () => {
    expect(ofProperty({ type: "boolean", computed: "today() > '2026-01-01'" })).to.deep.equal([
      "MOD014 /properties/x/computed",
    ])
    expect(ofProperty({ type: "boolean", computed: "today() > '2026-01-01'", virtual: true })).to.deep.equal(
      [],
    )
  })

  it("MOD014 a default that looks into other records", () => {
    const compiled = compileShop({
      item: {
        name: text,
        other: { ref: "shop.item" },
        x: { type: "string", default: { expression: "other.name" } },
      },
    })
    expect(faults(compiled)).to.deep.equal(["MOD014 /properties/x/default/expression"])
  })

  it("MOD014 a rename from something that is still there", () => {
    expect(ofProperty({ type: "string", was: "name" })).to.deep.equal(["MOD014 /properties/x/was"])
    expect(faults(compileShop({ item: { properties: { name: text }, was: "shop.item" } }))).to.deep.equal([
      "MOD014 /was",
    ])
  })

  it("MOD015 an expression that does not fit, with the part at fault and the nearest name", () => {
    const compiled = compileShop({ item: { name: text, x: { type: "string", computed: "upper(nme)" } } })
    const [fault] = compiled.diagnostics
    expect(fault?.code).to.equal("MOD015")
    expect(fault?.message).to.contain("(at `nme`, character 7)")
    expect(fault?.hint).to.contain("name")
  })

  it("MOD016 values that depend on each other, through references too", () => {
    const compiled = compileShop({
      item: {
        a: { type: "integer", computed: "b + 1" },
        b: { type: "integer", computed: "up.a + 1" },
        up: { ref: "shop.item" },
      },
    })
    expect(compiled.diagnostics.map((fault) => fault.message)).to.deep.equal([
      "The values depend on each other in a circle: shop.item.a -> shop.item.b -> shop.item.a.",
    ])
  })

  it("MOD018 patterns that are slow, or that the database reads otherwise", () => {
    for (const pattern of ["^(a+)+$", "(a|b)*", "(?<=x)y", "\\bword", "(x)\\1", "a+?", "(.*,)*", "[a-z"])
      expect(ofProperty({ type: "string", pattern }), pattern).to.deep.equal(["MOD018 /properties/x/pattern"])
    for (const pattern of [
      "^[A-Z]{2}[0-9]{2}$",
      "^(ab)+$",
      "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
      "^(a|b)$",
      "^x?(y[0-9]+)?$",
    ])
      expect(ofProperty({ type: "string", pattern }), pattern).to.deep.equal([])
  })

  it("MOD019 a default that the field could not hold", () => {
    expect(ofProperty({ type: "string", enum: ["a", "b"], default: "c" })).to.deep.equal([
      "MOD019 /properties/x/default",
    ])
    expect(ofProperty({ type: "integer", minimum: 3, default: 1 })).to.deep.equal([
      "MOD019 /properties/x/default",
    ])
    expect(ofProperty({ type: "string", format: "date", default: "2026-02-30" })).to.deep.equal([
      "MOD019 /properties/x/default",
    ])
    expect(ofProperty({ ref: "shop.item", default: "01890a5d-ac96-774b-bcce-b302099a8057" })).to.deep.equal([
      "MOD019 /properties/x/default",
    ])
  })
})
