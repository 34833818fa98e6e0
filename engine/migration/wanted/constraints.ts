// What PostgreSQL itself refuses: foreign keys, CHECKs made of a field's limits, ranges that may not overlap.
import { findTable, type Entity, type Field, type Model, type OnDelete } from "../../model/index.ts"
import { namedConstraint } from "../digest.ts"
import type { Check, Constraint } from "../types.ts"
import { formulaOf } from "./formula.ts"

/** The constraints of one field of `table`. */
export function fieldConstraints(model: Model, table: string, field: Field): readonly Constraint[] {
  const checks = fieldChecks(field).map((check) => namedConstraint(table, { kind: "check", check }))
  return [...checks, ...foreignKeys(model, table, field)]
}

/** An exclusion over each declared set of an entity. */
export function exclusions(entity: Entity): readonly Constraint[] {
  return entity.exclude.map(({ equal, from, to, where }) => {
    const column = entity.fields.get(from)?.storage
    const instant = column?.kind === "column" && column.column.type === "timestamptz"
    return namedConstraint(entity.table, {
      kind: "exclude",
      equal,
      from,
      to,
      range: instant ? "timestamptz" : "date",
      ...(where === undefined ? {} : { where: formulaOf(entity, where.node) }),
    })
  })
}

function foreignKeys(model: Model, table: string, field: Field): readonly Constraint[] {
  const storage = field.storage
  if (storage.kind === "ref") return [foreignKey(model, table, field.name, storage.entity, storage.onDelete)]
  if (storage.kind !== "any_ref") return []
  return storage.targets.map(({ entity, column }) =>
    foreignKey(model, table, column, entity, storage.onDelete),
  )
}

/** A foreign key from a column to the table of an entity or of child rows. */
export function foreignKey(
  model: Model,
  table: string,
  column: string,
  entity: string,
  onDelete: OnDelete,
): Constraint {
  const target = findTable(entity, model.entities)?.table ?? entity.replace(".", "_")
  return namedConstraint(table, { kind: "foreign", column, target, onDelete })
}

function fieldChecks(field: Field): readonly Check[] {
  const storage = field.storage
  if (storage.kind === "any_ref") {
    const columns = storage.targets.map((target) => target.column)
    return [{ kind: field.required ? "exactly_one" : "at_most_one", columns }]
  }
  if (storage.kind !== "column" || field.derived !== undefined) return []
  const type = storage.column.type
  if (type === "text") return textChecks(field)
  if (type === "text[]") return listChecks(field)
  return type === "numeric" || type === "integer" || type === "bigint" ? rangeChecks(field) : []
}

function textChecks(field: Field): readonly Check[] {
  const checks: Check[] = []
  const column = field.name
  if (field.enum !== undefined) checks.push({ kind: "one_of", column, values: field.enum })
  const limits = present({ min: field.minLength, max: field.maxLength })
  if (Object.keys(limits).length > 0) checks.push({ kind: "length", column, ...limits })
  if (field.pattern !== undefined) checks.push({ kind: "pattern", column, pattern: field.pattern })
  return checks
}

function listChecks(field: Field): readonly Check[] {
  const checks: Check[] = []
  const column = field.name
  const values = field.items?.enum
  if (values !== undefined) checks.push({ kind: "all_of", column, values })
  const limits = present({ min: field.minItems, max: field.maxItems })
  if (Object.keys(limits).length > 0) checks.push({ kind: "items", column, ...limits })
  return checks
}

function rangeChecks(field: Field): readonly Check[] {
  const bounds = present({
    min: field.minimum,
    max: field.maximum,
    above: field.exclusiveMinimum,
    below: field.exclusiveMaximum,
  })
  return Object.keys(bounds).length === 0 ? [] : [{ kind: "range", column: field.name, ...bounds }]
}

/** The members that are there: absent ones are left out, not undefined. */
function present<T>(parts: Readonly<Record<string, T | undefined>>): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([key, part]) => (part === undefined ? [] : [[key, part]])),
  )
}
