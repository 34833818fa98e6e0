// Formulas: columns over other columns of the row. They are worked out in an order in which each comes after all that it
// reads; circles are reported.
import { reads, type Expression, type Scope, type Shape, type ShapeField } from "../../expression/index.ts"
import { booleanType } from "../express/expressions.ts"
import { inOrder } from "../layout/layout.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { ReportColumn, ReportGroup } from "../types.ts"
import { checkGroup, checkSpans, common, type ColumnSource } from "./columns.ts"
import { readOver, type ReportGround } from "./scope.ts"

interface Formulas {
  readonly columns: readonly ReportColumn[]
  /** Names of the formulas, each after those that it reads. */
  readonly formulas: readonly string[]
  readonly having?: Expression
}

interface Reading {
  readonly ground: ReportGround
  /** Columns that are read already. */
  readonly done: Map<string, ReportColumn>
  readonly order: string[]
  readonly around: string[]
}

/** All columns in their order, with the formulas among them. */
export function readFormulas(
  ground: ReportGround,
  groups: readonly ReportGroup[],
  plain: ReadonlyMap<string, ReportColumn>,
): Formulas {
  const reading: Reading = { ground, done: new Map(plain), order: [], around: [] }
  const declared = inOrder(ground.source.columns)
  for (const [name, source] of declared) if (source.formula !== undefined) readFormula(name, source, reading)
  for (const [name, source] of declared) if (source.running !== undefined) readRunning(name, source, reading)
  const columns = declared.flatMap(([name]) => reading.done.get(name) ?? [])
  const { having } = ground.source
  const at = inside(ground.place, "having")
  if (having !== undefined && groups.length === 0)
    ground.layout.report.fault("MOD013", at, "There are no groups that it could hold for.")
  return {
    columns,
    formulas: reading.order,
    ...present({
      having: having === undefined ? undefined : readOver(having, scopeOf(reading), booleanType, at, ground),
    }),
  }
}

/** Over the columns that are read already. */
function scopeOf({ ground, done }: Reading): Scope {
  const { layout, table, scope } = ground
  const fields = [...done.values()]
    .filter(({ kind }) => kind !== "running")
    .map(({ name, type }): [string, ShapeField] => [name, { name, type, nullable: true }])
  const row: Shape = { id: `columns of ${table.id}`, fields: new Map(fields) }
  return {
    record: row,
    parent: row,
    user: layout.all.user,
    entity: layout.all.table,
    ...present({ params: scope.params }),
  }
}

/** Columns that the formula names are read before it. */
function readFormula(name: string, source: ColumnSource, reading: Reading): void {
  const { ground, done, order, around } = reading
  if (done.has(name) || source.formula === undefined) return
  const at = inside(ground.place, "columns", name)
  if (around.includes(name)) {
    const circle = [...around.slice(around.indexOf(name)), name].join(" -> ")
    ground.layout.report.fault("MOD016", at, `The formulas read each other in a circle: ${circle}.`)
    return
  }
  checkSpans(source, at, ground)
  checkGroup(source, at, ground)
  around.push(name)
  for (const other of named(source.formula)) {
    const declared = ground.source.columns[other]
    if (declared !== undefined && Object.hasOwn(ground.source.columns, other))
      readFormula(other, declared, reading)
  }
  around.pop()
  const formula = readOver(source.formula, scopeOf(reading), undefined, inside(at, "formula"), ground)
  if (formula === undefined) return
  checkReach(formula, source, [reading, inside(at, "formula")])
  const { adds = false } = source
  if (adds && formula.node.type.kind !== "number")
    ground.layout.report.fault("MOD014", inside(at, "adds"), "Only numbers add up.")
  done.set(name, {
    kind: "formula",
    formula,
    adds,
    ...common([name, source], formula.node.type, undefined, ground),
  })
  order.push(name)
}

/** The words of a text that may be names of columns. */
function named(text: string): readonly string[] {
  return text.match(/[a-z_]\w*/g) ?? []
}

/** One value a row cannot be made of many: only what is spread may read what is spread. */
function checkReach(
  formula: Expression,
  source: ColumnSource,
  [reading, place]: readonly [Reading, Place],
): void {
  if (source.spread === true) return
  const spread = columnsRead(formula).find((name) => reading.done.get(name)?.spread === true)
  if (spread !== undefined)
    reading.ground.layout.report.fault(
      "MOD014",
      place,
      `"${spread}" has a value for each period.`,
      'Mark the formula with "spread" too.',
    )
}

/** The columns of the row, or of the group around it, that an expression reads. */
function columnsRead({ node }: Expression): readonly string[] {
  return reads(node).flatMap(({ root, steps }) =>
    (root === "row" || root === "parent") && steps[0] !== undefined ? [steps[0].field] : [],
  )
}

function readRunning(name: string, source: ColumnSource, reading: Reading): void {
  const { ground, done } = reading
  const at = inside(ground.place, "columns", name)
  if (source.running === undefined) return
  checkGroup(source, at, ground)
  const scope = scopeOf(reading)
  const number = { kind: "number" } as const
  const running = readOver(source.running, scope, number, inside(at, "running"), ground)
  const start =
    source.start === undefined
      ? undefined
      : readOver(source.start, scope, number, inside(at, "start"), ground)
  if (running === undefined) return
  for (const [key, one] of [
    ["running", running],
    ["start", start],
  ] as const)
    if (one !== undefined) checkReach(one, source, [reading, inside(at, key)])
  done.set(name, {
    kind: "running",
    running,
    ...common([name, source], running.node.type, undefined, ground),
    ...present({ start }),
  })
}
