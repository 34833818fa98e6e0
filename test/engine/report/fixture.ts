// A small model with reports: sales of shops in a tree, and a ledger that keeps totals by month.
import { authorize } from "../../../engine/access/index.ts"
import { compile, type Compiled, type Model } from "../../../engine/model/index.ts"
import type { Layer } from "../../../engine/layer/index.ts"
import type { JsonObject } from "../../../engine/metaschema/index.ts"
import {
  askReport,
  planReport,
  resultOf,
  type ReportPlan,
  type Result,
} from "../../../engine/report/index.ts"

type File = Layer["files"][number]

const file = (folder: string, id: string, content: JsonObject): File => ({
  path: `${id.replace(".", `/${folder}/`)}.json`,
  content: { $id: id, title: id.split(".")[1] ?? id, ...content },
})
const entity = (id: string, properties: JsonObject, more: JsonObject = {}): File =>
  file("entities", id, { type: "object", kind: "master", title_field: "name", properties, ...more })

const text = { type: "string", maxLength: 100 }
const date = { type: "string", format: "date" }
const money = { type: "string", format: "money", scale: 2 }

const lines = {
  type: "object",
  properties: { item: text, quantity: { type: "integer" }, price: money },
}

const layer: Layer = {
  name: "base",
  kind: "module",
  files: [
    { path: "base/module.json", content: { name: "base", title: "Base", version: "1.0.0", depends: [] } },
    entity("base.user", { name: text, roles: { type: "array", items: { type: "string", format: "role" } } }),
    entity(
      "base.shop",
      { name: text, rank: { type: "integer" }, parent: { ref: "base.shop" } },
      { tree: "parent" },
    ),
    entity(
      "base.sale",
      {
        name: text,
        date,
        shop: { ref: "base.shop" },
        kind: { type: "string", enum: ["new", "old"], enum_titles: { new: "New", old: "Old" } },
        amount: money,
        cost: money,
        lines: { type: "array", items: { $ref: "#/$defs/line" } },
      },
      { $defs: { line: lines } },
    ),
    file("ledgers", "base.book", {
      dimensions: { account: { ref: "base.shop" }, party: { ref: "base.user" } },
      measures: { debit: money, credit: money },
      attributes: { memo: text },
      required: ["account"],
      totals: { by: ["account"], period: "month" },
    }),
    file("roles", "base.all", { entities: {}, all: true }),
    file("roles", "base.seller", {
      entities: { "base.sale": { read: true, fields: { cost: "none" } }, "base.shop": { read: true } },
    }),
    file("roles", "base.local", {
      entities: { "base.sale": { read: true }, "base.shop": { read: "rank < 5 && parent != null" } },
    }),
    file("roles", "base.other", { entities: { "base.shop": { read: true } } }),
  ],
}

/** A report of sales with the given keywords beside its title. */
export function compiled(report: JsonObject): Compiled {
  const one = file("reports", "base.report", { source: "base.sale", ...report })
  return compile([{ ...layer, files: [...layer.files, one] }])
}

export function modelWith(report: JsonObject): Model {
  const made = compiled(report)
  if (made.ok) return made.model
  throw new Error(made.diagnostics.map(({ pointer, message }) => `${pointer}: ${message}`).join("\n"))
}

const around = { today: "2026-05-20", now: "2026-05-20T10:00:00Z" }

/** The plan of the report under a role, asked with texts by parameter. */
export function planOf(
  report: JsonObject,
  query: Readonly<Record<string, string>> = {},
  role = "base.all",
): ReportPlan {
  const model = modelWith(report)
  const found = model.reports.get("base.report")
  if (found === undefined) throw new Error("the fixture has no report")
  const asked = askReport(found, new Map(Object.entries(query)), around)
  const entity = found.source.split("/")[0] ?? ""
  const grant = authorize({ kind: "aggregate", entity }, { id: "", roles: [role] }, model)
  return planReport(found, { asked, around }, grant, model)
}

/** The result of rows as the statement gives them. */
export function resultFor(
  plan: ReportPlan,
  rows: readonly (readonly (string | null)[])[],
  most = 1000,
): Result {
  return resultOf(plan, rows, most, ({ text: said }) => said)
}
