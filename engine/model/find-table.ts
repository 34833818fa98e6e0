// Table ids: `crm.quote` is an entity, `crm.quote/lines` the child rows in its field `lines`.
import type { Rows as ChildRows, Table } from "./types.ts"

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
