// Reads the expressions of one field: default, computed, rollup, choice, copy and the conditions of the form.
import type { Expression, Node, Scope, Shape, Type } from "../../expression/index.ts"
import { partsOf, reads } from "../../expression/index.ts"
import type { JsonValue, Property } from "../../metaschema/index.ts"
import { fieldType, Refusal } from "../field/index.ts"
import { lookupOf } from "../lookup/lookup.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Field } from "../types.ts"
import { deriveField } from "./derived.ts"
import { booleanType, type Expressions } from "./expressions.ts"
import { checkSequence } from "./sequence.ts"
import { askedScope, choiceScope, standingOf, type Standing } from "./scope.ts"

/** Without any of these a field is as it was outlined. */
const expressive = [
  "computed",
  "rollup",
  "balance",
  "likelihood",
  "lookup",
  "default",
  "visible",
  "required_when",
  "read_only_when",
  "immutable_after",
  "filter",
  "copy",
] as const

/** The field with its expressions checked against `standing`. */
export function expressField(
  field: Field,
  property: Property,
  [standing, place]: readonly [Standing, Place],
  all: Expressions,
): Field {
  checkCompanions(property, standing, place, all)
  checkSequence(property, standing, place, all)
  if (!expressive.some((key) => property[key] !== undefined)) return field
  const asked = askedScope(standing, all)
  const condition = (
    key: "visible" | "required_when" | "read_only_when" | "immutable_after",
  ): Expression | undefined => {
    const text = property[key]
    return text === undefined ? undefined : all.read(text, asked, booleanType, inside(place, key))
  }
  return {
    ...field,
    ...present({
      derived: deriveField(field, property, [standing, place], all),
      lookup: lookupOf(field, property, [standing, place], all),
      default: readDefault(field, property, asked, place, all),
      visible: condition("visible"),
      requiredWhen: condition("required_when"),
      readOnlyWhen: condition("read_only_when"),
      immutableAfter: readImmutable(condition("immutable_after"), place, all),
      ...readChoice(field, property, [standing, place], all),
    }),
  }
}

/** Child rows as they were before the change are not at hand. */
function readImmutable(
  condition: Expression | undefined,
  place: Place,
  all: Expressions,
): Expression | undefined {
  if (condition === undefined || !walksRows(condition.node)) return condition
  all.report.fault("MOD014", inside(place, "immutable_after"), "The condition may not look into child rows.")
  return undefined
}

function walksRows(node: Node): boolean {
  return node.kind === "over" || partsOf(node).some(walksRows)
}

function readDefault(
  field: Field,
  property: Property,
  scope: Scope,
  place: Place,
  all: Expressions,
): Field["default"] {
  const declared = property.default
  const at = inside(place, "default")
  if (declared === undefined) return undefined
  if (typeof declared !== "object" || Array.isArray(declared)) return constant(field, declared, at, all)
  const expression = all.read(declared.expression, scope, field.type, inside(at, "expression"))
  if (expression === undefined) return undefined
  const far = reads(expression.node).find(({ root, steps }) =>
    root !== "user" ? root === "parent" || steps.length > 1 : steps.length > 1,
  )
  if (far !== undefined)
    all.report.fault(
      "MOD014",
      inside(at, "expression"),
      "A default is worked out before anything is looked up: it may read this record and the user, no other record.",
      'Use "copy" on the reference, or "computed".',
    )
  return { kind: "expression", expression }
}

function constant(field: Field, value: JsonValue, place: Place, all: Expressions): Field["default"] {
  const read = fieldType(field.fieldType).reader?.(field)(value)
  if (read instanceof Refusal) all.report.fault("MOD019", place, `The default ${read.message}.`, read.hint)
  else if (field.fieldType === "ref")
    all.report.fault(
      "MOD019",
      place,
      "A default that is a certain record is not portable.",
      'Use {"expression": "user. ..."}.',
    )
  else return { kind: "constant", value }
  return undefined
}

/** `filter` narrows which record is chosen, `copy` takes values over from it. */
function readChoice(
  { storage }: Field,
  property: Property,
  [standing, place]: readonly [Standing, Place],
  all: Expressions,
): Pick<Field, "filter" | "copy"> {
  const chosen = storage.kind === "ref" || storage.kind === "many" ? all.table(storage.entity) : undefined
  if (chosen === undefined) return {}
  const choice = choiceScope(chosen, standing.shape, all)
  const filter =
    property.filter === undefined
      ? undefined
      : all.read(property.filter, choice, booleanType, inside(place, "filter"))
  // Copies are fetched on the server too, where the record that chooses is still being made.
  const scope = askedScope(standingOf(chosen, all), all)
  const copied = Object.entries(property.copy ?? {}).flatMap(([name, text]) => {
    const at = inside(place, "copy", name)
    const type = targetType(name, standing.shape, at, all)
    const value = type === undefined ? undefined : all.read(text, scope, type, at)
    return value === undefined ? [] : [{ field: name, value }]
  })
  return present({ filter, copy: copied.length === 0 ? undefined : copied })
}

function targetType(name: string, shape: Shape, place: Place, all: Expressions): Type | undefined {
  const target = shape.fields.get(name)
  if (target === undefined) all.report.unknown(place, "field", name, shape.fields.keys())
  return target?.type
}

/** The fields that say which currency or unit a value is in; rows may lean on their record. */
function checkCompanions(
  property: Property,
  { shape, parent }: Standing,
  place: Place,
  { report }: Expressions,
): void {
  for (const key of ["currency_field", "unit_field"] as const) {
    const name = property[key]
    if (name === undefined) continue
    const found = shape.fields.get(name) ?? parent?.fields.get(name)
    if (found === undefined) report.unknown(inside(place, key), "field", name, shape.fields.keys())
    else if (found.type.kind !== "ref" && found.type.kind !== "text")
      report.fault("MOD014", inside(place, key), `"${name}" is neither a reference nor text.`)
  }
}
