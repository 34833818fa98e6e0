import { expect } from "chai"
import fc from "fast-check"
import { diff, wanted, type TableState } from "../../../engine/migration/index.ts"
import { evolution } from "../../support/evolution.ts"
import { shopModel, type Shop } from "../../support/shop.ts"

const text = { type: "string" }

function table(shop: Shop, name: string): TableState {
  const found = wanted(shopModel(shop)).tables.get(name)
  if (found === undefined) throw new Error(`There is no table ${name}.`)
  return found
}

/** `kind columns` of the indexes but the one of the default order. */
function indexes({ indexes: all }: TableState): readonly string[] {
  return [...all.values()].map((index) => {
    if (index.kind === "opaque") return index.name
    const keys = index.columns.map(({ column, descending }) => (descending ? `-${column}` : column))
    const sparse = index.where === undefined ? "" : " where it is said"
    return `${index.unique ? "unique" : index.kind} ${keys.join(",")}${sparse}`
  })
}

describe("the tables that a model wants", () => {
  it("[MG1] one table an entity, kind of child rows and many-to-many field, and the system's", () => {
    const rows = { type: "array", items: { $ref: "#/$defs/line" } }
    const line = { line: { type: "object", properties: { text } } }
    const tags = { type: "array", ref: "shop.tag", many: true }
    const shop = { lead: { properties: { name: text, lines: rows, tags }, $defs: line }, tag: { name: text } }
    expect([...wanted(shopModel(shop)).tables.keys()].toSorted()).to.deep.equal([
      "_history",
      "_idempotency",
      "_outbox",
      "_sequence",
      "shop_lead",
      "shop_lead__lines",
      "shop_lead__tags",
      "shop_tag",
    ])
  })

  it("[MG17] what a log holds and the history are read and added only", () => {
    const rows = { type: "array", items: { $ref: "#/$defs/line" } }
    const tags = { type: "array", ref: "shop.tag", many: true }
    const line = { line: { type: "object", properties: { text } } }
    const visit = { kind: "log", properties: { name: text, lines: rows, tags }, $defs: line }
    const { tables } = wanted(shopModel({ visit, tag: { name: text } }))
    const append = [...tables.values()].filter(({ rights }) => rights === "append")
    expect(append.map(({ name }) => name)).to.deep.equal([
      "_history",
      "shop_visit",
      "shop_visit__lines",
      "shop_visit__tags",
    ])
  })

  const amount = { type: "string", format: "decimal", precision: 12, scale: 2 }
  const book = { dimensions: { account: text, place: text }, measures: { amount } }
  const kept = { ...book, totals: { by: ["account"], period: "month" }, balances: { by: ["place"] } }

  it("[MG21] a ledger's entries, sums and chain; only entries are added", () => {
    const { tables } = wanted(shopModel({ book: { ...kept, chain: { by: ["account"] } } }))
    const rights = [...tables.values()].filter(({ name }) => name.startsWith("shop_"))
    expect(rights.map((one) => [one.name, one.rights, one.gathers?.by])).to.deep.equal([
      ["shop_book", "append", undefined],
      ["shop_book__totals", "read", ["account"]],
      ["shop_book__balance", "read", ["place"]],
      ["shop_book__chain", "read", undefined],
    ])
  })

  it("[MG22] entries cannot be changed, and have a guard that is another one when the ledger is", () => {
    const triggers = [book, kept].map((one) => [...table({ book: one }, "shop_book").triggers.values()])
    for (const all of triggers) expect(all.map(({ kind }) => kind)).to.deep.equal(["frozen", "guard"])
    const [[frozen, guard] = [], [stays, other] = []] = triggers
    expect(frozen?.name).to.equal(stays?.name)
    expect(guard?.name).to.not.equal(other?.name)
  })

  it("[MG23] sums that are told in another way are made anew, renamed ones renamed", () => {
    const changes = (to: Shop[string]): readonly string[] =>
      diff(wanted(shopModel({ book: kept })), wanted(shopModel({ book: to }))).flatMap((change) =>
        "table" in change && change.kind.endsWith("sums")
          ? [`${change.kind} ${typeof change.table === "string" ? change.table : change.table.name}`]
          : [],
      )
    const renamed = {
      ...kept,
      dimensions: { account: text, shop: { ...text, was: "place" } },
      balances: { by: ["shop"] },
    }
    expect(changes(renamed)).to.deep.equal([])
    expect(changes({ ...kept, totals: { by: ["account"], period: "day" } })).to.deep.equal([
      "drop_sums shop_book__totals",
      "fill_sums shop_book__totals",
    ])
    expect(changes(book)).to.deep.equal(["drop_sums shop_book__totals", "drop_sums shop_book__balance"])
  })

  it("[MG18] rights that differ are set anew", () => {
    const [open, log] = ["master", "log"].map((kind) =>
      wanted(shopModel({ visit: { kind, order: ["name"], properties: { name: text } } })),
    )
    if (open === undefined || log === undefined) throw new Error("two states are compared")
    const change = { kind: "set_rights", table: "shop_visit", from: "write", to: "append" }
    expect(diff(open, log)).to.deep.equal([change])
    expect(diff(log, open)).to.deep.equal([{ ...change, from: "append", to: "write" }])
  })

  it("[MG2] names are unique in the schema and fit into 63 bytes", () => {
    fc.assert(
      fc.property(evolution, ({ from }) => {
        const tables = [...wanted(shopModel(from)).tables.values()]
        const backed = tables.flatMap((one) => [...one.indexes.keys(), ...one.constraints.keys(), one.name])
        expect(new Set(backed).size).to.equal(backed.length)
        for (const name of backed) expect(Buffer.byteLength(name)).to.be.at.most(63)
      }),
      { numRuns: 50 },
    )
  })

  it("[MG2] a long name is cut before its hash", () => {
    const long = "a".repeat(40)
    const { constraints } = table(
      { [long.slice(0, 30)]: { [long]: { type: "string", maxLength: 9 } } },
      `shop_${long.slice(0, 30)}`,
    )
    const check = [...constraints.keys()].find((name) => name.includes("check"))
    expect(check)
      .to.match(/^shop_a+_.*_check_[0-9a-f]{8}$/)
      .and.to.have.lengthOf(63)
  })

  it("[MG3] an index for each reference, unless another begins with it", () => {
    const shop = {
      area: { name: text },
      lead: {
        properties: { name: text, area: { ref: "shop.area" }, about: { ref: ["shop.area", "shop.lead"] } },
        indexes: { by_area: { fields: ["area", "-name"] } },
        searchable: ["name"],
      },
    }
    expect(indexes(table(shop, "shop_lead"))).to.deep.equal([
      "btree area,-name,-id",
      "btree name,id",
      "btree about__shop_area where it is said",
      "btree about__shop_lead where it is said",
      "trigram name",
    ])
  })

  it("[MG24] none for a reference to reference data that asks for none, nor for searching it", () => {
    const lead = { name: text, area: { ref: "shop.area" }, other: { ref: "shop.area", indexed: true } }
    const shop: Shop = {
      area: { kind: "reference", properties: { name: text }, searchable: ["name"] },
      lead: { properties: lead },
    }
    expect(indexes(table(shop, "shop_lead"))).to.deep.equal(["btree name,id", "btree other", "trigram name"])
    expect(indexes(table(shop, "shop_area"))).to.deep.equal(["btree name,id"])
  })

  it("a reference does without an index if it says so", () => {
    const shop: Shop = { area: { name: text }, lead: { area: { ref: "shop.area", indexed: false } } }
    expect(indexes(table(shop, "shop_lead"))).to.deep.equal([])
  })

  it("[MG4] a setting holds one record and needs no other index", () => {
    const properties = { name: text, area: { ref: "shop.area" } }
    const shop = { area: { name: text }, options: { kind: "setting", properties, searchable: ["name"] } }
    expect(indexes(table(shop, "shop_options"))).to.deep.equal(["unique "])
  })

  describe("an index that ends in the order of a list", () => {
    const properties = { name: text, day: { ...text, format: "date" }, place: text }
    const lead = (rest: Shop[string]): readonly string[] =>
      indexes(table({ lead: { properties, ...rest } }, "shop_lead"))
    const by = (...fields: string[]): Shop[string] => ({ indexes: { one: { fields } } })

    it("[MG19] ends in id, in its direction", () => {
      expect(lead({ order: ["-day"], ...by("name", "-day") })).to.include("btree name,-day,-id")
      expect(lead({ order: ["-day"], ...by("name", "day") })).to.include("btree name,day,id")
      expect(lead({ order: ["place", "day"], ...by("name", "place", "day") })).to.include(
        "btree name,place,day,id",
      )
    })

    it("[MG19] stays as it is where id is said already, or the end is no list's order", () => {
      expect(lead({ order: ["-day"], ...by("name", "-day", "-id") })).to.include("btree name,-day,-id")
      expect(lead({ order: ["-day"], ...by("day", "name") })).to.include("btree day,name")
      expect(lead({ order: ["place", "day"], ...by("name", "place", "-day") })).to.include(
        "btree name,place,-day",
      )
    })

    it("[MG19] knows the orders of the entity's views", () => {
      const shop = { lead: { properties, order: ["-day"], ...by("name", "-place") } }
      const view = { entity: "shop.lead", columns: { name: {} }, sort: ["-place"] }
      const found = wanted(shopModel(shop, { places: view })).tables.get("shop_lead")
      expect(found && indexes(found)).to.include("btree name,-place,-id")
    })

    it("[MG20] is left to a unique index over required fields that begins it", () => {
      const unique = { name: { fields: ["name"] } }
      const order = ["-name", "day"]
      expect(lead({ order, unique, required: ["name"] })).to.deep.equal(["unique name", "trigram name"])
      expect(lead({ order, unique })).to.include("btree -name,day,id")
      const where = { name: { fields: ["name"], where: "day != null" } }
      expect(lead({ order, unique: where, required: ["name"] })).to.include("btree -name,day,id")
    })
  })

  it("[MG5] a generated column over another reads what that one reads", () => {
    const number = { type: "integer" }
    const shop = (inner: string): Shop => ({
      lead: {
        a: number,
        b: number,
        sum: { ...number, computed: inner },
        twice: { ...number, computed: "sum * 2" },
      },
    })
    const twice = table(shop("a + b"), "shop_lead").columns.get("twice")?.derived
    expect(twice?.reads).to.deep.equal(["a", "b"])
    expect(twice?.key).not.to.equal(table(shop("a - b"), "shop_lead").columns.get("twice")?.derived?.key)
  })

  it("[MG6] a state differs from itself in nothing", () => {
    fc.assert(
      fc.property(evolution, ({ from, to }) => {
        for (const shop of [from, to])
          expect(diff(wanted(shopModel(shop)), wanted(shopModel(shop)))).to.deep.equal([])
      }),
      { numRuns: 50 },
    )
  })
})
