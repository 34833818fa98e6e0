// The values of a row's cells: sums as they are, formulas over them worked out anew for each row, running sums in order.
import { compile, reads, type Env, type Expression, type Row, type Value } from "../expression/index.ts"
import type { ReportColumn } from "../model/index.ts"
import { Decimal, divide, roundTo } from "../value/index.ts"
import { aggregateKey, sumsOf, windowFor } from "./plan.ts"
import { columnsRead } from "./rights.ts"
import { envIn } from "./known.ts"
import type { Branch } from "./tree.ts"
import type { CellValue, ReportPlan, Shown } from "./types.ts"

type Formula = Extract<ReportColumn, { readonly kind: "formula" }>

const HUNDRED = new Decimal(100)

interface Compiled {
  readonly run: (env: Env) => Value
  /** The columns that it reads of the row and of the one around it. */
  readonly names: readonly string[]
  readonly around: boolean
}

/** Works out the cells of one report. Values are kept, each is worked out once. */
export class Cells {
  private readonly plan: ReportPlan
  private readonly places: ReadonlyMap<string, number>
  private readonly envs: readonly Env[]
  private readonly kept = new WeakMap<Branch, Map<string, CellValue>>()
  private readonly running = new WeakMap<Branch, Map<string, CellValue>>()
  private readonly compiled = new Map<Expression, Compiled>()
  /** Where the sums of a column stand, by column and window. */
  private readonly sums = new Map<string, readonly (number | undefined)[]>()

  constructor(plan: ReportPlan) {
    this.plan = plan
    this.places = new Map(plan.aggregates.map((one, at) => [aggregateKey(one), at]))
    this.envs = plan.windows.map((window) => envIn(window, plan))
  }

  /** The value of a column as the parameters are. */
  value(at: Branch, column: string): CellValue {
    return this.valueIn(at, column, 0)
  }

  /** The value of a cell as it is shown. */
  shown(at: Branch, { column, window, part }: Shown): CellValue {
    if (column.kind !== "value" && column.of !== undefined && at.level < levelOf(column.of, this.plan))
      return null
    const now = this.valueIn(at, column.name, window)
    if (part === "now" || part === "before") return now
    const before = this.valueIn(at, column.name, window + 1)
    return part === "change" ? change(now, before) : percent(now, before)
  }

  /** Whether the innermost group counts. */
  holds(leaf: Branch): boolean {
    const { having } = this.plan.report
    return having === undefined || this.run(leaf, having, 0) === true
  }

  /** Runs along the rows of a group in their order: each gets the sum so far, the group the last. */
  runAlong(around: Branch, rows: readonly Branch[]): void {
    for (const column of this.plan.columns.values()) {
      if (column.kind !== "running") continue
      let sum = column.start === undefined ? new Decimal(0) : numberOf(this.run(around, column.start, 0))
      for (const row of rows) {
        sum = sum.plus(numberOf(this.run(row, column.running, 0)))
        this.keepRunning(row, column.name, sum)
      }
      this.keepRunning(around, column.name, sum)
    }
  }

  private keepRunning(at: Branch, column: string, sum: Decimal): void {
    const values = this.running.get(at) ?? new Map<string, CellValue>()
    this.running.set(at, values.set(column, sum))
  }

  private valueIn(at: Branch, name: string, asked: number): CellValue {
    const column = this.plan.columns.get(name)
    if (column === undefined) return null
    if (column.kind === "running") return this.running.get(at)?.get(name) ?? null
    const window = windowFor(column, asked, this.plan.windows)
    const values = this.kept.get(at) ?? new Map<string, CellValue>()
    this.kept.set(at, values)
    const key = `${name} ${window}`
    let value = values.get(key)
    if (value === undefined) values.set(key, (value = this.workOut(at, column, window)))
    return value
  }

