// What the files of this room share: where expressions of a transition stand, and names that must be those of roles.
import type { Scope } from "../../expression/index.ts"
import { askedScope } from "../express/scope.ts"
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

/** The scope of an aim: of each row of the rows field named, or of the record. Reports a field that holds no rows. */
export function aimScope(each: string | undefined, place: Place, ground: TransitionGround): Scope {
  if (each === undefined) return recordScope(ground)
  const rows = ground.entity.rows.get(each)
  if (rows !== undefined) return rowScope(ground, rows)
  ground.layout.report.unknown(
    inside(place, "each"),
    `field of ${ground.entity.id} with child rows,`,
    each,
    ground.entity.rows.keys(),
  )
  return recordScope(ground)
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
