// Expressions of a report in one of its windows: days that the window has of its own take the place of the parameters.
import type { Expression } from "../../../engine/expression/index.ts"
import type { ReportPlan } from "../../../engine/report/index.ts"
import type { Draft, Row } from "../draft.ts"
import { translate, type Mode, type Target } from "../expression/index.ts"

/** The SQL of an expression over `row` in the window of that index. */
export function inWindow(
  expression: Expression,
  row: Row,
  [draft, plan, index]: readonly [Draft, ReportPlan, number],
  mode: Mode = "value",
): string {
  const days = plan.windows[index]?.days ?? {}
  const target: Target = {
    shape: (id) => draft.shape(id),
    table: (name) => draft.table(name),
    alias: () => draft.alias(),
    param: (slot, type) =>
      draft.param(
        slot.kind === "input" && slot.name in days ? { kind: "input", name: `${slot.name}@${index}` } : slot,
        type,
      ),
  }
  return translate(expression.node, row, target, mode)
}
