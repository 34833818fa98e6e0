// The expressions of an effect, with the rows in which each stands: for what a transition must see, and what it may not.
import type { Expression } from "../../expression/index.ts"
import type { Effect, PostingRule } from "../types.ts"

/** An expression, and the rows field in whose rows it stands: there plain names are the row's. */
export interface StandingExpression {
  readonly expression: Expression
  readonly each: string | undefined
}

/** Every expression of the effect that is worked out on the record. */
export function expressionsOf(effect: Effect): readonly StandingExpression[] {
  const when = standing(undefined, [effect.when])
  switch (effect.kind) {
    case "set":
      return [...when, ...standing(undefined, valuesIn(effect.values))]
    case "create":
      return [...when, ...ofRule(effect), ...effect.rows.flatMap(ofRule)]
    case "update":
      return [...when, ...ofRule(effect), ...standing(effect.each, [effect.target])]
    case "carry":
      return [...when, ...standing(undefined, [effect.target])]
    case "transition":
      return [
        ...when,
        ...ofRule({ ...effect, values: effect.input }),
        ...standing(effect.each, [effect.target]),
      ]
    case "post":
      return [...when, ...standing(undefined, [effect.date]), ...effect.rules.flatMap(ofRule)]
    case "reverse":
      return [...when, ...standing(undefined, [effect.date])]
    case "notify":
      return [...when, ...standing(undefined, effect.users)]
    case "number":
    case "collect":
    case "match":
    case "emit":
      return when
    default:
      return effect satisfies never
  }
}

type Rule = Pick<PostingRule, "each" | "where" | "values"> & Partial<Pick<PostingRule, "amount" | "origin">>

function ofRule({ each, where, values, amount, origin }: Rule): readonly StandingExpression[] {
  const line = origin?.kind === "line" ? origin.line : undefined
  return standing(each, [where, amount, line, ...valuesIn(values)])
}

function valuesIn(values: Rule["values"]): readonly Expression[] {
  return values.map(({ value }) => value)
}

function standing(
  each: string | undefined,
  all: readonly (Expression | undefined)[],
): readonly StandingExpression[] {
  return all.flatMap((expression) => (expression === undefined ? [] : [{ expression, each }]))
}
