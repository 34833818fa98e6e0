// The balance of a ledger as a field of what the ledger is about: which measure, and where. That the ledger keeps such
// balances is held where ledgers are laid.
import type { Property } from "../../metaschema/index.ts"
import { inside, type Place } from "../report.ts"
import type { Derived, Field } from "../types.ts"
import type { Expressions } from "./expressions.ts"
import { storedScope, type Standing } from "./scope.ts"

/** How the field is read; undefined when the ledger has no such measure or dimension, which is reported. */
export function balanceOf(
  field: Field,
  { of, field: measure, match }: NonNullable<Property["balance"]>,
  [standing, place]: readonly [Standing, Place],
  all: Expressions,
): Derived | undefined {
  const { report } = all
  const at = inside(place, "balance")
  const entries = all.table(of)
  if (entries === undefined) return void report.unknown(inside(at, "of"), "ledger", of, [])
  const summed = entries.fields.get(measure)
  if (summed === undefined)
    return void report.unknown(inside(at, "field"), "measure", measure, entries.fields.keys())
  if (field.type.kind !== "number" || summed.type.kind !== "number")
    report.fault("MOD014", at, "A balance is a number.", 'Use the "format" of the measure.')
  const scope = storedScope(standing, all)
  const values = Object.entries(match).flatMap(([dimension, text]) => {
    const here = inside(at, "match", dimension)
    const type = entries.fields.get(dimension)?.type
    if (type === undefined) {
      report.unknown(here, "dimension", dimension, entries.fields.keys())
      return []
    }
    const value = all.read(text, scope, type, here)
    return value === undefined ? [] : [{ dimension, value }]
  })
  return { kind: "balance", ledger: of, measure, match: values }
}
