// Reads expressions of a calculation on a snapshot: the record as JSON with everything expanded that is read.
import { Problem } from "../../error/index.ts"
import { compile, type Env, type Expression, type Row, type Value } from "../../expression/index.ts"
import type { Carried } from "../../model/index.ts"
import { Decimal } from "../../value/index.ts"

/** A row of the snapshot with the record, or the charge, beside it. */
export interface At {
  readonly row: Row
  readonly parent?: Row
}

const known = new WeakMap<Expression, (env: Env) => Value>()

/** The value of an expression; null where there is none. */
export function valueOf(expression: Expression | undefined, at: At): Value {
  if (expression === undefined) return null
  const run = known.get(expression) ?? compile(expression)
  known.set(expression, run)
  // Compiling has held that nothing asks for the time, and what is read has been expanded.
  return run({ ...at, today: "", now: "", follow: () => undefined })
}

export function numberOf(expression: Expression | undefined, at: At): Decimal | undefined {
  const value = valueOf(expression, at)
  return Decimal.isDecimal(value) ? value : undefined
}

/** Zero where there is no number. */
export function amountOf(expression: Expression | undefined, at: At): Decimal {
  return numberOf(expression, at) ?? new Decimal(0)
}

export function holds(expression: Expression | undefined, at: At): boolean {
  return valueOf(expression, at) === true
}

/** One of the words; `otherwise` for null. Refuses any other with CAL005. */
export function wordOf<T extends string>(
  expression: Expression | undefined,
  at: At,
  words: readonly T[],
  otherwise?: T,
): T {
  const value = valueOf(expression, at)
  const found = value === null ? otherwise : words.find((word) => word === value)
  if (found !== undefined) return found
  throw new Problem("CAL005", {
    detail: value === null ? "A kind is missing." : `${JSON.stringify(value)} is no kind that is known here.`,
    hint: `It is one of ${words.join(", ")}.`,
  })
}

/** The smallest amount; a hundredth where nothing says otherwise. */
export function stepOf(expression: Expression | undefined, at: At): Decimal {
  return numberOf(expression, at) ?? new Decimal("0.01")
}

/** The values that rows carry along, by field. */
export function carriedOf(carry: Carried, at: At): Readonly<Record<string, Value>> {
  const values: Record<string, Value> = {}
  for (const { field, value } of carry) values[field] = valueOf(value, at)
  return values
}

/** The objects at the end of a path of fields: one, many or none. */
export function rowsAt(row: Row, path: readonly string[]): readonly Row[] {
  let found: unknown = row
  for (const field of path) found = isRow(found) ? found[field] : undefined
  if (Array.isArray(found)) return found.filter(isRow)
  return isRow(found) ? [found] : []
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** Does the work; what it refuses gets `path`, with what stands behind `from` in the path that it names itself. */
export function placed<T>(path: string, from: string, work: () => T): T {
  try {
    return work()
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    const own = fault.parts.path ?? ""
    const tail = from !== "" && own.startsWith(from) ? own.slice(from.length) : ""
    throw new Problem(fault.code, { ...fault.parts, path: path + tail })
  }
}
