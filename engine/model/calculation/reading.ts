// Expressions of a calculation: worked out on a snapshot of the record, so all that they read is noted as paths from it.
import {
  isVolatile,
  partsOf,
  reads,
  type Expression,
  type Node,
  type Path,
  type Scope,
  type Type,
} from "../../expression/index.ts"
import type { LayoutGround } from "../layout/layout.ts"
import { inside, type Place } from "../report.ts"
import type { Entity, Table } from "../types.ts"

export interface CalculationGround {
  readonly layout: LayoutGround
  readonly entity: Entity
  /** Where the calculation stands. */
  readonly place: Place
  /** What has been found to be read, as paths from the record. */
  readonly reads: Set<string>
}

/** Where expressions stand: the table of plain names, that of `parent`, and how both are reached from the record. */
export interface Base {
  readonly table: Table
  /** Each way from the record to the table: `["lines"]`, or `[""]` for the record itself. */
  readonly ways: readonly string[]
  readonly parent?: { readonly table: Table; readonly way: string }
}

export const TEXT: Type = { kind: "text" }
export const NUMBER: Type = { kind: "number" }
export const BOOLEAN: Type = { kind: "boolean" }
export const DATE: Type = { kind: "date" }

/** Reads the expression under a key; undefined where there is none or where it is faulty, which is reported. */
export type Over = (key: string, text: string | undefined, type: Type | undefined) => Expression | undefined

/** A reader of expressions over `base` that stand in `place`. */
export function over(base: Base, place: Place, ground: CalculationGround): Over {
  const { all } = ground.layout
  const scope: Scope = {
    record: base.table,
    entity: all.table,
    ...(base.parent === undefined ? {} : { parent: base.parent.table }),
  }
  return (key, text, type) => {
    if (text === undefined) return undefined
    const at = inside(place, key)
    const expression = all.read(text, scope, type, at)
    if (expression === undefined || refused(expression, at, ground)) return undefined
    for (const path of reads(expression.node)) note(path, base, ground)
    return expression
  }
}

/** A calculation gives the same whenever it is made and whoever writes, from what the snapshot holds. */
function refused({ node }: Expression, place: Place, { layout }: CalculationGround): boolean {
  const message = isVolatile(node)
    ? "A calculation does not depend on the day."
    : climbs(node)
      ? "A calculation does not climb trees: it sees the record and what its references name."
      : undefined
  if (message === undefined) return false
  layout.report.fault("MOD014", place, message, "Keep the value in a field of the record.")
  return true
}

function climbs(node: Node): boolean {
  return (node.kind === "call" && node.fn === "within") || partsOf(node).some(climbs)
}

function note(path: Path, { ways, parent }: Base, { reads: found }: CalculationGround): void {
  const starts = path.root === "parent" ? [parent?.way ?? ""] : ways
  for (const start of starts) found.add(joined(start, fieldsOf(path)))
}

/** The fields of a path; inside a polymorphic reference there are none. */
export function fieldsOf({ steps }: Pick<Path, "steps">): readonly string[] {
  return steps.filter(({ shape }) => shape !== "@ref").map(({ field }) => field)
}

export function joined(way: string, fields: readonly string[]): string {
  return [...(way === "" ? [] : [way]), ...fields].join(".")
}

/** The base of the record's own expressions. */
export function recordBase({ entity }: CalculationGround): Base {
  return { table: entity, ways: [""] }
}

/** The base of the rows in a field of the record; undefined where it holds none, which is reported. */
export function rowsBase(field: string, place: Place, ground: CalculationGround): Base | undefined {
  const { entity, layout } = ground
  const table = entity.rows.get(field)
  if (table === undefined) {
    layout.report.unknown(place, `field of ${entity.id} with child rows,`, field, entity.rows.keys())
    return undefined
  }
  ground.reads.add(`${field}.id`)
  return { table, ways: [field], parent: { table: entity, way: "" } }
}
