// The functions of the language: what each takes and gives. Evaluation and SQL have one entry per name likewise.
import { BOOLEAN, DATE, INSTANT, NUMBER, TEXT, boundsOf } from "../type.ts"
import type { Node, Type } from "../types.ts"

/** What an argument must be: a type, or a family of them. `same`: all such arguments have one type in common. */
export type Want = Type | "printable" | "same" | "ordered" | "places" | "list" | "ref" | "refs"

export interface Signature {
  readonly wants: readonly Want[]
  /** How many of `wants` may be left out, from the end. */
  readonly optional?: number
  /** The last of `wants` may come again, up to this many arguments in all. */
  readonly upTo?: number
  /** The type given; `same` is the type that the `same` or `ordered` arguments have in common. */
  readonly gives: (args: readonly Node[], same: Type) => Type
}

const whole = (digits: number): Type => ({ kind: "number", whole: digits, scale: 0 })
const gives = (type: Type) => (): Type => type
const MANY = 50

export const signatures: ReadonlyMap<string, Signature> = new Map<string, Signature>([
  ["today", { wants: [], gives: gives(DATE) }],
  ["now", { wants: [], gives: gives(INSTANT) }],
  ["coalesce", { wants: ["same", "same"], upTo: MANY, gives: (_args, same) => same }],
  ["min", { wants: ["ordered", "ordered"], upTo: MANY, gives: (_args, same) => same }],
  ["max", { wants: ["ordered", "ordered"], upTo: MANY, gives: (_args, same) => same }],
  ["round", { wants: [NUMBER, "places"], optional: 1, gives: rounded }],
  ["floor", { wants: [NUMBER], gives: ([x]) => whole(wholeOf(x) + 1) }],
  ["ceil", { wants: [NUMBER], gives: ([x]) => whole(wholeOf(x) + 1) }],
  ["abs", { wants: [NUMBER], gives: ([x]) => x?.type ?? NUMBER }],
  ["lower", { wants: [TEXT], gives: gives(TEXT) }],
  ["upper", { wants: [TEXT], gives: gives(TEXT) }],
  ["trim", { wants: [TEXT], gives: gives(TEXT) }],
  ["length", { wants: [TEXT], gives: gives(whole(10)) }],
  ["contains", { wants: [TEXT, TEXT], gives: gives(BOOLEAN) }],
  ["starts_with", { wants: [TEXT, TEXT], gives: gives(BOOLEAN) }],
  ["ends_with", { wants: [TEXT, TEXT], gives: gives(BOOLEAN) }],
  ["phone", { wants: [TEXT, TEXT], optional: 1, gives: gives(TEXT) }],
  ["text", { wants: ["printable"], gives: gives(TEXT) }],
  ["concat", { wants: ["printable"], upTo: MANY, gives: gives(TEXT) }],
  ["year", { wants: [DATE], gives: gives(whole(4)) }],
  ["month", { wants: [DATE], gives: gives(whole(2)) }],
  ["day", { wants: [DATE], gives: gives(whole(2)) }],
  ["date", { wants: [NUMBER, NUMBER, NUMBER], gives: gives(DATE) }],
  ["add_days", { wants: [DATE, NUMBER], gives: gives(DATE) }],
  ["add_months", { wants: [DATE, NUMBER], gives: gives(DATE) }],
  ["days_between", { wants: [DATE, DATE], gives: gives(whole(7)) }],
  ["count", { wants: ["list"], gives: gives(whole(10)) }],
  ["overlaps", { wants: ["list", "list"], gives: gives(BOOLEAN) }],
  ["within", { wants: ["ref", "refs"], gives: gives(BOOLEAN) }],
])

/** Names of the aggregates over child rows; `min`, `max` and `count` also take plain values. */
export const aggregates: ReadonlySet<string> = new Set(["sum", "count", "min", "max", "avg", "exists", "all"])

function wholeOf(node: Node | undefined): number {
  return node === undefined ? 0 : boundsOf(node.type).whole
}

function rounded([x, places]: readonly Node[]): Type {
  const kept = places?.kind === "literal" ? Number(places.value) : 0
  return {
    kind: "number",
    whole: wholeOf(x) + 1,
    scale: Math.min(kept, x === undefined ? kept : boundsOf(x.type).scale),
  }
}
