// Hazards of constraints and unique indexes: rows that are there already and break what is to hold from now on.
import { renamedFormula } from "../wanted/formula.ts"
import type { Change, Check, Constraint, Index, Probe } from "../types.ts"
import { changesOf, probing, type Before, type Finding } from "./before.ts"
import { isLooser } from "./looser.ts"

/** The hazards of a constraint or index that comes. One that is only made anew held before and is none. */
export function definitionHazards(change: Change, before: Before): Finding[] {
  if (change.kind === "add_index")
    return change.index.unique ? duplicates(change.table, change.index, before) : []
  if (change.kind !== "add_constraint") return []
  const { table, constraint } = change
  const again = changesOf(before, "drop_constraint").some((one) => one.constraint.name === constraint.name)
  if (again) return []
  switch (constraint.kind) {
    case "primary":
      return []
    case "foreign":
      return orphans(table, constraint, before)
    case "check":
      return violations(table, constraint.check, before)
    case "exclude":
      return [overlaps(table, constraint)]
  }
}

function duplicates(table: string, index: Index, before: Before): Finding[] {
  const again = changesOf(before, "drop_index").some((one) => one.index.name === index.name)
  const columns = index.columns.map(({ column }) => before.column(table, column)?.name)
  // A column that is new holds NULL everywhere, which is never a duplicate, or one default.
  if (
    again ||
    columns.some((name, at) => name === undefined && isEmpty(table, index.columns[at]?.column, before))
  )
    return []
  const known = columns.flatMap((name) => (name === undefined ? [] : [name]))
  const whole = known.length === columns.length && index.where === undefined
  const names = index.columns.map(({ column }) => column).join(", ")
  return [
    {
      code: "MIG106",
      message:
        names === ""
          ? `${table} may hold one record only.`
          : `Records of ${table} may already share ${names}.`,
      hint: "Change or merge the records named first.",
      destructive: false,
      ...(whole ? probing(before, table, (old) => ({ kind: "duplicates", table: old, columns: known })) : {}),
    },
  ]
}

/** Whether a new column is NULL in the rows that are there. */
function isEmpty(table: string, name: string | undefined, before: Before): boolean {
  return changesOf(before, "add_column").some(
    ({ table: of, column }) =>
      of === table &&
      column.name === name &&
      column.default === undefined &&
      column.fill === undefined &&
      column.derived === undefined,
  )
}

function violations(table: string, check: Check, before: Before): Finding[] {
  const columns = "columns" in check ? check.columns : [check.column]
  const former = columns.map((name) => before.column(table, name)?.name)
  if (former.every((name, at) => name === undefined && isEmpty(table, columns[at], before))) {
    if (check.kind !== "exactly_one") return []
  }
  const loosened = changesOf(before, "drop_constraint").some(
    ({ table: of, constraint }) =>
      of === table && constraint.kind === "check" && isLooser(check, constraint.check),
  )
  if (loosened) return []
  const retyped = columns.some((name) => isRetyped(table, name, before))
  const known = former.flatMap((name) => (name === undefined ? [] : [name]))
  const askable = known.length === columns.length && !retyped
  return [
    {
      code: "MIG107",
      message: `Records of ${table} may not meet the new limit of ${columns.join(", ")}.`,
      hint: "Mend the records named first.",
      destructive: false,
      ...(askable
        ? probing(before, table, (old) => ({ kind: "violates", table: old, check: onColumns(check, known) }))
        : {}),
    },
  ]
}

/** Whether the values are of another type until the plan has run, so that nothing can be asked of them before. */
function isRetyped(table: string, column: string, before: Before): boolean {
  return changesOf(before, "change_type").some(({ table: of, to }) => of === table && to.name === column)
}

/** The check over columns by their former names. */
function onColumns(check: Check, columns: readonly string[]): Check {
  if (check.kind === "formula") {
    const renames = new Map(check.columns.map((name, at) => [name, columns[at] ?? name]))
    return { ...check, columns, formula: renamedFormula(check.formula, renames) }
  }
  if ("columns" in check) return { ...check, columns }
  return { ...check, column: columns[0] ?? check.column }
}

function orphans(table: string, key: Extract<Constraint, { kind: "foreign" }>, before: Before): Finding[] {
  const column = before.column(table, key.column)?.name
  const target = before.table(key.target)
  if (column === undefined) return []
  // An only different action on delete: the old key to the same table held until now.
  const rebound = changesOf(before, "drop_constraint").some(
    ({ table: of, constraint: old }) =>
      of === table && old.kind === "foreign" && old.column === key.column && old.target === key.target,
  )
  if (rebound) return []
  const finding = {
    code: "MIG108",
    message: `Values of ${table}.${key.column} may name no record of ${key.target}.`,
    hint: "Clear or replace the values in the records named first.",
    destructive: false,
  }
  if (isRetyped(table, key.column, before)) return [finding]
  const ask = (old: string): Probe =>
    target === undefined
      ? { kind: "filled", table: old, column }
      : { kind: "orphans", table: old, column, target }
  return [{ ...finding, ...probing(before, table, ask) }]
}

function overlaps(table: string, { from, to }: Extract<Constraint, { kind: "exclude" }>): Finding {
  return {
    code: "MIG112",
    message: `Ranges ${from} to ${to} of ${table} may already overlap.`,
    hint: "Change the records whose ranges overlap first.",
    destructive: false,
  }
}
