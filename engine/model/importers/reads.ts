// One value that is read of a file, worked out, or looked up: checked against the names that are known before it.
import type { ImporterReadSource } from "../../metaschema/index.ts"
import type { Type } from "../../expression/index.ts"
import { findTable } from "../find-table.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { ElementPath, ImportFrom, ImportRead } from "../types.ts"
import { readChoice, readOver, type ImporterGround, type Standing } from "./ground.ts"
import { readPath } from "./path.ts"

type FromSource = Extract<ImporterReadSource, { from: unknown }>
type FindSource = Extract<ImporterReadSource, { find: string }>
type Phase = ImportRead["phase"]

const types: Readonly<Record<NonNullable<FromSource["type"]>, Type>> = {
  text: { kind: "text" },
  code: { kind: "text" },
  number: { kind: "number" },
  date: { kind: "date" },
  boolean: { kind: "boolean" },
  count: { kind: "number", whole: 9, scale: 0 },
}

/** The value named; undefined when it is faulty, which is reported. */
export function readRead(
  [name, source]: readonly [string, ImporterReadSource],
  phase: Phase,
  standing: Standing,
  place: Place,
  ground: ImporterGround,
): ImportRead | undefined {
  if ("from" in source) return readFrom(name, source, place, ground)
  if ("digest" in source) return { kind: "digest", name, phase, type: types.text }
  if ("find" in source) return readFind(name, source, standing, place, ground)
  const value = readOver(source.value, standing, undefined, inside(place, "value"), ground)
  return value === undefined ? undefined : { kind: "value", name, phase, type: value.node.type, value }
}

function readFrom(
  name: string,
  source: FromSource,
  place: Place,
  ground: ImporterGround,
): ImportRead | undefined {
  const { type = "text", required = false, join, decimal, formats = ["YYYY-MM-DD*"] } = source
  const from = fromOf(source.from, inside(place, "from"), ground)
  if (from === undefined) return undefined
  checkKeys(source, place, ground)
  return {
    ...{ kind: "from", name, phase: "early", type: types[type], from, as: type, required, formats },
    truths: (source.true ?? ["true", "1", "yes", "x"]).map((one) => one.toLowerCase()),
    ...present({ join, decimal }),
  }
}

/** Keywords that say something of one type only stand with it. */
function checkKeys(source: FromSource, place: Place, { layout, format }: ImporterGround): void {
  const { type = "text" } = source
  const meant = { decimal: "number", formats: "date", true: "boolean", join: "text" } as const
  for (const [key, wanted] of Object.entries(meant))
    if (Object.hasOwn(source, key) && type !== wanted)
      layout.report.fault(
        "MOD013",
        inside(place, key),
        `"${key}" does nothing on a ${type}; it is for "${wanted}".`,
      )
  if (format === "csv" && (source.join !== undefined || type === "count"))
    layout.report.fault(
      "MOD013",
      place,
      "A line has one value below a heading: nothing is joined or counted.",
    )
}

function fromOf(
  from: string | readonly string[],
  place: Place,
  ground: ImporterGround,
): ImportFrom | undefined {
  if (ground.format === "csv") return { kind: "headings", headings: typeof from === "string" ? [from] : from }
  const paths = pathsOf(from, place, ground)
  return paths === undefined ? undefined : { kind: "paths", paths }
}

/** The paths; undefined where one is none, which is reported. */
export function pathsOf(
  texts: string | readonly string[] | undefined,
  place: Place,
  { layout }: ImporterGround,
): readonly ElementPath[] | undefined {
  const list = texts === undefined ? [] : typeof texts === "string" ? [texts] : texts
  const found = list.map((text) => {
    const path = readPath(text)
    if (path === undefined)
      layout.report.fault(
        "MOD014",
        place,
        `"${text}" is no path of elements.`,
        "Write Acct/Id/IBAN, Bal[Tp/Cd=OPBD]/Amt or Amt/@Ccy.",
      )
    return path
  })
  return found.every((path) => path !== undefined) ? found : undefined
}

function readFind(
  name: string,
  source: FindSource,
  standing: Standing,
  place: Place,
  ground: ImporterGround,
): ImportRead | undefined {
  const { layout } = ground
  const table = findTable(source.find, layout.entities)
  if (table === undefined) {
    layout.report.unknown(inside(place, "find"), "entity or child rows", source.find, layout.entities.keys())
    return undefined
  }
  const where = readChoice(source.where, table, standing, inside(place, "where"), ground)
  if (where === undefined) return undefined
  const sort = (source.sort ?? []).map((key) => ({
    path: key.replace(/^-/, ""),
    descending: key.startsWith("-"),
  }))
  for (const [index, { path }] of sort.entries())
    if (!path.includes(".") && !table.fields.has(path))
      layout.report.unknown(inside(place, "sort", index), `field of ${table.id}`, path, table.fields.keys())
  const { required = false, message, of } = source
  return {
    ...{ kind: "find", name, phase: "late", type: { kind: "ref", entities: [table.id] }, table: table.id },
    ...{ where, sort, required, fields: [] },
    ...present({ message, of }),
  }
}
