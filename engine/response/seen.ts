// Decides what of a view or a form's related lists a principal can use: columns, orders and filters on fields that the
// roles do not show would only be refused by the door of records.
import type { EntityAccess } from "../access/index.ts"
import { reads } from "../expression/index.ts"
import { findTable, isRows, targetOf, type Form, type Model, type Table, type View } from "../model/index.ts"

/** Rights to an entity, by id. */
type Access = (entity: string) => EntityAccess

/** The view without columns and orders that the roles do not show; undefined when no column is left, or when its filter
 * reads what they do not show. */
export function seenView(view: View, model: Model, access: Access): View | undefined {
  const isShown = (path: string): boolean => isPathShown(view.entity, path, model, access)
  const columns = view.columns.filter(({ path }) => isShown(path))
  if (columns.length === 0 || access(view.entity).read === false) return undefined
  if (
    view.filter !== undefined &&
    !reads(view.filter.node).every((read) => areStepsShown(read, model, access))
  )
    return undefined
  return { ...view, columns, sort: view.sort.filter((key) => isShown(key.replace(/^-/, ""))) }
}

/** The related lists of a form that the roles show, each with the columns that they show. */
export function seenRelated(form: Form, model: Model, access: Access): Form["related"] {
  return form.related.flatMap((related) => {
    const isShown = (path: string): boolean => isPathShown(related.entity, path, model, access)
    const columns = related.columns.filter(isShown)
    const isList = access(related.entity).read !== false && isShown(related.via)
    return isList && (columns.length > 0 || related.columns.length === 0) ? [{ ...related, columns }] : []
  })
}

/** Whether every step of `account.name` is shown, references entered included. */
function isPathShown(id: string, path: string, model: Model, access: Access): boolean {
  const [name = "", ...rest] = path.split(".")
  const table = findTable(id, model.entities)
  const field = table?.fields.get(name)
  if (table === undefined || field === undefined || !isFieldShown(table, name, access)) return false
  const target = targetOf(field, table)
  return rest.length === 0 || (target !== undefined && isPathShown(target, rest.join("."), model, access))
}

/** Child rows are shown with the field of their record that holds them. */
function isFieldShown(table: Table, name: string, access: Access): boolean {
  const [entity, field] = isRows(table) ? [table.entity, table.field] : [table.id, name]
  return access(entity).read !== false && access(entity).field(field).read !== false
}

/** What is read of the principal itself is never hidden from it; child rows follow the field that holds them. */
function areStepsShown(
  { root, steps }: ReturnType<typeof reads>[number],
  model: Model,
  access: Access,
): boolean {
  if (root === "user") return true
  return steps.every(
    ({ shape, field }) =>
      findTable(shape, model.entities) === undefined || isPathShown(shape, field, model, access),
  )
}
