// Results of calculations as the inputs of the statements that write them.
import type { Calculated } from "../../../engine/calculation/index.ts"
import type { CalculationPlan } from "../../../engine/plan/index.ts"
import { inputOf } from "../../sql/index.ts"

/** A record as the calculations saw it, and what they gave. */
export interface Worked {
  readonly record: Readonly<Record<string, unknown>>
  readonly results: Calculated
}

/** The inputs of the statements for the results of all records at once, as JSON. */
export function inputsFor(plan: CalculationPlan, worked: readonly Worked[]): Record<string, string> {
  const inputs: Record<string, string> = {
    calculated: JSON.stringify(
      worked.map(({ record, results }) => ({ id: record["id"], ...results.fields })),
    ),
  }
  for (const { field } of plan.lines)
    inputs[inputOf(field, "kept")] = JSON.stringify(
      worked.flatMap(({ record, results }) => {
        const rows = listIn(record, field.name)
        return (results.lines.get(field.name) ?? []).map((values, i) => ({ id: rows[i]?.["id"], ...values }))
      }),
    )
  for (const { field } of plan.rows)
    inputs[inputOf(field)] = JSON.stringify(
      worked.flatMap(({ record, results }) =>
        (results.rows.get(field.name) ?? []).map((row, position) => ({
          ...row,
          parent: record["id"],
          position,
        })),
      ),
    )
  return inputs
}

function listIn(record: Worked["record"], name: string): readonly Readonly<Record<string, unknown>>[] {
  const value = record[name]
  // Child rows of a snapshot that a selection of ours built are objects.
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : []
}
