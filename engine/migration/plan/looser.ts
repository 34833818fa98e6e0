// Whether a CHECK that replaces another lets through all that the other did: then no row can stand in its way.
import { Decimal } from "../../value/index.ts"
import type { Check } from "../types.ts"

/** Whether all rows that met `old` meet `next`; false as well where that is not plain to see. */
export function isLooser(next: Check, old: Check): boolean {
  if ("columns" in next || "columns" in old) return isLooserSet(next, old)
  if (next.column !== old.column) return false
  if (isChoice(next) && isChoice(old))
    return next.kind === old.kind && old.values.every((one) => next.values.includes(one))
  if (isSize(next) && isSize(old)) return next.kind === old.kind && isWithin(old, next)
  return next.kind === "range" && old.kind === "range" && isWithin(old, next)
}

/** A target more was NULL until now; at most one of fewer is at most one. */
function isLooserSet(next: Check, old: Check): boolean {
  if (!("columns" in next) || !("columns" in old) || next.kind === "formula") return false
  const more = old.columns.every((name) => next.columns.includes(name))
  const fewer = next.columns.every((name) => old.columns.includes(name))
  return next.kind === "at_most_one" ? more || fewer : more && next.kind === old.kind
}

function isChoice(check: Check): check is Extract<Check, { readonly values: readonly string[] }> {
  return check.kind === "one_of" || check.kind === "all_of"
}

function isSize(check: Check): check is Extract<Check, { readonly kind: "length" | "items" }> {
  return check.kind === "length" || check.kind === "items"
}

/** Limits of a size or of a range; `above` and `below` leave their value out. */
interface Limits {
  readonly min?: string | number
  readonly max?: string | number
  readonly above?: string
  readonly below?: string
}

function isWithin(inner: Limits, outer: Limits): boolean {
  return (
    isHigher([inner.min, inner.above], [outer.min, outer.above], 1) &&
    isHigher([inner.max, inner.below], [outer.max, outer.below], -1)
  )
}

type Bounds = readonly [including: string | number | undefined, excluding: string | undefined]

/** Whether the inner bounds on one side imply the outer ones; `side` is 1 for lower bounds and -1 for upper ones. */
function isHigher(
  [including, excluding]: Bounds,
  [outerIncluding, outerExcluding]: Bounds,
  side: 1 | -1,
): boolean {
  const beyond = (bound: string | number | undefined, of: string | number): number =>
    bound === undefined ? -1 : new Decimal(bound).comparedTo(of) * side
  const included =
    outerIncluding === undefined ||
    beyond(including, outerIncluding) >= 0 ||
    beyond(excluding, outerIncluding) >= 0
  const excluded =
    outerExcluding === undefined ||
    beyond(including, outerExcluding) > 0 ||
    beyond(excluding, outerExcluding) >= 0
  return included && excluded
}
