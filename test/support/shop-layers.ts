// A small module that uses every kind of field, for tests at the door of records.
import type { Layer } from "../../engine/layer/index.ts"

const entity = (id: string, source: Record<string, unknown>): Layer["files"][number] => ({
  path: `${id.replace(".", "/entities/")}.json`,
  content: { $id: id, title: id, type: "object", kind: "master", ...source },
})
const role = (
  id: string,
  entities: Record<string, unknown>,
  more: Record<string, unknown> = {},
): Layer["files"][number] => ({
  path: `${id.replace(".", "/roles/")}.json`,
  content: { $id: id, title: id, entities, ...more } as never,
})
const text = { type: "string", maxLength: 100 }
const money = { type: "string", format: "decimal", precision: 12, scale: 2 }
const all = { read: true, create: true, update: true, delete: true, export: true }

/** Users and teams as the language knows them. */
const base: Layer = {
  name: "base",
  kind: "module",
  files: [
    { path: "base/module.json", content: { name: "base", title: "Base", version: "1.0.0", depends: [] } },
    entity("base.team", { title: "Team", required: ["name"], properties: { name: text } }),
    entity("base.user", {
      title: "User",
      title_field: "name",
      required: ["name"],
      properties: {
        name: text,
        email: { ...text, unique: true },
        roles: { type: "array", items: { type: "string", format: "role" } },
        teams: { type: "array", ref: "base.team", many: true },
      },
    }),
    role("base.admin", {}, { all: true }),
  ],
}

const shop: Layer = {
  name: "shop",
  kind: "module",
  files: [
    {
      path: "shop/module.json",
      content: { name: "shop", title: "Shop", version: "1.0.0", depends: ["base"] },
    },
    entity("shop.region", {
      title: "Region",
      title_field: "name",
      tree: "parent",
      required: ["name"],
      properties: { name: text, parent: { ref: "shop.region" } },
    }),
    entity("shop.tag", {
      title: "Tag",
      title_field: "name",
      required: ["name"],
      properties: { name: { ...text, unique: true } },
    }),
    entity("shop.customer", {
      title: "Customer",
      title_field: "name",
      searchable: ["name", "city"],
      order: ["name"],
      required: ["name"],
      properties: {
        name: text,
        city: text,
        level: { type: "string", enum: ["gold", "silver", "none"], default: "none" },
        discount: { type: "string", format: "percent", minimum: 0, maximum: 50, default: "0" },
        limit: { ...money, minimum: 0 },
        iban: { type: "string", maxLength: 34, mask: { show: "last4", whole: ["shop.boss"] } },
        pin: { type: "string", format: "secret" },
        region: { ref: "shop.region" },
        owner: { ref: "base.user", default: { expression: "user.id" } },
        tags: { type: "array", ref: "shop.tag", many: true },
        since: { type: "string", format: "date", default: { expression: "today()" } },
        blocked_from: { type: "string", format: "date" },
        nicknames: { type: "array", items: { type: "string", maxLength: 20 } },
        open_total: {
          ...money,
          rollup: { of: "shop.order", via: "customer", fn: "sum", field: "total", filter: "state == 'open'" },
        },
        orders: { type: "integer", rollup: { of: "shop.order", via: "customer", fn: "count" } },
        last_order: {
          type: "string",
          format: "date",
          rollup: { of: "shop.order", via: "customer", fn: "max", field: "ordered" },
        },
        is_good: { type: "boolean", computed: "level == 'gold' || orders > 2", virtual: true },
        label: { type: "string", computed: "concat(name, ' (', coalesce(city, '?'), ')')" },
      },
    }),
    entity("shop.order", {
      title: "Order",
      kind: "document",
      title_field: "number",
      order: ["-ordered"],
      required: ["customer"],
      properties: {
        number: { type: "string", sequence: { pattern: "O-{YYYY}-{0000}", reset: "year" } },
        customer: { ref: "shop.customer", copy: { discount: "discount", ship_to: "city" } },
        ship_to: text,
        discount: { type: "string", format: "percent", default: "1" },
        state: { type: "string", enum: ["open", "paid", "void"], default: "open" },
        ordered: { type: "string", format: "date", default: { expression: "today()" } },
        due: { type: "string", format: "date" },
        reason: { ...text, required_when: "state == 'void'" },
        reference: { ...text, immutable_after: "state != 'open'" },
        about: { ref: ["shop.customer", "shop.tag"] },
        lines: { type: "array", items: { $ref: "#/$defs/line" } },
        net: { ...money, computed: "sum(lines, amount)" },
        total: { ...money, computed: "round(net * (100 - coalesce(discount, 0)) / 100, 2)" },
        customer_level: { type: "string", computed: "customer.level" },
        note: text,
      },
      $defs: {
        line: {
          type: "object",
          required: ["quantity", "price"],
          properties: {
            item: text,
            quantity: { type: "string", format: "decimal", precision: 12, scale: 3, exclusiveMinimum: 0 },
            price: money,
            amount: { ...money, computed: "round(quantity * price, 2)" },
            reduced: {
              ...money,
              computed: "round(amount * (100 - coalesce(parent.discount, 0)) / 100, 2)",
            },
            share: {
              type: "string",
              format: "percent",
              computed: "if(parent.net == 0, 0, round(amount * 100 / parent.net, 2))",
              virtual: true,
            },
          },
          rules: { cheap: { assert: "price <= 1000", message: "No line above 1000.", path: "/price" } },
        },
      },
      rules: {
        dates: {
          assert: "due == null || due >= ordered",
          message: "Due before it was ordered.",
          path: "/due",
        },
        limit: {
          assert: "customer.limit == null || total <= customer.limit",
          message: "Above the customer's limit.",
          path: "/lines",
        },
        paid_stays: {
          assert: "old.state != 'paid' || state == 'paid'",
          message: "What is paid stays paid.",
          path: "/state",
        },
      },
    }),
    entity("shop.booking", {
      title: "Booking",
      required: ["room", "first", "last"],
      properties: {
        room: text,
        first: { type: "string", format: "date" },
        last: { type: "string", format: "date" },
      },
      exclude: { room: { equal: ["room"], from: "first", to: "last", message: "The room is taken then." } },
    }),
    role("shop.boss", {
      "shop.customer": all,
      "shop.order": all,
      "shop.tag": all,
      "shop.region": all,
      "shop.booking": all,
      "base.user": { read: true },
      "base.team": { read: true },
    }),
    role("shop.seller", {
      "shop.customer": {
        read: "owner == user.id",
        create: "owner == user.id",
        update: "owner == user.id",
        fields: { limit: "read", discount: "none" },
      },
      "shop.order": {
        read: "customer.owner == user.id",
        create: true,
        update: "state == 'open' && customer.owner == user.id",
      },
      "shop.tag": { read: true },
    }),
    role("shop.auditor", { "shop.customer": { read: "level == 'gold'" } }),
  ],
}

export const shopLayers: readonly Layer[] = [base, shop]
