// Follows a path through references, `account.owner.name`, as columns of lists and related lists name them.
import type { Place, Report } from "../report.ts"
import { findTable, targetOf } from "../find-table.ts"
import type { Entity, Field, Table } from "../types.ts"

type Entities = ReadonlyMap<string, Entity>

/** The field that a path from `entity` ends in; reports the first step that names nothing or leads nowhere. */
export function resolvePath(
  path: string,
  entity: Entity,
  entities: Entities,
  place: Place,
  report: Report,
): Field | undefined {
  let at: Table | undefined = entity
  let field: Field | undefined
  for (const name of path.split(".")) {
    if (at === undefined) {
      report.fault(
        "MOD014",
        place,
        `"${path}" walks through "${field?.name}", which is not a single reference.`,
      )
      return undefined
    }
    field = at.fields.get(name)
    if (field === undefined) {
      report.unknown(place, `field of ${at.id}`, name, at.fields.keys())
      return undefined
    }
    at = findTable(targetOf(field, at) ?? "", entities)
  }
  return field
}
