// How likely a record ends well, by what became of others: conditions, what they have in common and how far they came.
import { isVolatile, type Expression, type Type } from "../../expression/index.ts"
import type { Property } from "../../metaschema/index.ts"
import { inside, type Place } from "../report.ts"
import type { Derived, Entity, Field } from "../types.ts"
import { checkColumn } from "./column.ts"
import { booleanType, type Expressions } from "./expressions.ts"
import { storedScope, type Standing } from "./scope.ts"

/** How the field is worked out; its faults are reported. */
export function likelihoodOf(
  field: Field,
  { won, lost, among = [], aspects, steps = {} }: NonNullable<Property["likelihood"]>,
  [standing, place]: readonly [Standing, Place],
  all: Expressions,
): Derived | undefined {
  const at = inside(place, "likelihood")
  const scope = storedScope(standing, all)
  if (field.fieldType !== "percent")
    all.report.fault("MOD014", at, "A likelihood is a percentage.", 'Use "format": "percent".')
  const read = (text: string, type: Type | undefined, where: Place): Expression | undefined => {
    const expression = all.read(text, scope, type, where)
    if (expression === undefined) return undefined
    if (isVolatile(expression.node))
      all.report.fault("MOD014", where, "What a stored value learns from does not depend on the time.")
    if (type === undefined && expression.node.type.kind === "list")
      all.report.fault("MOD014", where, `"${text}" is not a single value.`)
    return expression
  }
  const each = (
    key: "aspects" | "steps",
    texts: Readonly<Record<string, string>>,
    type?: Type,
  ): readonly Expression[] =>
    Object.entries(texts).flatMap(([name, text]) => read(text, type, inside(at, key, name)) ?? [])
  among.forEach((name, index) => checkColumn(name, standing, inside(at, "among", index), all))
  const ends = [read(won, booleanType, inside(at, "won")), read(lost, booleanType, inside(at, "lost"))]
  const [good, bad] = ends
  const learnt = { aspects: each("aspects", aspects), steps: each("steps", steps, numberType) }
  if (good === undefined || bad === undefined) return undefined
  return { kind: "likelihood", won: good, lost: bad, among, ...learnt }
}

const numberType: Type = { kind: "number" }

/** For what it learns from, the latest first: an index for each field with a likelihood that learns among its like. */
export function likelihoodIndexes(properties: Readonly<Record<string, Property>>): Entity["indexes"] {
  return Object.entries(properties).flatMap(([name, { likelihood }]) => {
    const [field] = likelihood?.among ?? []
    if (field === undefined) return []
    return [
      {
        name: `likelihood_${name}`,
        fields: [
          { field, descending: false },
          { field: "id", descending: true },
        ],
      },
    ]
  })
}
