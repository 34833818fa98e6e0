// The calculations of a record, one after the other.
import type { Row } from "../../expression/index.ts"
import type { Calculation, Entity } from "../../model/index.ts"
import { applyCharges } from "./charges.ts"
import { Outcome, type Calculated } from "./outcome.ts"
import { applySchedule } from "./schedule.ts"
import { applyShares } from "./shares.ts"

/** Works the calculations out on `record`, which is JSON as the API gives it, with all paths in their `reads` expanded.
 * Each sees the results of those before it. Refuses with CAL codes at the field or row at fault. */
export function calculate(entity: Entity, calculations: readonly Calculation[], record: Row): Calculated {
  const outcome = new Outcome(entity, record)
  for (const calculation of calculations) apply(calculation, outcome)
  return outcome
}

function apply(calculation: Calculation, outcome: Outcome): void {
  switch (calculation.kind) {
    case "charges":
      return applyCharges(calculation, outcome)
    case "schedule":
      return applySchedule(calculation, outcome)
    case "shares":
      return applyShares(calculation, outcome)
    default:
      return calculation satisfies never
  }
}
