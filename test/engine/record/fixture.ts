// An order with every type of field, for the tests of this room.
import { compileShop, entityOf, plain, text } from "../model/fixture.ts"
import type { RecordEnv } from "../../../engine/record/index.ts"

export const someId = "01890a5d-ac96-774b-bcce-b302099a8057"
export const otherId = "01890a5d-ac96-774b-bcce-b302099a8058"
export const env: RecordEnv = {
  today: "2026-01-31",
  now: "2026-01-31T10:00:00Z",
  user: { id: someId, team: otherId },
}

const user = {
  $id: "base.user",
  title: "User",
  type: "object",
  kind: "master",
  properties: { name: text, team: { ref: "base.user" } },
}
const base = {
  "base/module.json": { name: "base", title: "Base", version: "1.0.0", depends: [] },
  "base/entities/user.json": plain(user),
  "shop/module.json": { name: "shop", title: "Shop", version: "1.0.0", depends: ["base"] },
  "shop/roles/seller.json": { $id: "shop.seller", title: "Seller", entities: {} },
}

const compiled = compileShop(
  {
    item: { name: text },
    order: {
      title: "Order",
      required: ["number", "lines"],
      properties: {
        number: { type: "string", maxLength: 5, pattern: "^[A-Z0-9]+$", examples: ["A1"] },
        state: { type: "string", enum: ["open", "sent"], default: "open" },
        count: { type: "integer", minimum: 0, exclusiveMaximum: 10 },
        big: { type: "integer", maximum: 9007199254740991 },
        paid: { type: "boolean", default: false },
        total: {
          type: "string",
          format: "decimal",
          precision: 6,
          scale: 2,
          minimum: -1.5,
          exclusiveMaximum: 1000,
        },
        day: { type: "string", format: "date", default: { expression: "today()" } },
        at: { type: "string", format: "date-time" },
        time: { type: "string", format: "time" },
        mail: { type: "string", format: "email" },
        link: { type: "string", format: "uri" },
        color: { type: "string", format: "color" },
        phone: { type: "string", format: "phone" },
        place: { type: "string", format: "geo" },
        body: { type: "string", format: "richtext" },
        formula: { type: "string", format: "expression" },
        code: { type: "string", format: "barcode" },
        token: { type: "string", format: "uuid" },
        role: { type: "string", format: "role" },
        tags: { type: "array", items: { type: "string", maxLength: 3 }, uniqueItems: true, maxItems: 3 },
        item: { ref: "shop.item" },
        owner: { ref: "base.user", default: { expression: "user.id" } },
        team: { ref: "base.user", default: { expression: "user.team" } },
        friends: { type: "array", ref: "base.user", many: true },
        about: { ref: ["shop.item", "base.user"] },
        lines: { type: "array", items: { $ref: "#/$defs/line" }, maxItems: 3 },
        sum: { type: "string", format: "decimal", computed: "sum(lines, price)" },
        serial: { type: "string", readOnly: true, default: "S" },
      },
      $defs: {
        line: {
          type: "object",
          title: "Line",
          required: ["price"],
          properties: {
            price: { type: "string", format: "money" },
            note: text,
            pieces: { type: "integer", default: 1 },
          },
        },
      },
    },
  },
  base,
)

export const order = entityOf(compiled, "order")
