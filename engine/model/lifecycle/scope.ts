// What the files of this room share: where expressions of a transition stand, and names that must be those of roles.
import type { Scope } from "../../expression/index.ts"
import { askedScope } from "../express/scope.ts"
import { findTable } from "../find-table.ts"
import type { LayoutGround } from "../layout/layout.ts"
import { inside, type Place } from "../report.ts"
import type { Entity, Rows, Table } from "../types.ts"

/** What a life cycle is read on: the finished entities, its own one, and the inputs of all transitions by
 * `crm.quote#send`. */
export interface CycleGround {
  readonly layout: LayoutGround
  readonly entity: Entity
  readonly inputs: ReadonlyMap<string, Table>
}

/** The same for one transition. */
export interface TransitionGround extends CycleGround {
  readonly input: Table
}

/** Over the record as it is before the transition, the input and who asks. */
export function recordScope({ layout, entity, input }: TransitionGround): Scope {
  return { ...askedScope({ shape: entity, parent: undefined }, layout.all), input }
}

/** Over a child row; `parent` is the record. */
export function rowScope({ layout, entity, input }: TransitionGround, rows: Rows): Scope {
  return { ...askedScope({ shape: rows, parent: entity }, layout.all), input }
}

/** The scope of an aim: of each of the rows gone through, or of the record. Reports a way that does not lead to rows. */
export function aimScope(each: string | undefined, place: Place, ground: TransitionGround): Scope {
  if (each === undefined) return recordScope(ground)
  const { entity, layout, input } = ground
  const [field = "", ...way] = each.split(".")
  const lines = entity.rows.get(field)
  if (lines === undefined) {
    const at = inside(place, "each")
    layout.report.unknown(at, `field of ${entity.id} with child rows,`, field, entity.rows.keys())
    return recordScope(ground)
  }
  if (way.length === 0) return rowScope(ground, lines)
  const rows = rowsBehind(lines, way, inside(place, "each"), ground)
  if (rows === undefined) return rowScope(ground, lines)
  return { ...askedScope({ shape: rows, parent: lines }, layout.all), input }
}

/** The rows at the end of a way of references from a child row: `item.components` from a line. */
function rowsBehind(
  lines: Rows,
  way: readonly string[],
  place: Place,
  { layout }: TransitionGround,
): Rows | undefined {
  let table: Table = lines
  for (const [index, name] of way.entries()) {
    const field = table.fields.get(name)
    if (field === undefined)
      return void layout.report.unknown(place, `field of ${table.id}`, name, table.fields.keys())
    const { storage } = field
    const isLast = index === way.length - 1
    if (isLast && storage.kind === "rows") return storage.rows
    const next = storage.kind === "ref" ? findTable(storage.entity, layout.entities) : undefined
    if (isLast || next === undefined)
      return void layout.report.fault(
        "MOD014",
        place,
        `"${name}" of ${table.id} ${isLast ? "holds no child rows" : "is not a reference to one record"}.`,
        "A way leads from a child row over references to child rows: lines.item.components.",
      )
    table = next
  }
  return undefined
}

/** The roles as named; unknown ones are reported. */
export function rolesThere(
  roles: readonly string[] = [],
  place: Place,
  { items, report }: LayoutGround,
): readonly string[] {
  roles.forEach((role, index) => {
    if (!items.roles.has(role) && !items.broken.has(`role ${role}`))
      report.unknown(inside(place, index), "role", role, items.roles.keys())
  })
  return roles
}
