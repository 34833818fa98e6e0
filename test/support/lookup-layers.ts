// A small module that looks things up: prices by list, item, quantity and day, exchange rates, taxes by zone.
import type { Layer } from "../../engine/layer/index.ts"
import type { JsonObject } from "../../engine/metaschema/index.ts"

type File = Layer["files"][number]

const entity = (id: string, source: JsonObject): File => ({
  path: `${id.replace(".", "/entities/")}.json`,
  content: { $id: id, title: id.split(".")[1] ?? id, type: "object", kind: "master", ...source },
})
const text = { type: "string", maxLength: 100 }
const date = { type: "string", format: "date" }
const number = (scale: number): JsonObject => ({ type: "string", format: "decimal", precision: 18, scale })

const price = entity("shop.price", {
  required: ["list", "item", "minimum", "price"],
  properties: {
    list: { ref: "shop.list" },
    item: { ref: "shop.item" },
    minimum: { ...number(3), default: "0" },
    valid_from: date,
    price: number(2),
    discount: { ...number(2), default: "0" },
  },
})

const order = entity("shop.order", {
  kind: "document",
  required: ["company", "currency", "date", "rate"],
  properties: {
    company: { ref: "shop.company", copy: { currency: "currency" } },
    customer: { ref: "shop.customer", copy: { list: "list", zone: "zone" } },
    currency: { ref: "shop.currency" },
    date: { ...date, default: { expression: "today()" } },
    list: { ref: "shop.list" },
    zone: {
      ref: "shop.zone",
      lookup: { of: "shop.zone", where: "country == parent.customer.country", order: ["-id"] },
    },
    rate: {
      ...number(6),
      exclusiveMinimum: 0,
      lookup: {
        of: "shop.rate",
        where: "currency == parent.currency && home == parent.company.currency && date <= parent.date",
        order: ["-date"],
        take: "rate",
        otherwise: "currency == company.currency ? 1 : null",
        message: "No rate of {currency.code} is known on {date}.",
      },
    },
    lines: { type: "array", items: { $ref: "#/$defs/line" } },
    total: { ...number(2), computed: "sum(lines, amount)" },
    home_total: { ...number(2), computed: "round(total * rate, 2)" },
  },
  $defs: {
    line: {
      type: "object",
      required: ["item", "quantity", "unit_price", "discount"],
      properties: {
        item: { ref: "shop.item" },
        quantity: { ...number(3), default: "1" },
        price: {
          ref: "shop.price",
          lookup: {
            of: "shop.price",
            where:
              "list == parent.parent.list && item == parent.item && minimum <= parent.quantity && (valid_from == null || valid_from <= parent.parent.date)",
            order: ["-minimum", "-valid_from", "-id"],
            unless: ["unit_price"],
          },
        },
        unit_price: {
          ...number(2),
          lookup: { otherwise: "coalesce(price.price, item.price)" },
          default: "0",
        },
        discount: { ...number(2), lookup: { otherwise: "price.discount" }, default: "0" },
        tax: {
          ref: "shop.tax",
          lookup: {
            of: "shop.zone/taxes",
            where: "row.parent == parent.parent.zone && from == parent.item.tax",
            take: "to",
            otherwise: "item.tax",
          },
        },
        amount: { ...number(2), computed: "round(quantity * unit_price * (100 - discount) / 100, 2)" },
      },
    },
  },
})

const files: readonly File[] = [
  entity("shop.currency", { required: ["code"], properties: { code: { ...text, unique: true } } }),
  entity("shop.company", {
    required: ["name", "currency"],
    properties: { name: text, currency: { ref: "shop.currency" } },
  }),
  entity("shop.rate", {
    required: ["currency", "home", "date", "rate"],
    properties: { currency: { ref: "shop.currency" }, home: { ref: "shop.currency" }, date, rate: number(6) },
    unique: { day: { fields: ["currency", "home", "date"] } },
  }),
  entity("shop.tax", { required: ["name"], properties: { name: text } }),
  entity("shop.zone", {
    required: ["name"],
    properties: { name: text, country: text, taxes: { type: "array", items: { $ref: "#/$defs/tax" } } },
    $defs: {
      tax: {
        type: "object",
        required: ["from"],
        properties: { from: { ref: "shop.tax" }, to: { ref: "shop.tax" } },
        unique: { from: { fields: ["from"] } },
      },
    },
  }),
  entity("shop.list", { required: ["name"], properties: { name: text } }),
  entity("shop.customer", {
    required: ["name"],
    properties: { name: text, country: text, list: { ref: "shop.list" }, zone: { ref: "shop.zone" } },
  }),
  entity("shop.item", {
    required: ["name"],
    properties: { name: text, price: number(2), tax: { ref: "shop.tax" } },
  }),
  price,
  order,
  {
    path: "shop/workflows/order_cycle.json",
    content: {
      $id: "shop.order_cycle",
      kind: "lifecycle",
      entity: "shop.order",
      initial: "draft",
      states: {
        draft: { title: "Draft" },
        sent: { title: "Sent", editable: ["date"] },
      },
      transitions: { send: { title: "Send", from: ["draft"], to: "sent" } },
    },
  },
]

const all = { read: true, create: true, update: true, delete: true }

/** The module `shop`, with a role for all of it. */
export function lookupLayers(): readonly Layer[] {
  const entities = files
    .map(({ path }) => path)
    .filter((path) => path.includes("/entities/"))
    .map((path) => path.replace("/entities/", ".").replace(".json", ""))
  const rights = Object.fromEntries(
    entities.map((id) => [id, id === "shop.order" ? { ...all, transitions: true } : all]),
  )
  const boss: File = {
    path: "shop/roles/boss.json",
    content: { $id: "shop.boss", title: "Boss", entities: rights },
  }
  const module: File = {
    path: "shop/module.json",
    content: { name: "shop", title: "Shop", version: "1.0.0", depends: [] },
  }
  return [{ name: "shop", kind: "module", files: [module, ...files, boss] }]
}
