// The values of one entry: what its rule says, a signed amount on its side, and 0 where no measure is said.
import type { Fault } from "../error/index.ts"
import type { Env, Value } from "../expression/index.ts"
import type { Entity, Field, Ledger, PostingRule } from "../model/index.ts"
import { plainOf, type CleanValue } from "../record/index.ts"
import { Decimal, formatDecimal, parseDecimal } from "../value/index.ts"
import { evaluate } from "./evaluate.ts"

/** Where in the document an entry comes from: a pointer, and the same in words, ` of row 2`. */
export interface Place {
  readonly pointer: string
  readonly words: string
}

interface Book {
  readonly ledger: Ledger
  readonly entries: Entity
}
interface Said {
  readonly place: Place
  readonly faults: Fault[]
}

/** Dimensions, measures and attributes by name, in the form of the API. What does not fit is added to the faults. */
export function entryValues(
  rule: PostingRule,
  { ledger, entries }: Book,
  env: Env,
  said: Said,
): Readonly<Record<string, CleanValue>> {
  const values: Record<string, CleanValue> = {}
  const put = (name: string, value: Value): void => {
    const field = entries.fields.get(name)
    if (field !== undefined) values[name] = written(field, value, rule, said)
  }
  for (const name of ledger.measures)
    if (entries.fields.get(name)?.derived === undefined && name !== ledger.costing?.value)
      put(name, new Decimal(0))
  for (const { field, value } of rule.values) put(field, evaluate(value, env))
  if (rule.amount !== undefined && ledger.sides !== undefined)
    putAmount(evaluate(rule.amount, env), ledger.sides, put)
  reportMissing(rule, { ledger, entries }, values, said)
  return values
}

/** Debit where positive, credit where negative; what is unknown is so on the debit side. */
function putAmount(
  amount: Value,
  { debit, credit }: NonNullable<Ledger["sides"]>,
  put: (name: string, value: Value) => void,
): void {
  if (!Decimal.isDecimal(amount)) put(debit, null)
  else put(amount.isNegative() ? credit : debit, amount.abs())
}

function written(field: Field, value: Value, rule: PostingRule, { place, faults }: Said): CleanValue {
  const { storage } = field
  if (Decimal.isDecimal(value) && storage.kind === "column" && storage.column.type === "numeric") {
    const { scale } = storage.column
    if (value.decimalPlaces() > scale)
      faults.push({
        path: place.pointer,
        code: "LED005",
        message: `${field.title} of "${rule.name}"${place.words} is ${formatDecimal(value)}, but the ledger has ${scale} decimals.`,
        hint: `Round it in the posting rule: round(..., ${scale}).`,
      })
    return formatDecimal(value, scale)
  }
  // What the language gives for a field of this type is what its input would be.
  return plainOf(field)(value) as CleanValue
}

/** Values that every entry has, and measures of which a part is empty: an unknown amount is not nothing. */
function reportMissing(
  { name: rule }: PostingRule,
  { ledger, entries: { fields, title } }: Book,
  values: Readonly<Record<string, CleanValue>>,
  { place, faults }: Said,
): void {
  for (const [name, value] of Object.entries(values)) {
    const field = fields.get(name)
    const isWorkedOut = name === ledger.costing?.value
    if (field?.required !== true || value !== null || isWorkedOut) continue
    faults.push({
      path: place.pointer,
      code: "LED006",
      message: `${title}: "${rule}"${place.words} has no ${field.title.toLowerCase()}.`,
      hint: "Fill in what it is worked out from, or say coalesce(..., 0) in the posting rule.",
    })
  }
}

/** Whether an entry says nothing: all its measures are 0; in a ledger with costing also no quantity is counted, for what is
 * counted shows only against what is there. */
export function isNothing(
  values: Readonly<Record<string, CleanValue>>,
  { measures, costing }: Pick<Ledger, "measures" | "costing">,
): boolean {
  if (costing?.counted !== undefined && values[costing.counted] != null) return false
  return measures.every((name) => isZero(values[name]))
}

function isZero(value: CleanValue | undefined): boolean {
  return typeof value !== "string" || parseDecimal(value)?.isZero() === true
}
