// Entries as costing takes them: drafts with what is said of them, and those that are written as they are read back.
import { Problem } from "../../../engine/error/index.ts"
import type { CostRow } from "../../../engine/ledger/costing/index.ts"
import { Decimal, parseDecimal } from "../../../engine/value/index.ts"
import type { Row } from "../../sql/index.ts"
import type { CostBook, Seen } from "./types.ts"

/** Above any number that PostgreSQL gives, with room for the drafts of a posting. */
const AFTER_ALL = 2 ** 52

/** The draft as a row of its thing's timeline, numbered after all that are written. Refuses with LED055 what cannot be
 * costed as it is said. */
export function draftRow(book: CostBook, seen: Seen, at: number): CostRow {
  const { entry, place, method, standard, origin } = seen
  const { costing } = book
  const said = (name: string | undefined): Decimal | undefined => {
    const value = name === undefined ? undefined : entry.values[name]
    return typeof value === "string" ? parseDecimal(value) : undefined
  }
  const quantity = said(costing.quantity) ?? new Decimal(0)
  const counted = said(costing.counted)
  const rate = said(costing.rate) ?? (method === "standard" ? standard : undefined)
  const value = said(costing.value)
  const isWorkedOut = entry.reverses === undefined && (quantity.isNegative() || counted !== undefined)
  if (entry.reverses === undefined) check(book, seen, { quantity, value, counted })
  return {
    id: entry.id,
    key: place,
    date: entry.date,
    number: AFTER_ALL + at,
    quantity,
    ...pick({ value: isWorkedOut ? undefined : value, variance: said(costing.variance), counted, rate }),
    ...pick({ origin, reverses: entry.reverses }),
  }
}

interface Said {
  readonly quantity: Decimal
  readonly value: Decimal | undefined
  readonly counted: Decimal | undefined
}

function check({ ledger }: CostBook, { title, origin }: Seen, { quantity, value, counted }: Said): void {
  const refuse = (detail: string, hint: string): Problem =>
    new Problem("LED055", { detail: `${ledger.title}, ${title}: ${detail}`, hint })
  const isSaid = value !== undefined && !value.isZero()
  if (counted?.isNegative() === true && !counted.isZero())
    throw refuse(`${counted.toFixed()} cannot have been counted.`, "Say how many there are, 0 or more.")
  if (value?.isNegative() === true && isSaid && !quantity.isZero() && !quantity.isNegative())
    throw refuse("what comes in has a value below zero.", "Give a value of 0 or more.")
  if (quantity.isNegative() && isSaid)
    throw refuse(
      "what goes out is worth what it cost.",
      "Leave the value out, or name the entry whose cost it takes.",
    )
  if (quantity.isZero() && counted === undefined && isSaid && origin === undefined)
    throw refuse(
      "a value without a quantity adds to nothing.",
      "Name the entry that it adds to, by `origin`.",
    )
}

/** A row of `timelineTemplate`, without its thing. */
export function writtenRow(row: Row): CostRow {
  const [, id, key, date, number, quantity, value, variance, counted, rate, adjusts, origin, reverses] = row
  const decimal = (text: string | null | undefined): Decimal | undefined =>
    typeof text === "string" ? new Decimal(text) : undefined
  return {
    id: id ?? "",
    key: key ?? "",
    date: date ?? "",
    number: Number(number),
    quantity: new Decimal(quantity ?? 0),
    ...pick({
      value: decimal(value),
      variance: decimal(variance),
      counted: decimal(counted),
      rate: decimal(rate),
    }),
    ...pick({ adjusts: adjusts ?? undefined, origin: origin ?? undefined, reverses: reverses ?? undefined }),
  }
}

/** The members that are there. */
function pick<T extends object>(all: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // What is undefined is left out, which the type of Object.fromEntries cannot say.
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
