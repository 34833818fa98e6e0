// What the files of this room share: what has been read so far, the names that an expression may use where it stands, and
// what is wanted of the records that are found.
import {
  reads,
  type Expression,
  type Scope,
  type Shape,
  type ShapeField,
  type Type,
} from "../../expression/index.ts"
import type { LayoutGround } from "../layout/layout.ts"
import type { Place } from "../report.ts"
import type { ImportRead, Importer, Table } from "../types.ts"

export interface ImporterGround {
  readonly layout: LayoutGround
  readonly id: string
  readonly format: Importer["format"]
  readonly input: Table
}

/** The names read of a record, or of a row, as they come to be known. */
export interface Names {
  readonly fields: ReadonlyMap<string, ShapeField>
  /** Paths that are read behind what was found, by the name of the find. */
  readonly behind: Map<string, Set<string>>
}

export function namesOf(reads: readonly ImportRead[], behind: Names["behind"]): Names {
  const fields = reads.map(({ name, type }): [string, ShapeField] => [name, { name, type, nullable: true }])
  return { fields: new Map(fields), behind }
}

/** Where an expression stands: the names read, and for rows those of the record around them. */
export interface Standing {
  readonly own: Names
  readonly around?: Names
}

function shapeOf(id: string, { fields }: Names): Shape {
  return { id, fields }
}

/** An expression over what was read, checked; undefined when it has faults, which are reported. */
export function readOver(
  text: string,
  { own, around }: Standing,
  expected: Type | undefined,
  place: Place,
  ground: ImporterGround,
): Expression | undefined {
  const { layout, id, input } = ground
  const scope: Scope = {
    record: shapeOf(`${id}#row`, own),
    input,
    user: layout.all.user,
    entity: layout.all.table,
    ...(around === undefined ? {} : { parent: shapeOf(`${id}#record`, around) }),
  }
  const expression = layout.all.read(text, scope, expected, place)
  if (expression === undefined) return undefined
  const deep = reads(expression.node).filter(({ root, steps }) => {
    const names = root === "row" ? own : root === "parent" ? around : undefined
    return !isWithin(
      names,
      steps.map(({ field }) => field),
    )
  })
  const [first] = deep
  if (first === undefined) return expression
  const named = first.steps.map(({ field }) => field).join(".")
  layout.report.fault(
    "MOD014",
    place,
    `An import does not look behind "${named}".`,
    'Look the record up with "find".',
  )
  return undefined
}

/** Whether the path ends where a value is at hand; what is read behind a find is noted, to be fetched with it. */
function isWithin(names: Names | undefined, [first = "", ...rest]: readonly string[]): boolean {
  if (rest.length === 0) return true
  if (names?.fields.get(first)?.rows !== undefined) return rest.length === 1
  const behind = names?.behind.get(first)
  if (behind === undefined) return false
  behind.add(rest.join("."))
  return true
}

/** A condition over stored records of `table`; `params` is what was read of the row, and of the record around it. */
export function readChoice(
  text: string,
  table: Table,
  { own, around }: Standing,
  place: Place,
  { layout, id }: ImporterGround,
): Expression | undefined {
  const { all, entities, report } = layout
  const [owner = ""] = table.id.split("/")
  const parent = owner === table.id ? undefined : entities.get(owner)
  const single = [...(around?.fields ?? []), ...own.fields].filter(([, { rows }]) => rows === undefined)
  const scope: Scope = {
    record: table,
    params: { id: `${id}#read`, fields: new Map(single) },
    user: all.user,
    entity: all.table,
    ...(parent === undefined ? {} : { parent }),
  }
  const expression = all.read(text, scope, { kind: "boolean" }, place)
  const deep =
    expression && reads(expression.node).find(({ root, steps }) => root === "params" && steps.length > 1)
  if (deep === undefined) return expression
  report.fault("MOD014", place, `A search does not look behind "params.${deep.steps[0]?.field}".`)
  return undefined
}
