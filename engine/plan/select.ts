// Which fields go out: all that the grant shows, or those asked for; references as ids or as records.
import { both, type EntityAccess, type Grant } from "../access/index.ts"
import { nearest, Problem } from "../error/index.ts"
import { findTable, isRows, targetOf, type Field, type Model, type Table } from "../model/index.ts"
import type { Selected, Selection } from "./types.ts"

/** Paths as a tree: `["lines.item", "customer"]` -> lines -> item, customer. */
interface Wish {
  readonly [name: string]: Wish
}

export interface Wanted {
  readonly fields?: readonly string[]
  readonly expand: readonly string[]
  /** `record` gives child rows and many-references unasked, `list` does not. */
  readonly as: "record" | "list"
}

/** The selection for an entity, or child rows, under a grant. Refuses with PLN001 unknown fields, PLN004 what cannot be
 * expanded and ACC002 what may not be read. `id` always goes out. */
export function select(table: Table, wanted: Wanted, grant: Grant, model: Model): Selection {
  const asked = wanted.fields === undefined ? undefined : tree(wanted.fields)
  const room: Room = { grant, model, path: "", as: wanted.as }
  return choose(table, accessOf(table, grant), asked, tree(wanted.expand), room)
}

interface Room {
  readonly grant: Grant
  readonly model: Model
  readonly path: string
  readonly as: "record" | "list"
}

function choose(
  table: Table,
  access: EntityAccess,
  asked: Wish | undefined,
  expand: Wish,
  room: Room,
): Selection {
  for (const name of [...Object.keys(asked ?? {}), ...Object.keys(expand)]) {
    if (!table.fields.has(name)) refuseUnknown(name, table, room)
    if (access.field(name).read === false) refuseUnreadable(name, table, room)
  }
  const columns: Selected[] = []
  for (const field of table.fields.values()) {
    const rights = access.field(field.name)
    if (rights.read === false || !goesOut(field, asked, expand, room)) continue
    const deeper = { asked: asked?.[field.name], expand: expand[field.name] }
    const column = selected(field, table, deeper, { ...room, path: `${room.path}${field.name}.` })
    columns.push({
      ...column,
      ...(rights.read === true ? {} : { when: rights.read }),
      ...(rights.mask && column.kind === "value" ? { mask: rights.mask } : {}),
    })
  }
  return { table, columns }
}

function goesOut(field: Field, asked: Wish | undefined, expand: Wish, room: Room): boolean {
  if (field.name === "id" || field.name in expand) return true
  if (asked !== undefined) return field.name in asked
  return room.as === "record" || (field.storage.kind !== "rows" && field.storage.kind !== "many")
}

function selected(
  field: Field,
  holder: Table,
  deeper: { asked: Wish | undefined; expand: Wish | undefined },
  room: Room,
): Selected {
  const { storage } = field
  const inner = deeper.asked !== undefined && Object.keys(deeper.asked).length > 0 ? deeper.asked : undefined
  const expand = { ...branches(inner), ...deeper.expand }
  if (storage.kind === "rows") {
    const all = accessOf(storage.rows, room.grant)
    return { kind: "rows", field, rows: choose(storage.rows, all, inner, expand, { ...room, as: "record" }) }
  }
  if (deeper.expand === undefined && inner === undefined) return { kind: "value", field }
  const target = (id: string): { target: Selection; read: EntityAccess["read"] } => {
    const table = findTable(id, room.model.entities)
    const access = table && accessOf(table, room.grant)
    if (table === undefined || access === undefined || access.read === false) refuseTarget(field, room)
    return { target: choose(table, access, inner, expand, { ...room, as: "list" }), read: access.read }
  }
  const one = targetOf(field, holder)
  if (one !== undefined) return { kind: "one", field, ...target(one) }
  if (storage.kind === "many") return { kind: "many", field, ...target(storage.entity) }
  if (storage.kind === "any_ref")
    return {
      kind: "any",
      field,
      targets: readableTargets(storage.targets, room).map((t) => ({ column: t.column, ...target(t.entity) })),
    }
  throw new Problem("PLN004", {
    detail: `"${room.path.slice(0, -1)}" is not a reference, so it cannot be expanded.`,
    path: "expand",
  })
}

/** Rights to records; to child rows those to their record and to the field of it that holds them. */
export function accessOf(table: Table, grant: Grant): EntityAccess {
  if (!isRows(table)) return grant.access(table.id)
  const { entity, field } = table
  const access = grant.access(entity)
  const read = both(access.read, access.field(field).read)
  return { ...access, read, field: () => ({ read: true, write: true }) }
}

/** Of the fields asked for, those with a path behind them: `account.name` expands account, `name` does not. */
function branches(wish: Wish | undefined): Wish {
  return Object.fromEntries(
    Object.entries(wish ?? {}).flatMap(([name, inner]) =>
      Object.keys(inner).length > 0 ? [[name, {}]] : [],
    ),
  )
}

function readableTargets<T extends { readonly entity: string }>(targets: readonly T[], room: Room): T[] {
  return targets.filter((target) => room.grant.access(target.entity).read !== false)
}

function tree(paths: readonly string[]): Wish {
  const root: Record<string, Wish> = Object.create(null) as Record<string, Wish>
  for (const path of paths) {
    let at = root
    for (const name of path.split(".")) at = at[name] ??= Object.create(null) as Wish
  }
  return root
}

function refuseUnknown(name: string, table: Table, room: Room): never {
  const near = nearest(name, table.fields.keys())
  throw new Problem("PLN001", {
    detail: `${table.title} has no field "${name}".`,
    path: room.path + name,
    ...(near === undefined ? {} : { hint: `Did you mean "${room.path}${near}"?` }),
  })
}

function refuseUnreadable(name: string, table: Table, room: Room): never {
  throw new Problem("ACC002", {
    detail: `Your roles do not show "${name}" of ${table.title}.`,
    path: room.path + name,
  })
}

function refuseTarget(field: Field, room: Room): never {
  throw new Problem("ACC002", {
    detail: `Your roles do not show what "${field.name}" refers to.`,
    path: room.path.slice(0, -1),
  })
}
