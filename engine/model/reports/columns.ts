// The columns that read records: values, sums and their like. Formulas over columns come after them.
import type { Expression, Scope, Type } from "../../expression/index.ts"
import { boundsOf } from "../../expression/index.ts"
import type { ReportSource } from "../../metaschema/index.ts"
import { booleanType } from "../express/expressions.ts"
import { inOrder } from "../layout/layout.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { ReportColumn, ReportGroup } from "../types.ts"
import { readOver, type ReportGround } from "./scope.ts"
import { fieldOf, titleOf, titlesOf, type Found } from "./titles.ts"

export type ColumnSource = ReportSource["columns"][string]
type Plain = Exclude<ReportColumn, { readonly kind: "formula" | "running" }>

/** What a column can be; each is one of exactly one kind. */
const kinds = ["value", "sum", "count", "min", "max", "avg", "formula", "running"] as const
type Kind = (typeof kinds)[number]

/** Keys that go with some kinds only. */
const companions: Readonly<Record<string, readonly Kind[]>> = {
  adds: ["formula"],
  where: ["sum", "count", "min", "max", "avg"],
  start: ["running"],
  own: ["sum", "count", "min", "max", "avg", "formula"],
  spread: ["sum", "count", "min", "max", "avg", "formula"],
  across: ["sum", "count", "min", "max", "avg", "formula"],
  compare: ["sum", "count", "min", "max", "avg", "formula"],
}

/** The columns over records, by name; formulas are left out, all that cannot be is reported. */
export function readColumns(
  ground: ReportGround,
  groups: readonly ReportGroup[],
): ReadonlyMap<string, Plain> {
  const found = new Map<string, Plain>()
  for (const [name, source] of inOrder(ground.source.columns)) {
    const at = inside(ground.place, "columns", name)
    const kind = kindOf(source, at, ground)
    if (kind === undefined || kind === "formula" || kind === "running") continue
    checkSpans(source, at, ground)
    checkGroup(source, at, ground)
    const column =
      kind === "value" ? readValue([name, source], groups, ground) : readSum(kind, [name, source], ground)
    if (column !== undefined) found.set(name, column)
  }
  return found
}

/** The kind of the column; reports none, several, and keys that do nothing on it. */
function kindOf(source: ColumnSource, place: Place, { layout }: ReportGround): Kind | undefined {
  const said = kinds.filter((kind) => source[kind] !== undefined)
  const [kind] = said
  if (kind === undefined || said.length > 1) {
    const words = said.length === 0 ? "nothing that it shows" : `${said.join(" and ")} at once`
    layout.report.fault("MOD013", place, `The column says ${words}.`, `Say one of ${kinds.join(", ")}.`)
    return undefined
  }
  for (const [key, of] of Object.entries(companions))
    if (Object.hasOwn(source, key) && !of.includes(kind))
      layout.report.fault("MOD013", inside(place, key), `"${key}" does nothing beside "${kind}".`)
  return kind
}

const unsaid = {
  spread: "over which days a column is spread",
  across: "which values columns stand for",
  compare: "over which days a column is compared",
} as const

/** Columns are repeated and compared only where the report says over what. */
export function checkSpans(
  source: ColumnSource,
  place: Place,
  { source: report, layout }: ReportGround,
): void {
  for (const key of ["spread", "across", "compare"] as const)
    if (source[key] === true && report[key] === undefined)
      layout.report.fault(
        "MOD013",
        inside(place, key),
        `The report does not say ${unsaid[key]}.`,
        `Add "${key}" to the report.`,
      )
}

/** A column stands in the rows of a group that exists. */
export function checkGroup({ of }: ColumnSource, place: Place, { source, layout }: ReportGround): void {
  const names = Object.keys(source.groups ?? {})
  if (of !== undefined && !names.includes(of)) layout.report.unknown(inside(place, "of"), "group", of, names)
}

