// Functions while evaluating: values -> value. Which arguments they take is the checker's matter (signatures.ts).
import {
  Decimal,
  addDays,
  addMonths,
  countCodePoints,
  daysBetween,
  formatDecimal,
  lowerText,
  makeDate,
  parseDate,
  phoneNumber,
  roundTo,
  upperText,
} from "../../value/index.ts"
import { order } from "./operator.ts"
import { idOf, isList, type Value } from "./value.ts"

type Run = (args: readonly Value[]) => Value

/** What `trim` takes away at both ends: the white space of ECMAScript's own trim. */
export const BLANKS =
  "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"

/** Functions by name; `today`, `now` and `within` need more than their arguments and stand in compile.ts. */
export const functions: ReadonlyMap<string, Run> = new Map<string, Run>([
  ["coalesce", (args) => args.find((arg) => arg !== null) ?? null],
  ["min", (args) => extreme(args, -1)],
  ["max", (args) => extreme(args, 1)],
  [
    "round",
    ([x, places]) =>
      Decimal.isDecimal(x) ? roundTo(x, Decimal.isDecimal(places) ? places.toNumber() : 0) : null,
  ],
  ["floor", number((x) => x.floor())],
  ["ceil", number((x) => x.ceil())],
  ["abs", number((x) => x.abs())],
  ["lower", text(lowerText)],
  ["upper", text(upperText)],
  ["trim", text((x) => x.trim())],
  ["length", text((x) => new Decimal(countCodePoints(x)))],
  ["contains", test((x, y) => x.includes(y))],
  ["starts_with", test((x, y) => x.startsWith(y))],
  ["ends_with", test((x, y) => x.endsWith(y))],
  [
    "phone",
    ([x, code]) => (typeof x === "string" ? phoneNumber(x, typeof code === "string" ? code : null) : null),
  ],
  ["text", ([x = null]) => print(x)],
  ["concat", (args) => args.map((arg) => print(arg) ?? "").join("")],
  ["year", text((x) => part(x, "year"))],
  ["month", text((x) => part(x, "month"))],
  ["day", text((x) => part(x, "day"))],
  ["date", ([y = null, m = null, d = null]) => dateOf(whole(y), whole(m), whole(d))],
  ["add_days", ([x = null, n = null]) => shift(addDays, x, n)],
  ["add_months", ([x = null, n = null]) => shift(addMonths, x, n)],
  ["days_between", ([x = null, y = null]) => between(x, y)],
  ["count", ([list = null]) => new Decimal(isList(list) ? list.length : 0)],
  ["overlaps", ([a = null, b = null]) => overlaps(a, b)],
])

function number(work: (x: Decimal) => Decimal): Run {
  return ([x]) => (Decimal.isDecimal(x) ? work(x) : null)
}

function text(work: (x: string) => Value): Run {
  return ([x]) => (typeof x === "string" ? work(x) : null)
}

/** Tests are never null: with a null argument they do not hold. */
function test(work: (x: string, y: string) => boolean): Run {
  return ([x, y]) => typeof x === "string" && typeof y === "string" && work(x, y)
}

function extreme(args: readonly Value[], sign: number): Value {
  let best: Value = null
  for (const arg of args) {
    if (arg !== null && (best === null || order(arg, best) * sign > 0)) best = arg
  }
  return best
}

/** The text of a value, numbers in plain notation without trailing zeros. */
function print(value: Value): string | null {
  if (Decimal.isDecimal(value)) return formatDecimal(value)
  if (typeof value === "boolean") return String(value)
  return typeof value === "string" ? value : null
}

function part(date: string, name: "year" | "month" | "day"): Value {
  const parts = parseDate(date)
  return parts === undefined ? null : new Decimal(parts[name])
}

/** The number without its decimals, as far as dates can reach; undefined beyond or for null. */
function whole(value: Value): number | undefined {
  if (!Decimal.isDecimal(value) || value.abs().gt(10_000_000)) return undefined
  return value.trunc().toNumber()
}

function dateOf(year?: number, month?: number, day?: number): Value {
  return year === undefined || month === undefined || day === undefined
    ? null
    : (makeDate(year, month, day) ?? null)
}

function shift(by: (date: string, count: number) => string | undefined, date: Value, count: Value): Value {
  const steps = whole(count)
  return typeof date !== "string" || steps === undefined ? null : (by(date, steps) ?? null)
}

function between(from: Value, to: Value): Value {
  const days = typeof from === "string" && typeof to === "string" ? daysBetween(from, to) : undefined
  return days === undefined ? null : new Decimal(days)
}

function overlaps(a: Value, b: Value): boolean {
  if (!isList(a) || !isList(b)) return false
  const keys = new Set(a.map(keyOf))
  return b.some((item) => keys.has(keyOf(item)))
}

/** Equal items of one list type have equal keys. */
export function keyOf(item: Value): string {
  if (Decimal.isDecimal(item)) return formatDecimal(item)
  return idOf(item) ?? (typeof item === "boolean" ? String(item) : "")
}
