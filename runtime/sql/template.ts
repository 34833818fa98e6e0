// A statement before it is bound: text with a hole where the tenant's schema goes, and slots in place of values.
import type { Way } from "../../engine/plan/index.ts"
import { quoteIdentifier } from "./quote.ts"
import type { Statement, Value } from "./types.ts"

/** Where a parameter's value comes from when the statement is bound. */
export type Slot =
  /** A constant of the request, in PostgreSQL's text format. */
  | { readonly kind: "literal"; readonly value: Value }
  /** An attribute of the principal, `user.companies`. */
  | { readonly kind: "user"; readonly field: string }
  | { readonly kind: "today" }
  | { readonly kind: "now" }
  /** A value that the write hands in by name: records, ids, actor ... */
  | { readonly kind: "input"; readonly name: string }

/** Stands in the text where the quoted schema is to go. A control character, so no identifier can hold it. */
export const SCHEMA = "\u0001"

export interface Template {
  /** The text split at the schema's places. */
  readonly chunks: readonly string[]
  readonly slots: readonly Slot[]
  readonly prepared: boolean
  readonly stale?: Stale
}

/** The rows whose derived values a statement works out anew, or locks for that. Where it is known which they are, there may
 * be nothing to do; else `direct` does the same to those of the input `stale`, without having to look for them. */
export interface Stale {
  /** The ways that lead to them, from the ids of an input; those that were walked before end there. */
  readonly ways: readonly { readonly way: Way; readonly input: string }[]
  readonly work: "lock" | "refresh"
  readonly direct: Template
}

/** What is known only when a statement is bound. */
export interface Bindings {
  readonly schema: string
  /** Attributes of the principal by field, already in text format (lists as array literals). */
  readonly user: Readonly<Record<string, Value>>
  readonly today: string
  readonly now: string
  readonly inputs: Readonly<Record<string, Value>>
}

export function template(
  text: string,
  slots: readonly Slot[],
  use: "prepared" | "once" = "prepared",
): Template {
  return { chunks: text.split(SCHEMA), slots, prepared: use === "prepared" }
}

/** Fills schema and values in. An unknown input is a fault of ours and throws. */
export function bind(from: Template, bindings: Bindings): Statement {
  return {
    text: textFor(bindings.schema, from),
    values: from.slots.map((slot) => valueOf(slot, bindings)),
    prepared: from.prepared,
  }
}

/** The text of the last schema is kept: who asks for it again gets the same string, whose hash is known. */
const texts = new WeakMap<Template, { readonly schema: string; readonly text: string }>()

function textFor(schema: string, template: Template): string {
  const last = texts.get(template)
  if (last?.schema === schema) return last.text
  const text = template.chunks.join(quoteIdentifier(schema))
  texts.set(template, { schema, text })
  return text
}

function valueOf(slot: Slot, bindings: Bindings): Value {
  switch (slot.kind) {
    case "literal":
      return slot.value
    case "user":
      return bindings.user[slot.field] ?? null
    case "today":
      return bindings.today
    case "now":
      return bindings.now
    case "input": {
      const value = bindings.inputs[slot.name]
      if (value === undefined) throw new Error(`a statement was bound without its input ${slot.name}`)
      return value
    }
    default:
      return slot satisfies never
  }
}

/** An array literal of texts (PostgreSQL 8.15.2); NULL elements are not used by us. */
export function arrayText(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`).join(",")}}`
}
