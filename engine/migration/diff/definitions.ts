// What differs between the constraints, indexes and triggers of a table of the same name, by name.
import { constraintColumns, triggerColumns } from "../digest.ts"
import { readsOf } from "../wanted/formula.ts"
import type { Change, ConstraintState, IndexState, SchemaState, TableState, TriggerState } from "../types.ts"
import type { ColumnChanges } from "./columns.ts"
import type { Renames } from "./renames.ts"

/** Definitions that go by another name now since their table, columns or target do. */
export function definitionRenames(
  from: SchemaState,
  before: SchemaState,
  renames: Renames,
): readonly Change[] {
  const former = new Map(renames.tables.map((rename) => [rename.to, rename.from]))
  return [...before.tables.values()].flatMap((table) => {
    const old = from.tables.get(former.get(table.name) ?? table.name)
    if (old === undefined) return []
    return [
      ...renamed("rename_constraint", table.name, old.constraints, table.constraints),
      ...renamed("rename_index", table.name, old.indexes, table.indexes),
      ...renamed("rename_trigger", table.name, old.triggers, table.triggers),
    ]
  })
}

type RenameKind = "rename_constraint" | "rename_index" | "rename_trigger"

/** Both maps hold the same definitions in the same order. */
function renamed(
  kind: RenameKind,
  table: string,
  old: ReadonlyMap<string, unknown>,
  now: ReadonlyMap<string, unknown>,
): readonly Change[] {
  const names = [...now.keys()]
  return [...old.keys()].flatMap((from, at): readonly Change[] => {
    const to = names[at]
    return to === undefined || to === from ? [] : [{ kind, table, from, to }]
  })
}

/** Additions and removals; what stands on a replaced or retyped column is made anew even if its name is the same. */
export function definitionChanges(
  former: TableState,
  table: TableState,
  columns: ColumnChanges,
): readonly Change[] {
  const { shaken } = columns
  return [
    ...constraintChanges(former, table, shaken),
    ...indexChanges(former, table, shaken),
    ...triggerChanges(former, table, shaken),
  ]
}

function constraintChanges(
  former: TableState,
  table: TableState,
  shaken: ReadonlySet<string>,
): readonly Change[] {
  const remade = (one: ConstraintState): boolean =>
    one.kind !== "opaque" && constraintColumns(one).some((column) => shaken.has(column))
  const changes: Change[] = []
  for (const constraint of former.constraints.values()) {
    const next = table.constraints.get(constraint.name)
    if (next === undefined || remade(next))
      changes.push({ kind: "drop_constraint", table: table.name, constraint })
  }
  for (const constraint of table.constraints.values()) {
    if (former.constraints.has(constraint.name) && !remade(constraint)) continue
    changes.push({ kind: "add_constraint", table: table.name, constraint: defined(constraint) })
  }
  return changes
}

function indexChanges(former: TableState, table: TableState, shaken: ReadonlySet<string>): readonly Change[] {
  const remade = (one: IndexState): boolean =>
    one.kind !== "opaque" && indexReads(one).some((name) => shaken.has(name))
  const changes: Change[] = []
  for (const index of former.indexes.values()) {
    const next = table.indexes.get(index.name)
    if (next === undefined || remade(next)) changes.push({ kind: "drop_index", table: table.name, index })
  }
  for (const index of table.indexes.values()) {
    if (former.indexes.has(index.name) && !remade(index)) continue
    changes.push({ kind: "add_index", table: table.name, index: defined(index) })
  }
  return changes
}

function indexReads(index: Exclude<IndexState, { kind: "opaque" }>): readonly string[] {
  const where = index.where === undefined ? [] : readsOf(index.where)
  return [...index.columns.map(({ column }) => column), ...where]
}

function triggerChanges(
  former: TableState,
  table: TableState,
  shaken: ReadonlySet<string>,
): readonly Change[] {
  const remade = (one: TriggerState): boolean =>
    one.kind !== "opaque" && triggerColumns(one).some((column) => shaken.has(column))
  const changes: Change[] = []
  for (const trigger of former.triggers.values()) {
    const next = table.triggers.get(trigger.name)
    if (next === undefined || remade(next)) changes.push({ kind: "drop_trigger", table: table.name, trigger })
  }
  for (const trigger of table.triggers.values()) {
    if (former.triggers.has(trigger.name) && !remade(trigger)) continue
    changes.push({ kind: "add_trigger", table: table.name, trigger: defined(trigger) })
  }
  return changes
}

/** A wanted state holds definitions, never bare names; one without is a fault of whoever made it. */
function defined<T extends { readonly kind: string; readonly name: string }>(
  item: T,
): Exclude<T, { readonly kind: "opaque" }> {
  if (isDefined(item)) return item
  throw new Error(`a wanted state gives no definition of ${item.name}`)
}

function isDefined<T extends { readonly kind: string }>(
  item: T,
): item is Exclude<T, { readonly kind: "opaque" }> {
  return item.kind !== "opaque"
}
