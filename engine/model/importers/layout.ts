// What is read of a record and of its child rows, in the order in which it is known: first what the file says, then what is
// worked out of a row alone, then what the record works out and looks up, then what its rows look up.
import type { ImporterReadSource, ImporterRowsSource, ImporterSource } from "../../metaschema/index.ts"
import { reads as readsOf, type Expression, type ShapeField } from "../../expression/index.ts"
import { booleanType } from "../express/expressions.ts"
import { inOrder } from "../layout/layout.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Entity, ImportLayout, ImportRead, ImportRows, ImportValue, Rows, Table } from "../types.ts"
import { namesOf, readChoice, readOver, type ImporterGround, type Names, type Standing } from "./ground.ts"
import { pathsOf, readRead } from "./reads.ts"

type Source = ImporterSource | ImporterRowsSource
type ReadSources = readonly (readonly [string, ImporterReadSource])[]

/** A layout of which a part is read: what is known early, the rest being read once what is around it is known. */
interface Begun {
  readonly field: string
  readonly source: ImporterRowsSource
  readonly table: Rows
  readonly place: Place
  readonly early: readonly ImportRead[]
  readonly late: ReadSources
  readonly where: Expression | undefined
}

/** The layout of records of `entity`, with those of its rows. */
export function readLayout(
  source: ImporterSource,
  entity: Entity,
  place: Place,
  ground: ImporterGround,
): ImportLayout {
  const behind: Names["behind"] = new Map()
  const all = inOrder(source.read ?? {})
  const plain = all.filter(([, one]) => isPlain(one))
  const first = gather(plain, "early", { own: namesOf([], behind) }, place, ground)
  const begun = Object.entries(source.rows ?? {}).flatMap(
    ([field, rows]) => begin(field, rows, { entity, place, around: namesOf(first, behind) }, ground) ?? [],
  )
  const withRows = (names: Names): Names => ({
    ...names,
    fields: new Map([...names.fields, ...begun.map(rowsField)]),
  })
  const where = conditionOf(source, { own: withRows(namesOf(first, behind)) }, place, ground)
  const rest = all.filter(([, one]) => !isPlain(one))
  const reads = gather(rest, "late", { own: withRows(namesOf(first, behind)) }, place, ground)
  const own = withRows(namesOf([...first, ...reads], behind))
  const rows = begun.map((one) => finish(one, own, ground))
  return {
    ...readEnd(source, entity, { own }, place, ground),
    reads: fetching([...first, ...reads], behind),
    rows,
    ...present({ where }),
  }
}

/** Whether the file alone says it. */
function isPlain(source: ImporterReadSource): boolean {
  return "from" in source || "digest" in source
}

/** The reads in their order, each on those before it. */
function gather(
  sources: ReadSources,
  phase: ImportRead["phase"],
  standing: Standing,
  place: Place,
  ground: ImporterGround,
): readonly ImportRead[] {
  const found: ImportRead[] = []
  for (const [name, source] of sources) {
    const { own } = standing
    const known: Names = { ...own, fields: new Map([...own.fields, ...namesOf(found, own.behind).fields]) }
    const read = readRead(
      [name, source],
      phase,
      { ...standing, own: known },
      inside(place, "read", name),
      ground,
    )
    if (read === undefined) continue
    if (read.kind === "find") own.behind.set(name, new Set())
    found.push(read)
  }
  return found
}

interface Around {
  readonly entity: Entity
  readonly place: Place
  readonly around: Names
}

function begin(
  field: string,
  source: ImporterRowsSource,
  { entity, place, around }: Around,
  ground: ImporterGround,
): Begun | undefined {
  const at = inside(place, "rows", field)
  const table = entity.rows.get(field)
  if (table === undefined) {
    ground.layout.report.unknown(at, `field of ${entity.id} with child rows,`, field, entity.rows.keys())
    return undefined
  }
  const all = inOrder(source.read ?? {})
  const find = all.findIndex(([, one]) => "find" in one)
  const isEarly = ([, one]: ReadSources[number], index: number): boolean =>
    isPlain(one) || find < 0 || index < find
  const standing = { own: namesOf([], new Map()), around }
  const early = gather(all.filter(isEarly), "early", standing, at, ground)
  const where = conditionOf(source, { own: namesOf(early, new Map()), around }, at, ground)
  return { field, source, table, place: at, early, late: all.filter((one, i) => !isEarly(one, i)), where }
}

