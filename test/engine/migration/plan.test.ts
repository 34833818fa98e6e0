import { expect } from "chai"
import {
  diff,
  plan,
  wanted,
  type Change,
  type ColumnState,
  type MigrationPlan,
  type SchemaState,
} from "../../../engine/migration/index.ts"
import { shopModel, type Shop } from "../../support/shop.ts"

const text = { type: "string" }
const number = { type: "integer" }

function planned(from: Shop, to: Shop): MigrationPlan {
  return plan(wanted(shopModel(from)), wanted(shopModel(to)))
}

function kinds({ steps }: MigrationPlan): readonly string[] {
  return steps.map(({ change }) => change.kind)
}

function codes({ hazards }: MigrationPlan): readonly string[] {
  return hazards.map(({ code, destructive }) => (destructive ? `${code} needs a yes` : code))
}

/** A state of one table with text columns, each with its former names. */
function columns(names: Readonly<Record<string, readonly string[]>>): SchemaState {
  const all = Object.entries(names).map(([name, was]): [string, ColumnState] => {
    return [name, { name, was, type: { type: "text" }, notNull: false }]
  })
  const none = { constraints: new Map(), indexes: new Map(), triggers: new Map(), rights: "write" } as const
  return { tables: new Map([["t", { name: "t", was: [], columns: new Map(all), ...none }]]) }
}

function renames(changes: readonly Change[]): readonly string[] {
  return changes.map((change) =>
    change.kind === "rename_column" ? `${change.from} -> ${change.to}` : change.kind,
  )
}

describe("differences", () => {
  it("[MG7] a rename is what was says, and only once", () => {
    expect(renames(diff(columns({ a: [] }), columns({ b: ["a"] })))).to.deep.equal(["a -> b"])
    expect(renames(diff(columns({ b: [] }), columns({ b: ["a"] })))).to.deep.equal([])
    expect(renames(diff(columns({ a: [] }), columns({ b: [] })))).to.deep.equal([
      "trash_column",
      "add_column",
    ])
  })

  it("[MG7] a chain moves up in an order in which each name is free", () => {
    const chain = diff(columns({ a: [], b: [], c: [] }), columns({ b: ["a"], c: ["b"], d: ["c"] }))
    expect(renames(chain)).to.deep.equal(["c -> d", "b -> c", "a -> b"])
  })

  it("[MG7] a new field may take the name that a rename sets free", () => {
    expect(renames(diff(columns({ a: [] }), columns({ b: ["a"], a: [] })))).to.deep.equal([
      "a -> b",
      "add_column",
    ])
  })

  it("[MG7] a ring is no rename", () => {
    expect(renames(diff(columns({ a: [], b: [] }), columns({ a: ["b"], b: ["a"] })))).to.deep.equal([])
  })

  it("[MG8] what is renamed keeps its constraints, indexes and formulas", () => {
    const from = {
      lead: { n: { ...number, minimum: 0, indexed: true }, m: { ...number, computed: "n + 1" } },
    }
    const to = {
      lead: { k: { ...number, minimum: 0, indexed: true, was: "n" }, m: { ...number, computed: "k + 1" } },
    }
    const made = kinds(planned(from, to)).filter((kind) => !kind.startsWith("rename"))
    expect(made).to.deep.equal(["set_key"])
  })

  it("[MG9] a type that converts is changed, another replaces the column", () => {
    const changed = (property: Shop[string]): readonly string[] =>
      kinds(planned({ lead: { name: text, a: { ...number } } }, { lead: { name: text, a: property } }))
    expect(changed({ type: "string" })).to.include("change_type")
    expect(changed({ type: "string", format: "date" })).to.deep.equal(["trash_column", "add_column"])
  })

  it("[MG9] a generated column is made anew when what it reads changes its type", () => {
    const computed = { ...number, computed: "a + 1" }
    const wide = { type: "string", format: "decimal", precision: 20, scale: 2 }
    const steps = kinds(planned({ lead: { a: number, b: computed } }, { lead: { a: wide, b: computed } }))
    expect(steps).to.deep.equal(["drop_derived", "change_type", "add_column"])
  })

  it("[MG10] stored values follow what they read, through other derived values", () => {
    const shop = (formula: string): Shop => ({
      account: {
        name: text,
        total: { ...number, rollup: { of: "shop.lead", via: "account", fn: "sum", field: "twice" } },
        half: { ...number, computed: "floor(total / 2)" },
      },
      lead: { account: { ref: "shop.account" }, a: number, twice: { ...number, computed: formula } },
    })
    const { steps } = planned(shop("a * 2"), shop("a + a"))
    const recomputed = steps.flatMap(({ change }) => (change.kind === "recompute" ? [change.column] : []))
    expect(recomputed).to.deep.equal(["total"])
  })
})

