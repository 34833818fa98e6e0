// Decides the reports: what each asks for, reads, groups by and works out, checked against the model.
import type { ReportSource } from "../../metaschema/index.ts"
import type { Scope, Shape } from "../../expression/index.ts"
import { askedTable } from "../express/asked.ts"
import { booleanType } from "../express/expressions.ts"
import { findTable, isRows } from "../find-table.ts"
import type { LayoutGround } from "../layout/layout.ts"
import type { Ground } from "../outline/ground.ts"
import { present } from "../present.ts"
import type { Loaded } from "../read/items.ts"
import { inside, type Place } from "../report.ts"
import type { Report, Table } from "../types.ts"
import { readColumns } from "./columns.ts"
import { readFormulas } from "./formulas.ts"
import { readGroups } from "./groups.ts"
import { readOver, type ReportGround } from "./scope.ts"
import { readAcross, readCompare, readLayers, readSpread } from "./span.ts"

/** All reports by id; all faults are reported. */
export function layReports(layout: LayoutGround, outline: Ground): ReadonlyMap<string, Report> {
  const found = new Map<string, Report>()
  for (const [id, loaded] of layout.items.reports) {
    const report = layReport(id, loaded, layout, outline)
    if (report !== undefined) found.set(id, report)
  }
  return found
}

function layReport(
  id: string,
  loaded: Loaded<ReportSource>,
  layout: LayoutGround,
  outline: Ground,
): Report | undefined {
  const { source, place, module } = loaded
  const table = sourceTable(source.source, inside(place, "source"), layout)
  if (table === undefined) return undefined
  const parameters = parametersOf(id, loaded, layout, outline)
  const scope = scopeOf(table, parameters, source, layout)
  const ground: ReportGround = { layout, place, source, table, scope }
  const { title, description, icon, group, order = 0, totals = true } = source
  return {
    ...{ id, module, title, order, parameters, source: table.id, totals },
    ...readBody(ground),
    ...present({
      description,
      icon,
      group,
      filter:
        source.filter === undefined
          ? undefined
          : readOver(source.filter, scope, booleanType, inside(place, "filter"), ground),
      records: readRecords(ground),
      layers: readLayers(ground, parameters),
      spread: readSpread(ground, parameters),
      compare: readCompare(ground, parameters),
      across: readAcross(ground, parameters),
    }),
  }
}

/** Groups and columns: each stands on what comes before it. */
function readBody(ground: ReportGround): Pick<Report, "groups" | "columns" | "formulas" | "having"> {
  const groups = readGroups(ground)
  const plain = readColumns(ground, groups)
  const { columns, formulas, having } = readFormulas(ground, groups, plain)
  checkSorts(
    ground,
    columns.map(({ name }) => name),
  )
  return { groups, columns, formulas, ...present({ having }) }
}

function sourceTable(id: string, place: Place, { entities, items, report }: LayoutGround): Table | undefined {
  const table = findTable(id, entities)
  if (table === undefined && !items.broken.has(`entity ${id.split("/")[0]}`))
    report.unknown(place, "entity or child rows", id, entities.keys())
  return table
}

/** Words of the request that are not parameters of the report. */
const kept = ["format"]

function parametersOf(
  id: string,
  { source, place, module }: Loaded<ReportSource>,
  layout: LayoutGround,
  outline: Ground,
): Table {
  const properly = inside(place, "parameters")
  const properties = source.parameters ?? {}
  for (const name of kept)
    if (Object.hasOwn(properties, name))
      layout.report.fault("MOD011", inside(properly, name), `"${name}" says in which form a report is given.`)
  const asked = {
    id: `${id}#parameters`,
    module,
    title: source.title,
    who: "A report",
    properties,
    required: source.required ?? [],
    properly,
    requirement: inside(place, "required"),
  }
  const table = askedTable(asked, layout, outline)
  for (const { name, fieldType } of table.fields.values())
    if (fieldType === "any_ref")
      layout.report.fault("MOD014", inside(properly, name), "A report is asked with records of one entity.")
  return table
}

const span: Shape = {
  id: "period",
  fields: new Map(
    ["from", "to"].map((name) => [name, { name, type: { kind: "date" }, nullable: false } as const]),
  ),
}

function scopeOf(
  record: Table,
  params: Table,
  { spread }: ReportSource,
  { all, entities }: LayoutGround,
): Scope {
  const parent = isRows(record) ? entities.get(record.entity) : undefined
  return {
    record,
    params,
    user: all.user,
    entity: all.table,
    ...(parent === undefined ? {} : { parent }),
    ...(spread === undefined ? {} : { period: span }),
  }
}

function readRecords(ground: ReportGround): Report["records"] {
  const { source, place } = ground
  if (source.records === undefined) return undefined
  const at = inside(place, "records")
  const { where, sort = [] } = source.records
  const keys = sort.flatMap((key, index) => {
    const here = inside(at, "sort", index)
    const by = readOver(key.replace(/^-/, ""), ground.scope, undefined, here, ground)
    if (by?.node.type.kind === "list")
      ground.layout.report.fault("MOD014", here, `"${key}" is not a single value.`)
    return by === undefined ? [] : [{ by, descending: key.startsWith("-") }]
  })
  return {
    sort: keys,
    ...present({
      where:
        where === undefined
          ? undefined
          : readOver(where, ground.scope, booleanType, inside(at, "where"), ground),
    }),
  }
}

/** Groups are sorted by columns that exist. */
function checkSorts({ source, place, layout }: ReportGround, names: readonly string[]): void {
  for (const [name, { sort }] of Object.entries(source.groups ?? {}))
    if (sort !== undefined && !names.includes(sort.replace(/^-/, "")))
      layout.report.unknown(inside(place, "groups", name, "sort"), "column", sort.replace(/^-/, ""), names)
}
