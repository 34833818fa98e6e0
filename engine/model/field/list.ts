// Several plain texts in one field, such as tags or roles: an array column, in the order given.
import type { JsonObject } from "../../metaschema/index.ts"
import type { Field } from "../types.ts"
import { text } from "./text.ts"
import { Refusal, type FieldType, type Reader } from "./type.ts"

/** Values in one list at most, where nothing less is declared. */
const most = 1000

export const list: FieldType = {
  json: "array",
  keywords: ["items", "minItems", "maxItems", "uniqueItems", "enum_titles", "enum_colors"],
  column: () => ({ type: "text[]" }),
  type: () => ({ kind: "list", of: { kind: "text" } }),
  reader,
  schema: (field) => ({ type: "array", items: text.schema(itemField(field)), ...listBounds(field) }),
}

/** The declared bounds of an array as JSON Schema. */
export function listBounds(field: Field): JsonObject {
  const { minItems, maxItems = most, uniqueItems } = field
  return {
    maxItems,
    ...(minItems === undefined ? {} : { minItems }),
    ...(uniqueItems === true || field.storage.kind === "many" ? { uniqueItems: true } : {}),
  }
}

function reader(field: Field): Reader {
  const readText = text.reader?.(itemField(field))
  const readItem = (item: unknown): string | Refusal => {
    const read = readText?.(item)
    return typeof read === "string" || read instanceof Refusal ? read : new Refusal("must not be empty")
  }
  return field.uniqueItems === true ? distinctReader(field, readItem) : listReader(field, readItem)
}

/** Reads an array item by item; the first item refused refuses the whole. */
export function listReader(field: Field, item: (value: unknown) => string | Refusal): Reader {
  const { minItems = 0, maxItems = most } = field
  return (value) => {
    if (!Array.isArray(value)) return new Refusal("must be a list", "Send it in square brackets.")
    if (value.length > maxItems) return new Refusal(`may hold ${maxItems} values at most`)
    if (value.length < minItems)
      return new Refusal(`needs at least ${minItems} value${minItems === 1 ? "" : "s"}`)
    const values: string[] = []
    for (const [index, one] of value.entries()) {
      const read = item(one)
      if (read instanceof Refusal) return new Refusal(read.message, read.hint, `/${index}${read.at}`)
      values.push(read)
    }
    return values
  }
}

/** Like `listReader`; refuses a value that stands twice. */
export function distinctReader(field: Field, item: (value: unknown) => string | Refusal): Reader {
  const read = listReader(field, item)
  return (value) => {
    const values = read(value)
    return Array.isArray(values) && new Set(values).size < values.length
      ? new Refusal("holds the same value twice")
      : values
  }
}

/** The field that one value of the list would be. */
function itemField(field: Field): Field {
  const { enum: values, maxLength, format } = field.items ?? {}
  const { minLength: _min, maxLength: _max, pattern: _pattern, enum: _enum, format: _format, ...rest } = field
  return {
    ...rest,
    ...(values === undefined ? {} : { enum: values }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(format === undefined ? {} : { format }),
  }
}
