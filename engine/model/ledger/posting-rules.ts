// A posting rule as declared -> checked against what it reads and against the ledger that it writes to. Whose expressions
// may read what is for the caller to say: the rules of transitions and those of follow-on entries are alike in all else.
import type { Expression, Scope, Type } from "../../expression/index.ts"
import type { LedgerSource } from "../../metaschema/index.ts"
import { booleanType } from "../express/expressions.ts"
import { present } from "../present.ts"
import { inside, type Place, type Report } from "../report.ts"
import type { PostingRule } from "../types.ts"
import { entryNames } from "./entry-fields.ts"
import type { Posted } from "./posted.ts"

/** A posting rule as declared, in a life cycle or in a ledger. */
export type EntrySource = NonNullable<LedgerSource["posts"]>[string]["entries"][string]

/** Where the rule stands. */
export interface RuleReading {
  /** What plain names are: those of a row of `each`, or of the document. */
  readonly scope: (each: string | undefined) => Scope
  readonly read: (
    text: string,
    scope: Scope,
    expected: Type | undefined,
    place: Place,
  ) => Expression | undefined
  readonly report: Report
  /** The rules of the same posting. */
  readonly names: readonly string[]
}

/** An expression of the rule, read in the rule's scope. */
type Read = (text: string | undefined, type: Type | undefined, at: Place) => Expression | undefined

const words = ["order", "each", "where", "amount", "origin"] as const

/** The rule; every fault is reported at its place. */
export function postingRule(
  [name, entry]: readonly [string, EntrySource],
  posted: Posted,
  place: Place,
  reading: RuleReading,
): PostingRule {
  const { each, where } = entry
  const amount = posted.source.sides === undefined ? undefined : entry.amount
  const scope = reading.scope(each)
  const read: Read = (text, type, at) =>
    text === undefined ? undefined : reading.read(text, scope, type, at)
  checkAmount(entry, posted, place, reading)
  checkRequired(entry, posted, place, reading)
  return {
    name,
    values: valuesOf(entry, posted, place, [read, reading.report]),
    ...present({
      each,
      where: read(where, booleanType, inside(place, "where")),
      amount: read(amount, { kind: "number" }, inside(place, "amount")),
      origin: originOf(entry.origin, posted, inside(place, "origin"), [read, reading]),
    }),
  }
}

function checkAmount(entry: EntrySource, { source }: Posted, place: Place, { report }: RuleReading): void {
  if (entry.amount === undefined) return
  const { sides, measures, $id } = source
  if (sides === undefined && Object.hasOwn(measures, "amount")) return
  if (sides === undefined)
    return report.fault(
      "MOD014",
      inside(place, "amount"),
      `${$id} has no sides, so there is no signed amount to put on one.`,
      "Name the measure.",
    )
  for (const side of [sides.debit, sides.credit])
    if (entry[side] !== undefined)
      report.fault("MOD014", inside(place, side), `"amount" says the side already.`, `Leave one of them out.`)
}

/** Measures are 0 where nothing is said; what else every entry has must be said. */
function checkRequired(entry: EntrySource, { source }: Posted, place: Place, { report }: RuleReading): void {
  for (const name of source.required ?? [])
    if (entry[name] === undefined)
      report.fault("MOD014", place, `Every entry of ${source.$id} has "${name}".`, `Add "${name}".`)
}

function valuesOf(
  entry: EntrySource,
  { source, entries }: Posted,
  place: Place,
  [read, report]: readonly [Read, Report],
): PostingRule["values"] {
  const declared = { ...source.dimensions, ...source.measures, ...source.attributes }
  return Object.entries(entry).flatMap(([field, text]) => {
    if (isWord(field, source) || typeof text !== "string") return []
    const at = inside(place, field)
    const target = entries.fields.get(field)
    if (target === undefined || !Object.hasOwn(declared, field)) {
      if (entryNames.includes(field)) report.fault("MOD014", at, `"${field}" is given by the posting itself.`)
      else
        report.unknown(at, `dimension, measure or attribute of ${source.$id}`, field, Object.keys(declared))
      return []
    }
    if (target.derived !== undefined)
      report.fault("MOD014", at, `"${field}" is computed of the others: nobody gives it.`)
    const value = read(text, target.type, at)
    return value === undefined ? [] : [{ field, value }]
  })
}

/** In a ledger without sides `amount` is a measure like any other. */
function isWord(key: string, { sides }: LedgerSource): boolean {
  return (key !== "amount" || sides !== undefined) && words.some((word) => word === key)
}

function originOf(
  origin: EntrySource["origin"],
  { source }: Posted,
  place: Place,
  [read, { report, names }]: readonly [Read, RuleReading],
): PostingRule["origin"] {
  if (origin === undefined) return undefined
  const { rule, line } = origin
  if (source.costing === undefined)
    return void report.fault("MOD014", place, `${source.$id} has no costing, so nothing has a cost to take.`)
  if ((rule === undefined) === (line === undefined))
    return void report.fault("MOD014", place, "The cost is that of one entry.", 'Say "rule" or "line".')
  if (rule !== undefined) {
    if (!names.includes(rule)) report.unknown(inside(place, "rule"), "rule of this posting", rule, names)
    return { kind: "rule", rule }
  }
  const expression = read(line, undefined, inside(place, "line"))
  if (expression === undefined) return undefined
  if (!["ref", "text"].includes(expression.node.type.kind))
    report.fault("MOD014", inside(place, "line"), "The expression names no row and no document.")
  return { kind: "line", line: expression }
}
