// Decides how a value that the system keeps is derived: a generated column, worked out when read, stored and recomputed,
// or a rollup of other records.
import { isOwnRow, isVolatile, reads, type Expression } from "../../expression/index.ts"
import type { Property } from "../../metaschema/index.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Derived, Field } from "../types.ts"
import { balanceOf } from "./balance.ts"
import { booleanType, type Expressions } from "./expressions.ts"
import { likelihoodOf } from "./likelihood.ts"
import { standingOf, storedScope, type Standing } from "./scope.ts"

type Where = readonly [Standing, Place]

/** How the field is derived, undefined where people write it. Whether a stored one can be a generated column also depends
 * on what it reads: that is settled when all fields are known. */
export function deriveField(
  field: Field,
  property: Property,
  where: Where,
  all: Expressions,
): Derived | undefined {
  if (property.rollup !== undefined) return rollupOf(field, property.rollup, where, all)
  if (property.balance !== undefined) return balanceOf(field, property.balance, where, all)
  if (property.likelihood !== undefined) return likelihoodOf(field, property.likelihood, where, all)
  if (property.computed === undefined) return undefined
  const [standing, place] = where
  const at = inside(place, "computed")
  const expression = all.read(property.computed, storedScope(standing, all), field.type, at)
  if (expression === undefined) return undefined
  if (property.virtual === true) return { kind: "virtual", expression }
  if (isVolatile(expression.node)) {
    all.report.fault(
      "MOD014",
      at,
      "A stored value cannot depend on the time: it would be stale tomorrow.",
      'Add "virtual": true.',
    )
    return undefined
  }
  return { kind: isGenerated(expression, standing) ? "generated" : "stored", expression }
}

/** A generated column reads only columns of its own row (PostgreSQL manual, 5.4). */
function isGenerated(expression: Expression, { shape }: Standing): boolean {
  return (
    isOwnRow(expression.node) &&
    reads(expression.node).every(({ steps }) => shape.fields.get(steps[0]?.field ?? "")?.type.kind !== "list")
  )
}

function rollupOf(
  field: Field,
  rollup: NonNullable<Property["rollup"]>,
  [standing, place]: Where,
  all: Expressions,
): Derived | undefined {
  const { report } = all
  const at = inside(place, "rollup")
  const { of, via, fn } = rollup
  const shape = all.table(of)
  if (shape === undefined) return void report.unknown(inside(at, "of"), "entity", of, [])
  const reference = shape.fields.get(via)
  if (reference === undefined)
    return void report.unknown(inside(at, "via"), "field", via, shape.fields.keys())
  if (reference.type.kind !== "ref" || !reference.type.entities.includes(standing.shape.id))
    return void report.fault(
      "MOD014",
      inside(at, "via"),
      `"${via}" of ${of} does not refer to ${standing.shape.id}.`,
    )
  const filter =
    rollup.filter === undefined
      ? undefined
      : all.read(rollup.filter, storedScope(standingOf(shape, all), all), booleanType, inside(at, "filter"))
  if (filter !== undefined && isVolatile(filter.node))
    report.fault(
      "MOD014",
      inside(at, "filter"),
      "A stored rollup cannot depend on the time: it would be stale tomorrow.",
    )
  checkRolled(field, rollup, at, all)
  return { kind: "rollup", of, via, fn, ...present({ field: rollup.field, filter }) }
}

function checkRolled(
  field: Field,
  { of, fn, field: name }: NonNullable<Property["rollup"]>,
  at: Place,
  all: Expressions,
): void {
  const { report } = all
  if (fn === "count") {
    if (name !== undefined)
      report.fault("MOD014", inside(at, "field"), "A count counts records, not a field.")
    if (field.type.kind !== "number")
      report.fault("MOD014", at, "A count is a number.", 'Use "type": "integer".')
    return
  }
  if (name === undefined)
    return report.fault("MOD014", at, `"${fn}" needs the field to aggregate.`, 'Add "field".')
  const fields = all.table(of)?.fields
  const rolled = fields?.get(name)
  if (rolled === undefined) return report.unknown(inside(at, "field"), "field", name, fields?.keys() ?? [])
  const numbers = fn === "sum" || fn === "avg"
  if (rolled.type.kind !== field.type.kind || (numbers && rolled.type.kind !== "number"))
    report.fault(
      "MOD014",
      inside(at, "field"),
      `"${name}" is of another kind than ${numbers ? "a number" : "this field"}.`,
    )
}
