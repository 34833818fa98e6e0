// Values while evaluating, and how a record's JSON becomes one. What does not fit its type counts as null: a form
// evaluates while people still type.
import { Decimal, parseDate, parseDecimal, parseInstant, parseTime } from "../../value/index.ts"
import type { Type } from "../types.ts"

/** A record as the API gives it: decimals as text (or Decimal), dates and instants as text, references as ids, as
 * `{entity, id}`, or expanded as objects with an `id`; child rows and many-references as arrays. */
export type Row = Readonly<Record<string, unknown>>

/** A reference that may point to several entities. */
export interface AnyRef {
  readonly entity: string
  readonly id: string
}

/** Numbers are Decimals; dates, times and instants are canonical texts; references are ids in lower case. */
export type Value = null | boolean | string | Decimal | AnyRef | readonly Value[]

/** What an expression is evaluated in. No clock and no store of its own: all comes in. */
export interface Env {
  readonly row: Row
  readonly parent?: Row
  readonly old?: Row
  readonly user?: Row
  /** What a transition was given. */
  readonly input?: Row
  /** What a report was asked with, and the span of time that is worked out. */
  readonly params?: Row
  readonly period?: Row
  /** `2026-01-31` */
  readonly today: string
  /** RFC 3339, with a zone. */
  readonly now: string
  /** The record behind a reference, or undefined where it is not at hand: then what is read of it is null. */
  follow(entity: string, id: string): Row | undefined
}

/** The value of a field of type `type` in a record's JSON; null for anything that is not one. */
export function readValue(raw: unknown, type: Type): Value {
  if (raw === null || raw === undefined) return null
  switch (type.kind) {
    case "number":
      return readNumber(raw)
    case "boolean":
      return typeof raw === "boolean" ? raw : null
    case "text":
      return typeof raw === "string" ? raw : null
    case "date":
      return typeof raw === "string" && parseDate(raw) !== undefined ? raw : null
    case "instant":
      return typeof raw === "string" ? (parseInstant(raw) ?? null) : null
    case "time":
      return typeof raw === "string" ? (parseTime(raw) ?? null) : null
    case "ref":
      return type.entities.length > 1 ? readAnyRef(raw) : idIn(raw)
    case "list":
      return Array.isArray(raw)
        ? raw.map((item) => readValue(item, type.of)).filter((item) => item !== null)
        : null
    case "null":
      return null
  }
}

function readNumber(raw: unknown): Decimal | null {
  if (typeof raw === "string") return parseDecimal(raw) ?? null
  if (typeof raw === "number") return Number.isFinite(raw) ? new Decimal(raw) : null
  if (typeof raw === "bigint") return new Decimal(raw.toString())
  return Decimal.isDecimal(raw) && raw.isFinite() ? raw : null
}

function readAnyRef(raw: unknown): AnyRef | null {
  const id = isRow(raw) ? idIn(raw) : null
  return id !== null && isRow(raw) && typeof raw["entity"] === "string" ? { entity: raw["entity"], id } : null
}

/** The id in a reference's JSON: the id itself, or the `id` of an object. */
function idIn(raw: unknown): string | null {
  const id = isRow(raw) ? raw["id"] : raw
  return typeof id === "string" ? id.toLowerCase() : null
}

/** Whether the JSON is an object, not an array. */
export function isRow(raw: unknown): raw is Row {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw)
}

/** The id of a reference's value. */
export function idOf(value: Value): string | null {
  if (typeof value === "string") return value
  return value !== null && typeof value === "object" && "id" in value ? value.id : null
}

/** Whether the value is a list: Array.isArray does not narrow readonly arrays. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}
