// Whether the sums of a report can be read from the totals of a ledger, and which of its periods are cut in two by a day
// that the report asks about, so that their days or entries are read instead. Single records are read from entries always.
import { compile, partsOf, type Expression, type Node } from "../expression/index.ts"
import { ledgerTable } from "../model/index.ts"
import { addDays, addMonths } from "../value/index.ts"
import { envIn, isKnown, type Asking } from "./known.ts"
import { levelsOf } from "./levels.ts"
import type { Aggregate, FromTotals } from "./types.ts"

/** A comparison of the entry's date with a day that is known, and the windows in which it stands. */
interface Cut {
  /** The day that begins what comes after the cut, as an expression, and how many days later it is. */
  readonly day: Node
  readonly later: 0 | 1
}

/** The totals to read from; undefined where the ledger keeps none, or the report asks for more than they tell. */
export function totalsFor(plan: Asking): FromTotals | undefined {
  const { source, model, report } = plan
  const ledger = model.ledgers.get(source.id)
  if (ledger?.totals === undefined || report.layers !== undefined) return undefined
  const { by, period, days } = ledger.totals
  const cuts: Cut[] = []
  const reading: Reading = { by: new Set(by), measures: new Set(ledger.measures), cuts }
  const conditions = [
    ...(typeof plan.read === "object" ? [plan.read] : []),
    ...(report.filter === undefined ? [] : [report.filter]),
    ...plan.aggregates.flatMap(({ where }) => where ?? []),
  ]
  const keys = levelsOf(plan).map((level) => level.by)
  const told =
    conditions.every(({ node }) => isTold(node, reading)) &&
    keys.every(({ node }) => isTold(node, reading)) &&
    plan.aggregates.every((one) => isSummed(one, reading))
  if (!told) return undefined
  const fields = by.flatMap((name) => source.fields.get(name) ?? [])
  return {
    table: ledgerTable(ledger.id, "totals"),
    period,
    ...(days ? { days: ledgerTable(ledger.id, "days") } : {}),
    by: fields,
    measures: ledger.measures,
    broken: brokenBy(cuts, period, plan),
  }
}

interface Reading {
  readonly by: ReadonlySet<string>
  readonly measures: ReadonlySet<string>
  readonly cuts: Cut[]
}

/** Whether totals tell the value: it reads what they are kept by, and dates only to compare them with known days. */
function isTold(node: Node, reading: Reading): boolean {
  const cut = cutOf(node)
  if (cut !== undefined) {
    reading.cuts.push(...cut)
    return true
  }
  if (node.kind === "over") return false
  if (node.kind === "path") return node.root !== "row" || reading.by.has(node.steps[0]?.field ?? "")
  return partsOf(node).every((part) => isTold(part, reading))
}

/** Where `date <= x` and its like cut the time: `date < x` before x, `date <= x` after it. */
function cutOf(node: Node): readonly Cut[] | undefined {
  if (node.kind !== "binary") return undefined
  const { op, left, right } = node
  if (isDate(left) && isKnown(right)) return cutsBy(op, right)
  const turned = { "<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==" } as const
  if (!isDate(right) || !isKnown(left) || !(op in turned)) return undefined
  return cutsBy(turned[op as keyof typeof turned], left)
}

function cutsBy(op: string, day: Node): readonly Cut[] | undefined {
  if (op === "<" || op === ">=") return [{ day, later: 0 }]
  if (op === "<=" || op === ">") return [{ day, later: 1 }]
  return op === "==" ? [0, 1].map((later) => ({ day, later: later === 0 ? 0 : 1 })) : undefined
}

function isDate(node: Node): boolean {
  return (
    node.kind === "path" && node.root === "row" && node.steps.length === 1 && node.steps[0]?.field === "date"
  )
}

/** Sums of measures, and counts of entries, as far as they are narrowed by what totals are kept by. */
function isSummed({ fn, what }: Aggregate, reading: Reading): boolean {
  if (fn === "count") return what === undefined
  return fn === "sum" && what !== undefined && isLinear(what.node, reading)
}

/** Whether the sum of the value is the value of the sums. */
function isLinear(node: Node, reading: Reading): boolean {
  const free = (part: Node): boolean => isTold(part, reading) && !readsDate(part)
  switch (node.kind) {
    case "path":
      return (
        node.root === "row" && node.steps.length === 1 && reading.measures.has(node.steps[0]?.field ?? "")
      )
    case "unary":
      return node.op === "-" && isLinear(node.of, reading)
    case "binary":
      if (node.op === "+" || node.op === "-")
        return isLinear(node.left, reading) && isLinear(node.right, reading)
      if (node.op === "*")
        return (
          (isLinear(node.left, reading) && free(node.right)) ||
          (free(node.left) && isLinear(node.right, reading))
        )
      return false
    case "conditional":
      return isTold(node.test, reading) && isLinear(node.then, reading) && isLinear(node.else, reading)
    default:
      return node.kind === "literal" && node.value !== null && /^[0.]+$/.test(String(node.value))
  }
}

function readsDate(node: Node): boolean {
  return isDate(node) || partsOf(node).some(readsDate)
}

/** The periods that cuts fall into, in order. */
function brokenBy(cuts: readonly Cut[], period: "day" | "month", plan: Asking): FromTotals["broken"] {
  if (period === "day") return []
  const firsts = new Set<string>()
  for (const { day, later } of cuts)
    for (const window of plan.windows) {
      const known = compile(asExpression(day))(envIn(window, plan))
      const start = typeof known === "string" ? addDays(known, later) : undefined
      if (start !== undefined && !start.endsWith("-01")) firsts.add(`${start.slice(0, 8)}01`)
    }
  return [...firsts].sort().map((from) => ({ from, to: addMonths(from, 1) ?? "9999-12-31" }))
}

function asExpression(node: Node): Expression {
  return { text: "", node }
}
