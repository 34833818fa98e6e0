// Few indexes, each with a reader: unique sets, declared ones, references (deletes of the target look for referrers),
// the order lists come in, and one trigram index a table for substring search.
import type { Entity, Field, Model, SortField, Table, UniqueSet } from "../../model/index.ts"
import { namedIndex } from "../digest.ts"
import type { Index } from "../types.ts"
import { ascending, btree, sparse, type Sorted } from "./btree.ts"
import { columnsOf } from "./former.ts"
import { formulaOf } from "./formula.ts"

/** The indexes of an entity's table; of a setting, which has one row, only the one that keeps it single. */
export function entityIndexes(model: Model, entity: Entity): readonly Index[] {
  if (entity.kind === "setting") return [btree(entity.table, [], "unique")]
  const orders = listOrders(model, entity)
  const declared = entity.indexes.map(({ fields }) => btree(entity.table, paged(sorted(fields), orders)))
  return [
    ...reduce([...uniques(entity), ...declared, ...listOrder(entity), ...byField(model, entity)]),
    ...trigram(entity),
  ]
}

/** The indexes of a table of child rows: those of its fields, and its rows in order by parent. */
export function rowIndexes(model: Model, rows: Table): readonly Index[] {
  const parent = btree(rows.table, ascending(["parent", "position"]))
  return reduce([...uniques(rows, ["parent"]), parent, ...byField(model, rows)])
}

function uniques(table: Table, within: readonly string[] = []): readonly Index[] {
  const single = [...table.fields.values()].filter((field) => field.unique)
  const sets: readonly Pick<UniqueSet, "fields" | "where">[] = [
    ...table.unique,
    ...single.map(({ name }) => ({ fields: [name] })),
    ...numbers(table),
  ]
  return sets.map(({ fields, where }) => {
    const scope = within.filter((name) => !fields.includes(name))
    return namedIndex(table.table, {
      kind: "btree",
      columns: ascending([...scope, ...fields]),
      unique: true,
      ...(where === undefined ? {} : { where: formulaOf(table, where.node) }),
    })
  })
}

/** A running number is given once in its series; before it is given there is none. */
function numbers({ fields }: Table): readonly Pick<UniqueSet, "fields">[] {
  return [...fields.values()].flatMap(({ name, unique, sequence }) => {
    if (sequence === undefined || unique) return []
    return [{ fields: sequence.scope === undefined ? [name] : [sequence.scope, name] }]
  })
}

function sorted(fields: readonly SortField[]): Sorted {
  return fields.map(({ field, descending }) => ({ column: field, descending }))
}

/** The orders that lists of the entity ask for: its own and those of its views, where they are by own columns. */
function listOrders(model: Model, entity: Entity): readonly Sorted[] {
  const views = [...model.views.values()].filter((view) => view.entity === entity.id)
  const orders = [sorted(entity.order), ...views.map((view) => view.sort.map(sortKey))]
  return orders.filter((order) => order.length > 0 && isOwn(entity, order))
}

function sortKey(key: string): Sorted[number] {
  return key.startsWith("-") ? { column: key.slice(1), descending: true } : { column: key, descending: false }
}

/** The columns with `id` last where they end in the order of a list: pages go by the order and then by `id`, and without
 * it each page would sort all rows that the columns before leave. */
function paged(columns: Sorted, orders: readonly Sorted[]): Sorted {
  const ends = orders.some((order) => {
    const end = columns.slice(-order.length)
    return end.length === order.length && runsAlong(end, order)
  })
  return ends ? withId(columns) : columns
}

/** The default order with `id` last, as keyset paging asks for it; none where the order is not by own columns, or where
 * no two records share a place in it: then a unique index tells the order already. */
function listOrder(entity: Entity): readonly Index[] {
  const columns = sorted(entity.order)
  if (columns.length === 0 || !isOwn(entity, columns)) return []
  if (columns.length === 1 && columns[0]?.column === "id") return []
  const told = uniques(entity).some(
    (unique) =>
      unique.where === undefined &&
      unique.columns.every(({ column }) => entity.fields.get(column)?.required === true) &&
      runsAlong(unique.columns, columns.slice(0, unique.columns.length)),
  )
  return told ? [] : [btree(entity.table, withId(columns))]
}

function withId(columns: Sorted): Sorted {
  const last = columns.at(-1)
  if (last === undefined || columns.some(({ column }) => column === "id")) return columns
  return [...columns, { column: "id", descending: last.descending }]
}

function isOwn(entity: Entity, columns: Sorted): boolean {
  return columns.every(({ column }) => isColumn(entity.fields.get(column)))
}

function isColumn(field: Field | undefined): boolean {
  return field?.storage.kind === "column" || field?.storage.kind === "ref"
}

/** One index a field that asks for it, and one a reference, where its values tell records apart. A polymorphic reference
 * fills one of its columns: the indexes of the others leave the record out. */
function byField(model: Model, table: Table): readonly Index[] {
  return [...table.fields.values()].flatMap((field) => {
    const isAsked = field.indexed || (field.source["indexed"] !== false && tellsApart(model, field))
    if (!isAsked || isSystem(field)) return []
    return columnsOf(field).map((column) =>
      field.storage.kind === "any_ref"
        ? sparse(table.table, [column])
        : btree(table.table, ascending([column])),
    )
  })
}

/** Whether few records refer to the same one, as of reference data many do. */
function tellsApart(model: Model, { storage }: Field): boolean {
  if (storage.kind === "any_ref") return true
  return storage.kind === "ref" && model.entities.get(storage.entity)?.kind !== "reference"
}

function isSystem(field: Field): boolean {
  return ["id", "created_by", "updated_by", "parent"].includes(field.name) && field.system
}

/** Leaves out an index whose columns begin another whole one: that serves as well. */
function reduce(indexes: readonly Index[]): readonly Index[] {
  return indexes.filter((index, at) => {
    if (index.unique) return indexes.findIndex(({ name }) => name === index.name) === at
    return !indexes.some((other, otherAt) => {
      // Of two that begin with each other, the unique one stays, else the first.
      const same = other.columns.length === index.columns.length
      const stays = !same || other.unique || otherAt < at
      return other !== index && stays && begins(other, index)
    })
  })
}

/** Whether the columns of `index`, or all of them in the opposite order, begin those of `other`. */
function begins(other: Index, index: Index): boolean {
  return other.where === undefined && runsAlong(index.columns, other.columns.slice(0, index.columns.length))
}

/** Whether both are the same columns, in the same or all in the opposite direction: an index is read both ways. */
function runsAlong(one: Sorted, other: Sorted): boolean {
  const flipped = one[0]?.descending !== other[0]?.descending
  return (
    one.length === other.length &&
    one.every(({ column, descending }, at) => {
      const there = other[at]
      return there?.column === column && (there.descending !== descending) === flipped
    })
  )
}

/** None of reference data: its few records are read as fast. */
function trigram(entity: Entity): readonly Index[] {
  if (entity.kind === "reference") return []
  const texts = entity.searchable.filter((name) => {
    const storage = entity.fields.get(name)?.storage
    return storage?.kind === "column" && storage.column.type === "text"
  })
  if (texts.length === 0) return []
  return [namedIndex(entity.table, { kind: "trigram", columns: ascending(texts), unique: false })]
}