/** What all columns have in common. */
export function common(
  [name, source]: readonly [string, ColumnSource],
  type: Type,
  found: Found | undefined,
  { source: report }: ReportGround,
) {
  const { of, own = false, spread = false, across = false, compare = false, hidden = false } = source
  const { format, scale } = source
  const inherited = type.kind === "number" ? formatOf(found) : undefined
  return {
    name,
    title: titleOf(source.title, `${report.$id}/columns/${name}`, found, name),
    type,
    own,
    spread,
    across,
    compare,
    hidden,
    ...present({ of, format: format ?? inherited, scale, titles: found && titlesOf(found) }),
  }
}

function formatOf(found: Found | undefined): ReportColumn["format"] {
  const format = found?.field.format
  return format === "money" || format === "quantity" || format === "percent" || format === "decimal"
    ? format
    : undefined
}

function readValue(
  [name, source]: readonly [string, ColumnSource],
  groups: readonly ReportGroup[],
  ground: ReportGround,
): Plain | undefined {
  const at = inside(ground.place, "columns", name)
  const scope = valueScope(source, groups, at, ground)
  if (scope === undefined) return undefined
  const value = readOver(source.value ?? "", scope, undefined, inside(at, "value"), ground)
  if (value === undefined || !isSingle(value, inside(at, "value"), ground)) return undefined
  const found = fieldOf(value, ground)
  return {
    kind: "value",
    value,
    ...common([name, source], value.node.type, found, ground),
  }
}

/** Over the record of the group named, or over each record. */
function valueScope(
  { of }: ColumnSource,
  groups: readonly ReportGroup[],
  place: Place,
  { source, scope, layout }: ReportGround,
): Scope | undefined {
  if (of === undefined) {
    if (source.records !== undefined) return scope
    const hint = 'Say of which group with "of", or add "records" to the report.'
    layout.report.fault("MOD013", inside(place, "value"), "No single records are shown here.", hint)
    return undefined
  }
  const group = groups.find(({ name }) => name === of)
  const entity = group?.entity === undefined ? undefined : layout.entities.get(group.entity)
  if (group !== undefined && entity === undefined)
    layout.report.fault("MOD014", inside(place, "of"), `What "${of}" groups by is no record.`)
  return entity && { record: entity, user: layout.all.user, entity: layout.all.table }
}

function isSingle({ node }: Expression, place: Place, { layout }: ReportGround): boolean {
  if (node.type.kind !== "list" && node.type.kind !== "null") return true
  layout.report.fault("MOD014", place, "A cell shows a single value.")
  return false
}

function readSum(
  kind: Exclude<Kind, "value" | "formula" | "running">,
  [name, source]: readonly [string, ColumnSource],
  ground: ReportGround,
): Plain | undefined {
  const at = inside(ground.place, "columns", name)
  const where =
    source.where === undefined
      ? undefined
      : readOver(source.where, ground.scope, booleanType, inside(at, "where"), ground)
  if (kind === "count")
    return {
      kind,
      ...common([name, source], { kind: "number", whole: 12, scale: 0 }, undefined, ground),
      ...present({ where }),
    }
  const summed = kind === "sum" || kind === "avg"
  const expected: Type | undefined = summed ? { kind: "number" } : undefined
  const what = readOver(source[kind] ?? "", ground.scope, expected, inside(at, kind), ground)
  if (what === undefined || !(summed || isOrdered(what, inside(at, kind), ground))) return undefined
  return {
    kind,
    what,
    ...common([name, source], typeOf(kind, what.node.type), fieldOf(what, ground), ground),
    ...present({ where }),
  }
}

function isOrdered({ node }: Expression, place: Place, { layout }: ReportGround): boolean {
  if (["number", "text", "date", "instant", "time"].includes(node.type.kind)) return true
  layout.report.fault("MOD014", place, "Such values have no order.")
  return false
}

function typeOf(kind: "sum" | "min" | "max" | "avg", type: Type): Type {
  const { whole, scale } = boundsOf(type)
  if (kind === "sum") return { kind: "number", whole: whole + 12, scale }
  return kind === "avg" ? { kind: "number", whole: whole + 1, scale: 20 } : type
}
