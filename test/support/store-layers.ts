// A small module `store`: things that move between places at what they cost, by a ledger that uses every keyword of
// costing, with what follows from it in a ledger of accounts.
import type { Layer } from "../../engine/layer/index.ts"

type File = Layer["files"][number]
type Source = Readonly<Record<string, unknown>>

const file = (folder: string, id: string, content: Source): File => ({
  path: id.replace(".", `/${folder}/`) + ".json",
  content: { $id: id, ...content },
})
const entity = (id: string, properties: Source, more: Source = {}): File =>
  file("entities", id, { title: id, type: "object", kind: "master", properties, ...more })
const text = { type: "string", maxLength: 100 }
const date = { type: "string", format: "date" }
const money = { type: "string", format: "decimal", precision: 18, scale: 2 }
const quantity = { type: "string", format: "decimal", precision: 18, scale: 4 }
const rate = { type: "string", format: "decimal", precision: 18, scale: 6 }
const ref = (id: string): Source => ({ ref: id })

const base: Layer = {
  name: "base",
  kind: "module",
  files: [
    { path: "base/module.json", content: { name: "base", title: "Base", version: "1.0.0", depends: [] } },
    entity("base.user", { name: text, roles: { type: "array", items: { type: "string", format: "role" } } }),
    file("roles", "base.admin", { title: "Administrator", entities: {}, all: true }),
  ],
}

const masters = [
  entity("store.account", { name: text }),
  entity("store.item", {
    name: text,
    method: { type: "string", enum: ["fifo", "moving_average", "standard"], default: "fifo" },
    standard: rate,
    may_be_negative: { type: "boolean", default: false },
  }),
  entity("store.place", { name: text, account: ref("store.account") }),
  entity("store.period", { place: ref("store.place"), first: date, last: date }),
]

const line = {
  type: "object",
  properties: {
    item: ref("store.item"),
    place: ref("store.place"),
    to: ref("store.place"),
    of: ref("store.movement/lines"),
    quantity,
    value: money,
    rate,
    counted: quantity,
  },
}
const movement = entity(
  "store.movement",
  { date, counter: ref("store.account"), lines: { type: "array", items: { $ref: "#/$defs/line" } } },
  { kind: "document", $defs: { line }, comments: false, attachments: false, activities: false },
)

const common = { each: "lines", item: "item", counter: "parent.counter" }
const entries = {
  move: {
    ...common,
    order: 1,
    where: "to == null && of == null",
    place: "place",
    quantity: "coalesce(quantity, 0)",
    value: "value",
    rate: "rate",
    counted: "counted",
  },
  out: { ...common, order: 2, where: "to != null", place: "place", quantity: "-quantity" },
  in: {
    ...common,
    order: 3,
    where: "to != null",
    place: "to",
    quantity: "coalesce(quantity, 0)",
    origin: { rule: "out" },
  },
  back: {
    ...common,
    order: 4,
    where: "of != null",
    place: "place",
    quantity: "coalesce(quantity, 0)",
    value: "value",
    origin: { line: "of" },
  },
}
const cycle = file("workflows", "store.movement_cycle", {
  kind: "lifecycle",
  entity: "store.movement",
  initial: "draft",
  states: {
    draft: { title: "Draft" },
    posted: { title: "Posted" },
    cancelled: { title: "Cancelled", final: true },
  },
  transitions: {
    post: {
      title: "Post",
      from: ["draft"],
      to: "posted",
      effects: { stock: { post: "store.stock", date: "date", entries } },
    },
    cancel: {
      title: "Cancel",
      from: ["posted"],
      to: "cancelled",
      effects: { all: { reverse: "all" } },
    },
  },
})

const period = {
  entity: "store.period",
  match: { place: "place" },
  from: "first",
  to: "last",
  message: "The period is closed.",
}
const ledgers = [
  file("ledgers", "store.stock", {
    title: "Stock",
    dimensions: { item: ref("store.item"), place: ref("store.place") },
    measures: { quantity, value: money, variance: money },
    attributes: { counter: ref("store.account"), counted: quantity, rate },
    required: ["item", "place"],
    balances: { by: ["item", "place"] },
    locks: { period },
    costing: {
      quantity: "quantity",
      value: "value",
      variance: "variance",
      counted: "counted",
      rate: "rate",
      by: ["item", "place"],
      method: "item.method",
      standard: "item.standard",
      negative: "item.may_be_negative",
      scale: 2,
      backdate: ["store.manager"],
    },
    posts: {
      books: {
        post: "store.general",
        entries: {
          stock: { account: "place.account", amount: "value" },
          counter: { account: "counter", amount: "variance - value" },
          variance: { account: "counter", amount: "-variance" },
        },
      },
    },
  }),
  file("ledgers", "store.general", {
    title: "General ledger",
    dimensions: { account: ref("store.account") },
    measures: { debit: money, credit: money },
    required: ["account"],
    sides: { debit: "debit", credit: "credit" },
    balanced: { sum: "debit - credit" },
    totals: { by: ["account"], period: "month" },
  }),
]

const writes = { read: true, create: true, update: true, delete: true, transitions: true }
const roles = [
  file("roles", "store.clerk", {
    title: "Clerk",
    entities: {
      "store.movement": writes,
      "store.stock": { read: true },
      "store.general": { read: true },
    },
  }),
  file("roles", "store.manager", { title: "Manager", includes: ["store.clerk"], entities: {} }),
]

/** The layers of the module. */
export function storeLayers(): readonly Layer[] {
  const module = { name: "store", title: "Store", version: "1.0.0", depends: ["base"] }
  const files = [
    { path: "store/module.json", content: module },
    ...masters,
    movement,
    cycle,
    ...ledgers,
    ...roles,
  ]
  return [base, { name: "store", kind: "module", files }]
}
