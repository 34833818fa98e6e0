// A state after its renames: the same rows under new names, so that what remains to compare has the same names on both
// sides. Known definitions follow their columns and get the names that go with them.
import { digest, namedConstraint, namedIndex, namedTrigger } from "../digest.ts"
import type {
  Check,
  ColumnState,
  Constraint,
  ConstraintState,
  Gathering,
  Index,
  IndexState,
  SchemaState,
  TableState,
  TriggerState,
} from "../types.ts"
import { renamedFormula } from "../wanted/formula.ts"
import type { Renames } from "./renames.ts"

type NewNames = ReadonlyMap<string, string>

/** `state` with all `renames` carried out. Inspected definitions, of which only the name is known, keep their names. */
export function moved(state: SchemaState, renames: Renames): SchemaState {
  const tables = new Map(renames.tables.map(({ from, to }) => [from, to]))
  const all = [...state.tables.values()].map((table) => {
    const name = tables.get(table.name) ?? table.name
    const columns = new Map((renames.columns.get(name) ?? []).map(({ from, to }) => [from, to]))
    return movedTable({ ...table, name }, tables, columns)
  })
  return { tables: keyed(all) }
}

function movedTable(table: TableState, tables: NewNames, columns: NewNames): TableState {
  const constraints = [...table.constraints.values()].map((one) =>
    movedConstraint(table.name, one, tables, columns),
  )
  const indexes = [...table.indexes.values()].map((one) => movedIndex(table.name, one, columns))
  const triggers = [...table.triggers.values()].map((one) => movedTrigger(table.name, one, columns))
  return {
    ...table,
    ...(table.gathers === undefined ? {} : { gathers: movedGathering(table.gathers, columns) }),
    columns: keyed([...table.columns.values()].map((column) => movedColumn(column, tables, columns))),
    constraints: keyed(constraints),
    indexes: keyed(indexes),
    triggers: keyed(triggers),
  }
}

/** Sums have the columns of what they are the sums of. */
function movedGathering(gathers: Gathering, columns: NewNames): Gathering {
  const to = (name: string): string => columns.get(name) ?? name
  return { ...gathers, by: gathers.by.map(to), measures: gathers.measures.map(to) }
}

function movedColumn(column: ColumnState, tables: NewNames, columns: NewNames): ColumnState {
  const name = columns.get(column.name) ?? column.name
  const derived = column.derived
  if (derived === undefined) return { ...column, name }
  if (derived.kind === "stored") {
    return {
      ...column,
      name,
      derived: { ...derived, reads: derived.reads.map((read) => movedRead(read, tables)) },
    }
  }
  const reads = derived.reads.map((read) => columns.get(read) ?? read)
  if (derived.formula === undefined) return { ...column, name, derived: { ...derived, reads } }
  const formula = renamedFormula(derived.formula, columns)
  return { ...column, name, derived: { ...derived, formula, key: digest(formula.node), reads } }
}

function movedRead(read: string, tables: NewNames): string {
  const [table = "", column = ""] = read.split(".")
  return `${tables.get(table) ?? table}.${column}`
}

function movedConstraint(
  table: string,
  one: ConstraintState,
  tables: NewNames,
  columns: NewNames,
): ConstraintState {
  if (one.kind === "opaque") return one
  return namedConstraint(table, movedDefinition(one, tables, columns))
}

function movedDefinition(one: Constraint, tables: NewNames, columns: NewNames): Constraint {
  const to = (name: string): string => columns.get(name) ?? name
  switch (one.kind) {
    case "primary":
      return { ...one, columns: one.columns.map(to) }
    case "foreign":
      return { ...one, column: to(one.column), target: tables.get(one.target) ?? one.target }
    case "check":
      return { ...one, check: movedCheck(one.check, columns) }
    case "exclude": {
      const where = one.where === undefined ? {} : { where: renamedFormula(one.where, columns) }
      return { ...one, equal: one.equal.map(to), from: to(one.from), to: to(one.to), ...where }
    }
  }
}

function movedCheck(check: Check, columns: NewNames): Check {
  const to = (name: string): string => columns.get(name) ?? name
  if (check.kind === "formula")
    return { ...check, columns: check.columns.map(to), formula: renamedFormula(check.formula, columns) }
  return "columns" in check
    ? { ...check, columns: check.columns.map(to) }
    : { ...check, column: to(check.column) }
}

function movedIndex(table: string, one: IndexState, columns: NewNames): IndexState {
  if (one.kind === "opaque") return one
  const keys: Index["columns"] = one.columns.map((key) => ({
    ...key,
    column: columns.get(key.column) ?? key.column,
  }))
  const where = one.where === undefined ? {} : { where: renamedFormula(one.where, columns) }
  return namedIndex(table, { ...one, columns: keys, ...where })
}

function movedTrigger(table: string, one: TriggerState, columns: NewNames): TriggerState {
  if (one.kind !== "tree") return one
  return namedTrigger(table, { ...one, column: columns.get(one.column) ?? one.column })
}

function keyed<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]))
}
