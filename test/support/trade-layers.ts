// A small module whose documents live through life cycles: orders with lines, deliveries made of them, customers.
import { readFileSync } from "node:fs"
import type { Layer } from "../../engine/layer/index.ts"
import type { JsonObject } from "../../engine/metaschema/index.ts"
import { deliveryCycle, expenseCycle, orderCycle, reportCycle } from "./trade-cycles.ts"

type File = Layer["files"][number]

const item = (folder: string, id: string, source: JsonObject): File => ({
  path: `${id.replace(".", `/${folder}/`)}.json`,
  content: { $id: id, ...source },
})
const entity = (id: string, source: JsonObject): File =>
  item("entities", id, { title: id.split(".")[1] ?? id, type: "object", kind: "master", ...source })
const role = (id: string, entities: JsonObject, more: JsonObject = {}): File =>
  item("roles", id, { title: id, entities, ...more })
const text = { type: "string", maxLength: 100 }
const money = { type: "string", format: "decimal", precision: 12, scale: 2 }
const quantity = { type: "string", format: "decimal", precision: 12, scale: 3 }

/** An entity of the module `base` as it is. */
function ofBase(name: string): File {
  const path = `base/entities/${name}.json`
  const text = readFileSync(new URL(`../../metadata/${path}`, import.meta.url), "utf8")
  return { path, content: JSON.parse(text) as JsonObject } // a file of metadata is an object
}

const base: Layer = {
  name: "base",
  kind: "module",
  files: [
    { path: "base/module.json", content: { name: "base", title: "Base", version: "1.0.0", depends: [] } },
    entity("base.user", {
      title: "User",
      title_field: "name",
      required: ["name"],
      properties: {
        name: text,
        roles: { type: "array", items: { type: "string", format: "role" } },
        manager: { ref: "base.user" },
        limit: money,
        active: { type: "boolean", default: true },
      },
    }),
    ...["notification", "approval", "delegation"].map(ofBase),
    role("base.admin", {}, { all: true }),
  ],
}

const trade: Layer = {
  name: "trade",
  kind: "module",
  files: [
    {
      path: "trade/module.json",
      content: { name: "trade", title: "Trade", version: "1.0.0", depends: ["base"] },
    },
    entity("trade.customer", {
      title: "Customer",
      required: ["name"],
      properties: {
        name: text,
        limit: money,
        owner: { ref: "base.user" },
        last_total: { ...money, readOnly: true },
        confirmed: {
          type: "integer",
          rollup: { of: "trade.order", via: "customer", fn: "count", filter: "state == 'confirmed'" },
        },
      },
    }),
    entity("trade.order", {
      title: "Order",
      kind: "document",
      required: ["customer"],
      properties: {
        number: { type: "string", sequence: { pattern: "O-{0000}", given: "transition" } },
        customer: { ref: "trade.customer" },
        note: text,
        confirmed_on: { type: "string", format: "date", readOnly: true },
        confirmed_by: { ref: "base.user", readOnly: true },
        delivery: { ref: "trade.delivery", readOnly: true },
        amends: { ref: "trade.order" },
        tags: { type: "array", items: { type: "string", maxLength: 20 } },
        lines: { type: "array", items: { $ref: "#/$defs/line" } },
        total: { ...money, computed: "sum(lines, amount)" },
      },
      $defs: {
        line: {
          type: "object",
          required: ["item", "quantity", "price"],
          properties: {
            item: text,
            quantity,
            price: money,
            amount: { ...money, computed: "round(quantity * price, 2)" },
          },
        },
      },
    }),
    entity("trade.delivery", {
      title: "Delivery",
      kind: "document",
      required: ["order", "day"],
      properties: {
        order: { ref: "trade.order" },
        day: { type: "string", format: "date" },
        reason: text,
        lines: { type: "array", items: { $ref: "#/$defs/line" } },
      },
      $defs: {
        line: {
          type: "object",
          required: ["item", "quantity"],
          properties: { item: text, quantity, customer: { ref: "trade.customer" } },
        },
      },
    }),
    entity("trade.expense", {
      title: "Expense",
      kind: "document",
      title_field: "name",
      required: ["name", "amount"],
      properties: {
        name: text,
        amount: money,
        spender: { ref: "base.user", default: { expression: "user.id" } },
        submitted_by: { ref: "base.user", readOnly: true },
        reason: { ...text, readOnly: true },
      },
    }),
    entity("trade.report", {
      title: "Report",
      kind: "document",
      required: ["about"],
      properties: {
        about: text,
        lines: { type: "array", items: { $ref: "#/$defs/line" } },
        grand_total: { ...money, computed: "sum(lines, total)" },
      },
      $defs: {
        line: {
          type: "object",
          properties: {
            customer: { ref: "trade.customer" },
            month: { type: "string", format: "date" },
            orders: { type: "integer" },
            total: money,
          },
        },
      },
    }),
    item("workflows", "trade.report_cycle", reportCycle),
    item("workflows", "trade.expense_cycle", expenseCycle),
    item("workflows", "trade.order_cycle", orderCycle),
    item("workflows", "trade.delivery_cycle", deliveryCycle),
    role("trade.boss", {
      "trade.order": {
        read: true,
        create: true,
        update: true,
        delete: true,
        transitions: ["deliver", "amend", "undo", "finish", "copy_number", "spin"],
      },
      "trade.delivery": { read: true, create: true, update: true, transitions: true },
      "trade.customer": { read: true, create: true, update: true },
      "trade.report": { read: true, create: true, transitions: true },
      "base.notification": { read: true },
    }),
    role("trade.seller", { "trade.order": { read: "note != 'secret'", create: true, update: true } }),
    role("trade.staff", { "trade.expense": { read: true, create: true, update: true } }),
    role("trade.director", { "trade.expense": { read: true } }),
    role("trade.nobody", {}),
  ],
}

export const tradeLayers: readonly Layer[] = [base, trade]
