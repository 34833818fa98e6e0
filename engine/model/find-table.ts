// Table ids: `crm.quote` is an entity, `crm.quote/lines` the child rows in its field `lines`.
import { isStamp } from "./stamps.ts"
import type { Field, Rows as ChildRows, Table } from "./types.ts"

/** The entity, or the kind of child rows, of a table id; undefined where there is none. */
export function findTable<Entity, Rows>(
  id: string,
  entities: ReadonlyMap<string, Entity & { readonly rows: ReadonlyMap<string, Rows> }>,
): Entity | Rows | undefined {
  const [entity = "", rows] = id.split("/")
  const found = entities.get(entity)
  return rows === undefined ? found : found?.rows.get(rows)
}

/** Whether a table is a kind of child rows. */
export function isRows(table: Table): table is ChildRows {
  return table.id.includes("/")
}

/** The table that a single reference of `table` leads to; from child rows `parent` leads to their record. */
export function targetOf(field: Field, table: Table): string | undefined {
  if (field.storage.kind === "ref") return field.storage.entity
  return isRows(table) && isStamp(field) && field.name === "parent" ? table.entity : undefined
}
