// ReportPlan -> one statement, so that all of a report is of one moment: rows of texts, the kind of row first.
import { arrayText } from "../template.ts"
import type { Value } from "../types.ts"
import type { Template } from "../template.ts"
import { Draft } from "../draft.ts"
import type { Given, ReportPlan } from "../../../engine/report/index.ts"
import { groupsPart } from "./groups.ts"
import { recordsPart } from "./records.ts"
import { treePart } from "./tree.ts"

/** Rows of groups `g`, of records of trees `t` and of single records `r`, as engine/report/layout.ts lays them out; of each
 * kind at most `most` and one. Inputs: those of `reportInputs`. */
export function reportTemplate(plan: ReportPlan, most: number): Template {
  const draft = new Draft(plan.model)
  const parts = [
    groupsPart(plan, most, draft),
    ...plan.groups.flatMap((group, level) =>
      group.tree === undefined ? [] : [treePart(group, level, most, draft)],
    ),
    ...(plan.report.records === undefined ? [] : [recordsPart(plan, most, draft)]),
  ]
  const width = Math.max(...parts.map(({ columns }) => columns.length))
  const texts = parts.map(({ columns, rest }) => {
    const padded = [...columns, ...Array<string>(width - columns.length).fill("NULL::text")]
    return `SELECT ${padded.join(", ")} ${rest}`
  })
  const [groups = "", ...others] = texts
  return draft.finish([groups, ...others.map((text) => `(${text})`)].join(" UNION ALL "))
}

/** What the statement is bound with: parameters, days of windows, broken periods. */
export function reportInputs({ asked, windows, totals }: ReportPlan): Record<string, Value> {
  const inputs: Record<string, Value> = {}
  for (const [name, value] of Object.entries(asked)) inputs[`params.${name}`] = textOf(value)
  windows.forEach(({ days }, index) => {
    for (const [name, day] of Object.entries(days)) inputs[`${name}@${index}`] = day
  })
  totals?.broken.forEach(({ from, to }, index) => {
    inputs[`broken.from@${index}`] = from
    inputs[`broken.to@${index}`] = to
  })
  return inputs
}

function textOf(value: Given): Value {
  if (value === null || typeof value === "string") return value
  return typeof value === "object" ? arrayText(value) : String(value)
}