describe("plans", () => {
  it("[MG11] room is made before what needs it, and foreign keys come last", () => {
    const from = { lead: { name: text, spot: { ref: "shop.area" } }, area: { name: text } }
    const to = {
      lead: { title: { ...text, was: "name", maxLength: 9 }, place: { ref: "shop.place" } },
      place: { name: text },
    }
    const order = kinds(planned(from, to))
    const at = (kind: string): number => order.indexOf(kind)
    expect(at("rename_column")).to.equal(0)
    expect(at("drop_constraint")).to.be.lessThan(at("trash_table"))
    expect(at("trash_column")).to.be.lessThan(at("create_table"))
    expect(at("create_table")).to.be.lessThan(at("add_column"))
    expect(at("add_column")).to.be.lessThan(at("add_constraint"))
    expect(order.slice(-2)).to.include("add_index")
  })

  it("[MG12] a step tells its lock and its work", () => {
    const { steps } = planned(
      { lead: { name: text } },
      { lead: { name: { ...text, unique: true }, size: number } },
    )
    expect(steps.map(({ change, lock, work }) => `${change.kind} ${lock} ${work}`)).to.include.members([
      "add_column access_exclusive catalogue",
      "add_index share scan",
    ])
  })

  it("[MG13] what destroys values needs a yes", () => {
    const from = { lead: { name: text, n: number }, area: { name: text } }
    expect(codes(planned(from, { lead: { name: text } }))).to.deep.equal([
      "MIG102 needs a yes",
      "MIG101 needs a yes",
    ])
    const dated = { lead: { name: text, n: { ...text, format: "date" } }, area: { name: text } }
    expect(codes(planned(from, dated))).to.deep.equal(["MIG110 needs a yes"])
  })

  it("[MG14] what may fail on rows has a probe over the old names", () => {
    const { hazards } = planned(
      { lead: { name: text } },
      { lead: { title: { ...text, was: "name", unique: true } } },
    )
    expect(hazards.find(({ code }) => code === "MIG106")?.probe).to.deep.equal({
      kind: "duplicates",
      table: "shop_lead",
      columns: ["name"],
    })
  })

  it("[MG15] a limit that widens is no hazard, one that narrows is", () => {
    const limited = (maxLength: number): Shop => ({ lead: { name: { ...text, maxLength } } })
    expect(codes(planned(limited(5), limited(9)))).to.deep.equal([])
    expect(codes(planned(limited(9), limited(5)))).to.deep.equal(["MIG107"])
    const status = (...values: string[]): Shop => ({ lead: { status: { ...text, enum: values } } })
    expect(codes(planned(status("a"), status("a", "b")))).to.deep.equal([])
    expect(codes(planned(status("a", "b"), status("b")))).to.deep.equal(["MIG107"])
    const bounded = (minimum: number): Shop => ({ lead: { n: { ...number, minimum } } })
    expect(codes(planned(bounded(5), bounded(0)))).to.deep.equal([])
    expect(codes(planned(bounded(0), bounded(5)))).to.deep.equal(["MIG107"])
  })

  it("[MG15] a new table has no hazards", () => {
    const to = {
      lead: { name: text },
      area: { required: ["name"], properties: { name: { ...text, unique: true } } },
    }
    expect(codes(planned({ lead: { name: text } }, to))).to.deep.equal([])
  })

  it("[MG16] a plan that drops what is known by name only has no reverse", () => {
    const model = wanted(shopModel({ lead: { name: text } }))
    const index = { kind: "opaque", of: "index", name: "made_by_hand" } as const
    const lead = model.tables.get("shop_lead")
    if (lead === undefined) throw new Error("There is no table shop_lead.")
    const found = { ...lead, indexes: new Map([...lead.indexes, [index.name, index]]) }
    const made = plan({ tables: new Map([...model.tables, [lead.name, found]]) }, model)
    expect(kinds(made)).to.deep.equal(["drop_index"])
    expect(made.reverse).to.equal(undefined)
  })
})