  private workOut(
    at: Branch,
    column: Exclude<ReportColumn, { readonly kind: "running" }>,
    window: number,
  ): CellValue {
    switch (column.kind) {
      case "value":
        return valueHere(at, column, this.plan)
      case "sum":
      case "count":
      case "min":
      case "max":
        return this.sum(at, column, window, 0)
      case "avg": {
        const [sum, count] = [0, 1].map((part) => this.sum(at, column, window, part))
        return Decimal.isDecimal(sum) && Decimal.isDecimal(count) ? (divide(sum, count) ?? null) : null
      }
      case "formula":
        return column.adds ? this.added(at, column, window) : this.run(at, column.formula, window)
      default:
        return column satisfies never
    }
  }

  private sum(at: Branch, column: ReportColumn, window: number, part: number): CellValue {
    const place = this.placesOf(column, window)[part]
    return place === undefined ? null : ((column.own ? at.own : at.sums)[place] ?? null)
  }

  private placesOf(column: ReportColumn, window: number): readonly (number | undefined)[] {
    const key = `${column.name} ${window}`
    let found = this.sums.get(key)
    if (found === undefined) {
      found = sumsOf(column, window).map((sum) => this.places.get(aggregateKey(sum)))
      this.sums.set(key, found)
    }
    return found
  }

  /** A formula worked out for what stands here alone, and added up from what is below and under it. */
  private added(at: Branch, column: Formula, window: number): CellValue {
    const groups = at.below.filter(({ kind }) => kind === "group")
    const alone = { ...at, sums: at.own, under: [] }
    const here = groups.length > 0 ? [] : [this.run(alone, column.formula, window)]
    const others = [...groups, ...at.under].map((one) => this.valueIn(one, column.name, window))
    return [...here, ...others].map(numberOf).reduce((sum, one) => sum.plus(one), new Decimal(0))
  }

  /** An expression over columns, for one row. */
  private run(at: Branch, expression: Expression, window: number): CellValue {
    const { run, names, around } = this.compiledOf(expression)
    const env = this.envs[window]
    if (env === undefined) throw new Error(`a report has no window ${window}`)
    const rowOf = (one: Branch): Row => {
      const row: Record<string, CellValue> = {}
      for (const name of names) row[name] = this.valueIn(one, name, window)
      return row
    }
    const row = rowOf(at)
    return cell(
      run(around && at.above !== undefined ? { ...env, row, parent: rowOf(at.above) } : { ...env, row }),
    )
  }

  private compiledOf(expression: Expression): Compiled {
    let found = this.compiled.get(expression)
    if (found === undefined) {
      const around = reads(expression.node).some(({ root }) => root === "parent")
      found = { run: compile(expression), names: columnsRead(expression), around }
      this.compiled.set(expression, found)
    }
    return found
  }
}

/** A value over the record of a group stands at that group, one over single records at those. */
function valueHere(
  at: Branch,
  { name, of }: Extract<ReportColumn, { readonly kind: "value" }>,
  { groups }: ReportPlan,
): CellValue {
  const level = of === undefined ? groups.length : levelOf(of, { groups })
  return at.level === level ? (at.called?.values.get(name) ?? null) : null
}

function levelOf(name: string, { groups }: Pick<ReportPlan, "groups">): number {
  return groups.findIndex((group) => group.name === name)
}

/** A value of the language as that of a cell; lists are none. */
function cell(value: Value): CellValue {
  if (value === null || typeof value === "string" || typeof value === "boolean" || Decimal.isDecimal(value))
    return value
  return "id" in value ? value : null
}

function numberOf(value: CellValue): Decimal {
  return Decimal.isDecimal(value) ? value : new Decimal(0)
}

function change(now: CellValue, before: CellValue): CellValue {
  return Decimal.isDecimal(now) && Decimal.isDecimal(before) ? now.minus(before) : null
}

/** The change in parts of a hundred of what was before, two decimals; null where that was nothing. */
function percent(now: CellValue, before: CellValue): CellValue {
  if (!Decimal.isDecimal(now) || !Decimal.isDecimal(before)) return null
  const share = divide(now.minus(before).times(HUNDRED), before.abs())
  return share === undefined ? null : roundTo(share, 2)
}
