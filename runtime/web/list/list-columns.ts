// The columns of a list: which fields to ask the server for, and what stands in each.
import { fieldAt, sortOf, titleFieldOf } from "../contract/fields.ts"
import type { Column, Entity, Field, Model, View } from "../contract/model.ts"

export interface ListColumn extends Column {
  readonly title: string
  readonly field: Field
}

/** The view's columns that this principal may see. */
export function visibleColumns(model: Model, entity: Entity, view: View): readonly ListColumn[] {
  return view.columns.flatMap((column) => {
    const field = fieldAt(model, entity, column.path)
    return field === undefined
      ? []
      : [{ ...column, title: column.title ?? titleAt(model, entity, column.path), field }]
  })
}

/** The title of what a path names: the reference's own where the path ends on the title of what it refers to. */
function titleAt(model: Model, entity: Entity, path: string): string {
  const steps = path.split(".")
  const before = fieldAt(model, entity, steps.slice(0, -1).join("."))
  const named = typeof before?.ref === "string" && titleFieldOf(model, before.ref) === steps.at(-1)
  const field = named ? before : fieldAt(model, entity, path)
  return field?.title ?? path
}

/** `fields` and `expand` for these paths: titles of references, currencies and units included. */
export function neededFields(model: Model, entity: Entity, paths: readonly string[]) {
  const fields = new Set(["id", "version"])
  const expand = new Set<string>()
  const add = (path: string): void => {
    const field = fieldAt(model, entity, path)
    if (field === undefined) return
    const prefix = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : undefined
    if (prefix !== undefined) expand.add(prefix)
    const title =
      isExpandable(field) && typeof field.ref === "string" ? titleFieldOf(model, field.ref) : undefined
    if (title === undefined) {
      fields.add(path)
      if (sortOf(field) === "any_reference") expand.add(path)
    } else {
      expand.add(path)
      fields.add(`${path}.${title}`)
    }
    const beside = field.currency_field ?? field.unit_field
    if (beside !== undefined) add(prefix === undefined ? beside : `${prefix}.${beside}`)
  }
  for (const path of paths) add(path)
  return { fields: [...fields], expand: [...expand] }
}

/** Whether the server sorts by this column. */
export function isSortable(column: ListColumn): boolean {
  const sort = sortOf(column.field)
  return !["rows", "many", "tags", "any_reference", "long_text"].includes(sort)
}

/** The sort key: a reference is sorted by its title. */
export function sortKey(model: Model, column: ListColumn): string {
  const target = column.field.ref
  const title = typeof target === "string" ? titleFieldOf(model, target) : undefined
  return title === undefined ? column.path : `${column.path}.${title}`
}

function isExpandable(field: Field): boolean {
  const sort = sortOf(field)
  return sort === "reference" || sort === "many"
}

/** A first width in px, by what the column holds. */
export function initialWidth(column: ListColumn): number {
  if (column.width !== undefined) return column.width
  switch (sortOf(column.field)) {
    case "boolean":
      return 90
    case "date":
    case "integer":
      return 120
    case "decimal":
    case "choice":
      return 140
    default:
      return 200
  }
}
