// Over which days columns are spread, and with which they are compared: parameters that hold days, and one that chooses.
import type { Place } from "../report.ts"
import { inside } from "../report.ts"
import { present } from "../present.ts"
import type { Chosen, Comparison, PeriodLength, Report, Table } from "../types.ts"
import type { ReportGround } from "./scope.ts"

const lengths = ["week", "month", "quarter", "year", "whole"] as const satisfies readonly PeriodLength[]
const comparisons = ["none", "previous_period", "previous_year"] as const satisfies readonly Comparison[]

/** How columns are spread; undefined where they are not. */
export function readSpread(ground: ReportGround, parameters: Table): Report["spread"] {
  const { spread } = ground.source
  if (spread === undefined) return undefined
  const at = inside(ground.place, "spread")
  for (const key of ["from", "to"] as const) checkDay(spread[key], inside(at, key), [ground, parameters])
  checkUsed("spread", at, ground)
  checkChoice(spread.every, lengths, inside(at, "every"), [ground, parameters])
  return spread
}

/** What columns are compared with; undefined where they are not. */
export function readCompare(ground: ReportGround, parameters: Table): Report["compare"] {
  const { compare } = ground.source
  if (compare === undefined) return undefined
  const at = inside(ground.place, "compare")
  for (const key of ["from", "to"] as const) {
    const name = compare[key]
    if (name !== undefined) checkDay(name, inside(at, key), [ground, parameters])
  }
  checkUsed("compare", at, ground)
  checkChoice(compare.with, comparisons, inside(at, "with"), [ground, parameters])
  return { with: compare.with, to: compare.to, ...present({ from: compare.from }) }
}

type Ground = readonly [ReportGround, Table]

/** A parameter that always holds a day. */
function checkDay(name: string, place: Place, [{ layout, source }, { fields }]: Ground): void {
  const field = fields.get(name)
  if (field === undefined) layout.report.unknown(place, "parameter", name, fields.keys())
  else if (field.type.kind !== "date") layout.report.fault("MOD014", place, `"${name}" is not a date.`)
  else if (source.required?.includes(name) !== true)
    layout.report.fault("MOD014", place, `"${name}" may be missing.`, 'Name it under "required".')
}

function checkUsed(key: "spread" | "compare", place: Place, { source, layout }: ReportGround): void {
  if (!Object.values(source.columns).some((column) => column[key] === true))
    layout.report.fault("MOD013", place, "No column does it.", `Mark columns with "${key}": true.`)
}

/** A parameter that chooses lists values that can be chosen, and always has one. */
function checkChoice(
  chosen: Chosen<string>,
  possible: readonly string[],
  place: Place,
  [{ layout, source }, { fields }]: Ground,
): void {
  if (typeof chosen === "string") return
  const { parameter } = chosen
  const at = inside(place, "parameter")
  const field = fields.get(parameter)
  if (field === undefined) return layout.report.unknown(at, "parameter", parameter, fields.keys())
  const odd = field.enum?.find((value) => !possible.includes(value))
  if (field.enum === undefined || odd !== undefined)
    layout.report.fault("MOD014", at, `"${parameter}" does not list values out of ${possible.join(", ")}.`)
  else if (source.required?.includes(parameter) !== true)
    layout.report.fault("MOD014", at, `"${parameter}" may be missing.`, 'Name it under "required".')
}
