// A small trade: orders whose lines are delivered by the lines of other documents, and paid by what refers to them.
import type { Layer } from "../../engine/layer/index.ts"

type Source = Readonly<Record<string, unknown>>

const entity = (id: string, source: Source): Layer["files"][number] => ({
  path: `${id.replace(".", "/entities/")}.json`,
  content: { $id: id, title: id, type: "object", kind: "document", ...source },
})
const role = (id: string, entities: Source): Layer["files"][number] => ({
  path: `${id.replace(".", "/roles/")}.json`,
  content: { $id: id, title: id, entities } as never,
})
const text = { type: "string", maxLength: 100 }
const quantity = { type: "string", format: "decimal", precision: 14, scale: 3 }
const money = { type: "string", format: "decimal", precision: 14, scale: 2 }
const all = { read: true, create: true, update: true, delete: true, export: true }

const order = entity("trade.order", {
  title: "Order",
  title_field: "customer",
  properties: {
    customer: text,
    currency: { ...text, default: "EUR" },
    lines: { type: "array", items: { $ref: "#/$defs/line" } },
    paid: {
      ...money,
      rollup: { of: "trade.payment", via: "subject", fn: "sum", field: "amount" },
    },
    ordered: { ...quantity, computed: "sum(lines, quantity)" },
    delivered: { ...quantity, computed: "sum(lines, delivered)" },
    status: {
      type: "string",
      enum: ["open", "partly", "done"],
      computed: "if(delivered == 0, 'open', if(exists(lines, open > 0), 'partly', 'done'))",
    },
  },
  $defs: {
    line: {
      type: "object",
      title: "Order line",
      required: ["quantity"],
      properties: {
        item: { ref: "trade.item" },
        quantity: { ...quantity, exclusiveMinimum: 0 },
        delivered: {
          ...quantity,
          rollup: {
            of: "trade.delivery/lines",
            via: "order_line",
            fn: "sum",
            field: "quantity",
            filter: "parent.step == 'posted'",
          },
        },
        deliveries: {
          type: "integer",
          rollup: { of: "trade.delivery/lines", via: "order_line", fn: "count" },
        },
        open: { ...quantity, computed: "quantity - delivered" },
      },
      rules: {
        not_more: { assert: "delivered <= quantity", message: "More than was ordered.", path: "/delivered" },
      },
    },
  },
})

const delivery = entity("trade.delivery", {
  title: "Delivery",
  title_field: "note",
  properties: {
    note: text,
    step: { type: "string", enum: ["draft", "posted"], default: "draft" },
    customer: text,
    lines: { type: "array", items: { $ref: "#/$defs/line" } },
  },
  $defs: {
    line: {
      type: "object",
      title: "Delivery line",
      properties: {
        order_line: {
          ref: "trade.order/lines",
          filter: "row.parent.customer == parent.parent.customer && open > 0",
          copy: { quantity: "open", currency: "parent.currency", item: "item" },
        },
        item: { ref: "trade.item" },
        quantity,
        currency: text,
        item_name: { type: "string", computed: "order_line.item.name" },
        customer: { type: "string", computed: "order_line.parent.customer" },
      },
    },
  },
})

const payment = entity("trade.payment", {
  title: "Payment",
  properties: { amount: money, subject: { ref: ["trade.order", "trade.delivery"] } },
})
const remark = entity("trade.remark", {
  title: "Remark",
  kind: "master",
  properties: { about: { ref: "trade.order/lines", on_delete: "set_null" }, text },
})

export const fulfilmentLayers: readonly Layer[] = [
  {
    name: "base",
    kind: "module",
    files: [
      { path: "base/module.json", content: { name: "base", title: "Base", version: "1.0.0", depends: [] } },
      entity("base.user", { title: "User", kind: "master", required: ["name"], properties: { name: text } }),
    ],
  },
  {
    name: "trade",
    kind: "module",
    files: [
      {
        path: "trade/module.json",
        content: { name: "trade", title: "Trade", version: "1.0.0", depends: ["base"] },
      },
      entity("trade.item", { title: "Item", kind: "master", properties: { name: text } }),
      order,
      delivery,
      payment,
      remark,
      role("trade.boss", {
        "trade.item": all,
        "trade.order": all,
        "trade.delivery": all,
        "trade.payment": all,
        "trade.remark": all,
      }),
      role("trade.packer", {
        "trade.item": { read: true },
        "trade.order": { read: "customer == 'Ann'" },
        "trade.delivery": all,
      }),
      role("trade.clerk", { "trade.delivery": all }),
    ],
  },
]
