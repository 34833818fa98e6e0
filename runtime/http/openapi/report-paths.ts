// The paths of reports: one for each that the roles let run, with what it asks for.
import type { EntityAccess } from "../../../engine/access/index.ts"
import { toJsonSchema, type Model, type Report } from "../../../engine/model/index.ts"
import { reportsFor } from "../../../engine/report/index.ts"
import { parameter, ref, responses, type Json } from "./parts.ts"

const format = parameter(
  "format",
  "query",
  { type: "string", enum: ["json", "csv", "xlsx"], default: "json" },
  "Whether it is data, or a file to take away.",
)

export function reportPaths(model: Model, access: (entity: string) => EntityAccess): Json {
  const reports = reportsFor(model, access)
  if (reports.length === 0) return {}
  const items = { type: "array", items: { type: "object" } }
  const list = {
    tags: ["reports"],
    operationId: "reports",
    summary: "The reports that I may run",
    responses: responses("200", "The reports with what they ask for.", {
      type: "object",
      properties: { items },
    }),
  }
  return {
    "/reports": { get: list },
    ...Object.fromEntries(reports.map((report) => [`/reports/${report.id}`, { get: run(report) }])),
  }
}

function run(report: Report): Json {
  const { properties = {} } = toJsonSchema(report.parameters, "create")
  const asked = Object.entries(properties as Readonly<Record<string, Json>>) // plain JSON Schema by name
  const parameters = asked.map(([name, schema]) => {
    const field = report.parameters.fields.get(name)
    const required = field?.required === true && field.default === undefined
    const one = parameter(name, "query", schema, field?.description ?? field?.title ?? name)
    const list = schema["type"] === "array" ? { style: "form", explode: false } : {}
    return { ...one, required, ...list }
  })
  return {
    tags: ["reports"],
    operationId: `report_${report.id.replace(".", "_")}`,
    summary: report.title,
    ...(report.description === undefined ? {} : { description: report.description }),
    parameters: [...parameters, format],
    responses: responses("200", "Columns, rows and totals.", ref("report")),
  }
}

const cell: Json = {
  description: "Decimals are texts, counts numbers, references `{entity, id}`.",
  type: ["string", "number", "boolean", "object", "null"],
}
const cells: Json = { type: "object", additionalProperties: cell }

/** The schema of every report's result. */
export const reportSchemas: Json = {
  report_row: {
    type: "object",
    required: ["kind", "level", "key", "cells"],
    properties: {
      kind: { type: "string", enum: ["group", "record"] },
      level: { type: "integer" },
      group: { type: "string" },
      key: { type: ["string", "null"] },
      title: { type: ["string", "null"] },
      cells,
      drill: { type: "string", description: "A filter that lists the records behind the row." },
      rows: { type: "array", items: ref("report_row") },
    },
  },
  report: {
    type: "object",
    required: ["report", "title", "parameters", "source", "groups", "columns", "rows"],
    properties: {
      report: { type: "string" },
      title: { type: "string" },
      parameters: { type: "object" },
      source: { type: "string" },
      filter: { type: "string" },
      groups: { type: "array", items: { type: "object" } },
      across: { type: "object", description: "What columns stand for values of, where they do." },
      columns: { type: "array", items: { type: "object" } },
      rows: { type: "array", items: ref("report_row") },
      totals: cells,
    },
  },
}
