// Decides the values of fields that the input leaves out: constants, and expressions over the record so far and the user.
import { compile, type Value } from "../expression/index.ts"
import { Refusal, type Field, type Reader } from "../model/index.ts"
import { Decimal, formatDecimal, roundTo } from "../value/index.ts"
import type { CleanRecord, CleanValue, RecordEnv } from "./types.ts"

export type Default =
  | { readonly kind: "constant"; readonly name: string; readonly value: CleanValue }
  | {
      readonly kind: "expression"
      readonly name: string
      evaluate(record: CleanRecord, env: RecordEnv): CleanValue
    }

/** The default of a field, undefined where it has none. What an expression gives passes `read` like any input; a value
 * that the field cannot hold counts as none. */
export function defaultOf(field: Field, read: Reader | undefined): Default | undefined {
  const { name, default: declared } = field
  if (declared === undefined || read === undefined) return undefined
  if (declared.kind === "constant") {
    const value = read(declared.value)
    return value instanceof Refusal || value === null ? undefined : { kind: "constant", name, value }
  }
  const run = compile(declared.expression)
  const toInput = plainOf(field)
  return {
    kind: "expression",
    name,
    evaluate(record, { today, now, user }) {
      const result = run({
        row: record,
        today,
        now,
        follow: nowhere,
        ...(user === undefined ? {} : { user }),
      })
      const value = result === null ? null : read(toInput(result))
      return value instanceof Refusal ? null : value
    },
  }
}

/** A default may not look into other records; compiling has held it. */
function nowhere(): undefined {
  return undefined
}

/** A value of the language as the input that it would have been. */
export function plainOf(field: Field): (value: Value) => unknown {
  const { storage, json } = field
  const scale = storage.kind === "column" && storage.column.type === "numeric" ? storage.column.scale : 0
  return (value) => {
    if (!Decimal.isDecimal(value)) return value
    const text = formatDecimal(roundTo(value, scale))
    return json === "integer" ? Number(text) : text
  }
}
