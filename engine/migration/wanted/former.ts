// Former names of tables and columns, worked out from the `was` of entities and fields: a child table is renamed with
// its owner, a polymorphic column with its target.
import { findTable, type Entity, type Field, type Model, type Table } from "../../model/index.ts"

/** What an entity or field may be called now and may have been called, the present name first. */
type Names = readonly [now: string, ...before: readonly string[]]

/** The table of an entity: `crm_lead`, and before that what its `was` says. */
export function entityNames(entity: Entity): Names {
  if (entity.was === undefined) return [entity.table]
  const id = entity.was.includes(".") ? entity.was : `${entity.module}.${entity.was}`
  return [entity.table, id.replace(".", "_")]
}

/** Present and former names of the table that holds a field's child rows or links: every pair of owner and field. */
export function heldNames(owner: Entity, field: Field, table: string): Names {
  const names = entityNames(owner).flatMap((of) => fieldNames(field).map((name) => `${of}__${name}`))
  return [table, ...names.filter((name) => name !== table)]
}

/** Present and former names of a polymorphic reference's column for one target. */
export function targetNames(model: Model, field: Field, target: string, column: string): Names {
  const entity = model.entities.get(target)
  const targets = entity === undefined ? [target.replace(".", "_")] : entityNames(entity)
  const names = fieldNames(field).flatMap((name) => targets.map((of) => `${name}__${of}`))
  return [column, ...names.filter((name) => name !== column)]
}

/** Present and former name of a field, which is also its column's. */
export function fieldNames(field: Field): Names {
  return field.was === undefined ? [field.name] : [field.name, field.was]
}

/** All names but the present one. */
export function before(names: Names): readonly string[] {
  return names.slice(1)
}

/** The columns that hold a field in its own table; none for what is stored elsewhere or not at all. */
export function columnsOf(field: Field): readonly string[] {
  const storage = field.storage
  if (storage.kind === "column" || storage.kind === "ref") return [field.name]
  return storage.kind === "any_ref" ? storage.targets.map(({ column }) => column) : []
}

/** The table, or kind of child rows, with this id. */
export function tableOf(model: Model, id: string): Table | undefined {
  return findTable(id, model.entities)
}
