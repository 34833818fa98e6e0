// A small model with one importer, for tests of what importers read.
import { layRecords, readFile, stagesOf, workOut } from "../../../engine/importer/index.ts"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import { compile, type Compiled, type Importer, type Model } from "../../../engine/model/index.ts"

const order: JsonObject = {
  $id: "shop.order",
  title: "Order",
  type: "object",
  kind: "document",
  title_field: "number",
  properties: {
    number: { type: "string", title: "Number" },
    day: { type: "string", format: "date", title: "Day" },
    total: { type: "string", format: "decimal", title: "Total" },
    paid: { type: "boolean", title: "Paid" },
    customer: { title: "Customer", ref: "shop.customer" },
    lines: { type: "array", title: "Lines", items: { $ref: "#/$defs/line" } },
  },
  $defs: {
    line: {
      type: "object",
      title: "Line",
      properties: {
        what: { type: "string", title: "What" },
        amount: { type: "string", format: "decimal", title: "Amount" },
      },
    },
  },
}
const customer: JsonObject = {
  $id: "shop.customer",
  title: "Customer",
  type: "object",
  kind: "master",
  title_field: "name",
  properties: {
    name: { type: "string", title: "Name" },
    code: { type: "string", title: "Code" },
    seller: { title: "Seller", ref: "shop.customer" },
  },
}
const base = { name: "shop", title: "Shop", version: "1.0.0", depends: [] }

/** What compiling the importer tells. */
export function compiledWith(source: JsonObject): Compiled {
  const importer = { $id: "shop.orders", title: "Orders", entity: "shop.order", ...source }
  const files = [
    { path: "shop/module.json", content: base },
    { path: "shop/entities/order.json", content: order },
    { path: "shop/entities/customer.json", content: customer },
    { path: "shop/importers/orders.json", content: importer },
  ]
  return compile([{ name: "shop", kind: "module", files }])
}

/** The importer and its model; fails where it does not compile. */
export function made(source: JsonObject): { readonly importer: Importer; readonly model: Model } {
  const compiled = compiledWith(source)
  const importer = compiled.ok ? compiled.model.importers.get("shop.orders") : undefined
  if (!compiled.ok || importer === undefined) throw new Error(JSON.stringify(compiled.diagnostics))
  return { importer, model: compiled.model }
}

/** An importer of CSV files that reads so. */
export function importerOf(read: JsonObject): Importer {
  return made({ format: "csv", read, values: { number: "'1'" } }).importer
}

/** What is known besides the file. */
export const around = { input: {}, user: {}, today: "2026-06-30", now: "2026-06-30T12:00:00Z" }

/** What comes of a file without anything being looked up: the records, and `IMP005 /2/Amount` for each fault. */
export function imported(
  source: JsonObject,
  text: string,
): { readonly records: readonly unknown[]; readonly faults: readonly string[] } {
  const { importer, model } = made(source)
  const entity = model.entities.get(importer.entity)
  if (entity === undefined) throw new Error("no entity")
  const reading = readFile(importer, text, around)
  for (const { read, drafts } of stagesOf(reading)) if (read.kind === "value") workOut(read, drafts, reading)
  const records = layRecords(reading, entity)
  return { records, faults: reading.faults.map(({ code, path }) => `${code} ${path}`) }
}
