// Over which days columns are spread, with which they are compared, and which values they stand for: parameters that hold
// days, and such that choose.
import { inOrder } from "../layout/layout.ts"
import type { Place } from "../report.ts"
import { inside } from "../report.ts"
import { present } from "../present.ts"
import type { Chosen, Comparison, PeriodLength, Report, Table } from "../types.ts"
import { readAxis } from "./groups.ts"
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

/** The day of which layers are told; undefined where the report reads its source as it is. */
export function readLayers(ground: ReportGround, parameters: Table): Report["layers"] {
  const { layers, source, spread, compare } = ground.source
  if (layers === undefined) return undefined
  const { report, items } = ground.layout
  const at = inside(ground.place, "layers")
  checkDay(layers.at, inside(at, "at"), [ground, parameters])
  if (items.ledgers.get(source)?.source.costing === undefined)
    report.fault("MOD014", at, `${source} is no ledger with costing, so there are no layers in it.`)
  if ((spread ?? compare) !== undefined)
    report.fault("MOD014", at, "Layers are those of one day: nothing is spread over time or compared.")
  return layers
}

/** The values that columns stand for; undefined where they stand for none. */
export function readAcross(ground: ReportGround, parameters: Table): Report["across"] {
  const { across } = ground.source
  if (across === undefined) return undefined
  const at = inside(ground.place, "across")
  checkUsed("across", at, ground)
  const names = Object.keys(across.by)
  if (names.includes("none"))
    ground.layout.report.fault("MOD013", inside(at, "by", "none"), '"none" is the choice of no values.')
  checkChooser(across.choose, ["none", ...names], inside(at, "choose"), [ground, parameters])
  const choices = parameters.fields.get(across.choose)?.enum
  for (const name of names)
    if (choices?.includes(name) === false)
      ground.layout.report.fault("MOD013", inside(at, "by", name), `"${across.choose}" never says "${name}".`)
  const by = inOrder(across.by).flatMap(
    ([name, source]) => readAxis([name, source], ["across", "by", name], ground) ?? [],
  )
  return { choose: across.choose, by }
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

function checkUsed(
  key: "spread" | "across" | "compare",
  place: Place,
  { source, layout }: ReportGround,
): void {
  if (!Object.values(source.columns).some((column) => column[key] === true))
    layout.report.fault("MOD013", place, "No column does it.", `Mark columns with "${key}": true.`)
}

/** A choice for good, or a parameter that chooses. */
function checkChoice(
  chosen: Chosen<string>,
  possible: readonly string[],
  place: Place,
  ground: Ground,
): void {
  if (typeof chosen !== "string") checkChooser(chosen.parameter, possible, inside(place, "parameter"), ground)
}

/** A parameter that chooses lists values that can be chosen, and always has one. */
function checkChooser(
  parameter: string,
  possible: readonly string[],
  place: Place,
  [{ layout, source }, { fields }]: Ground,
): void {
  const field = fields.get(parameter)
  if (field === undefined) return layout.report.unknown(place, "parameter", parameter, fields.keys())
  const odd = field.enum?.find((value) => !possible.includes(value))
  if (field.enum === undefined || odd !== undefined)
    layout.report.fault("MOD014", place, `"${parameter}" does not list values out of ${possible.join(", ")}.`)
  else if (source.required?.includes(parameter) !== true)
    layout.report.fault("MOD014", place, `"${parameter}" may be missing.`, 'Name it under "required".')
}