/** The rows as the record around them knows them: what was read early, to be summed. */
function rowsField({ field, early }: Begun): readonly [string, ShapeField] {
  const rows = { id: `#${field}`, fields: namesOf(early, new Map()).fields }
  return [field, { name: field, type: { kind: "list", of: { kind: "null" } }, nullable: false, rows }]
}

function finish(begun: Begun, around: Names, ground: ImporterGround): ImportRows {
  const { field, source, table, place, early, late, where } = begun
  const behind: Names["behind"] = new Map()
  const then = gather(late, "late", { own: namesOf(early, behind), around }, place, ground)
  const reads = [...early, ...then]
  const end = readEnd(source, table, { own: namesOf(reads, behind), around }, place, ground)
  const paths = (key: "at" | "each"): ImportRows["at"] =>
    pathsOf(source[key], inside(place, key), ground) ?? []
  const isCsv = ground.format === "csv"
  if (isCsv !== (source.at === undefined) || (isCsv && source.each !== undefined))
    ground.layout.report.fault(
      "MOD014",
      place,
      isCsv ? "Each line of a CSV file is a row." : "It is not said where rows stand.",
    )
  const layout = { ...end, reads: fetching(reads, behind), rows: [], ...present({ where }) }
  return { field, at: isCsv ? [] : paths("at"), each: isCsv ? [] : paths("each"), layout }
}

function conditionOf(
  { where }: Source,
  standing: Standing,
  place: Place,
  ground: ImporterGround,
): Expression | undefined {
  return where === undefined
    ? undefined
    : readOver(where, standing, booleanType, inside(place, "where"), ground)
}

/** What stands on everything that was read. */
function readEnd(
  source: Source,
  table: Table,
  standing: Standing,
  place: Place,
  ground: ImporterGround,
): Pick<ImportLayout, "checks" | "known" | "values"> {
  const checks = inOrder(source.checks ?? {}).flatMap(([name, { assert, message, of }]) => {
    const here = inside(place, "checks", name, "assert")
    const read = readOver(assert, standing, booleanType, here, ground)
    return read === undefined ? [] : [{ name, assert: read, message, ...present({ of }) }]
  })
  const { known } = source
  const where = known && readChoice(known.where, table, standing, inside(place, "known", "where"), ground)
  return {
    checks,
    values: Object.entries(source.values).flatMap(
      ([field, text]) =>
        readValue([field, text], table, standing, inside(place, "values", field), ground) ?? [],
    ),
    ...(known === undefined || where === undefined
      ? {}
      : { known: { where, then: known.then ?? "skip", ...present({ message: known.message }) } }),
  }
}

function readValue(
  [name, text]: readonly [string, string],
  table: Table,
  standing: Standing,
  place: Place,
  ground: ImporterGround,
): ImportValue | undefined {
  const { report } = ground.layout
  const field = table.fields.get(name)
  if (field === undefined)
    return void report.unknown(place, `field of ${table.id}`, name, table.fields.keys())
  if (field.system || field.derived !== undefined || field.storage.kind === "rows")
    return void report.fault("MOD014", place, `"${name}" is not written by an import.`)
  const value = readOver(text, standing, field.type, place, ground)
  if (value === undefined) return undefined
  const of = readsOf(value.node).find(({ root, steps }) => root === "row" && steps.length > 0)?.steps[0]
    ?.field
  return { field: name, value, ...present({ of }) }
}

/** The finds with the paths that anything reads behind them. */
function fetching(reads: readonly ImportRead[], behind: Names["behind"]): readonly ImportRead[] {
  return reads.map((read) =>
    read.kind === "find" ? { ...read, fields: [...(behind.get(read.name) ?? [])].sort() } : read,
  )
}
