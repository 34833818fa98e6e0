// Text: any characters that PostgreSQL can store, with length, pattern, a closed list of values or a format.
import type { JsonObject, Property } from "../../metaschema/index.ts"
import { nearest } from "../../error/index.ts"
import { countCodePoints, isStorable } from "../../value/index.ts"
import type { Field } from "../types.ts"
import { textFormats } from "./formats.ts"
import { Refusal, type FieldType, type KeywordFault, type Reader, type ReadValue } from "./type.ts"

/** A pattern is matched against so many code points at most: the time of a match stays bounded. */
const patternLimit = 1000
/** What of the date a number must show where it starts anew with each. */
const shown = { never: [], year: ["Y"], month: ["Y", "M"], day: ["Y", "M", "D"] } as const
const series =
  /^(?:[^{}]|\{(?:YYYY|YY|MM|DD|[a-z]\w*)\})*\{0{1,12}\}(?:[^{}]|\{(?:YYYY|YY|MM|DD|[a-z]\w*)\})*$/

export const text: FieldType = {
  json: "string",
  keywords: [
    "enum",
    "enum_titles",
    "enum_colors",
    "minLength",
    "maxLength",
    "pattern",
    "examples",
    "sequence",
  ],
  column: () => ({ type: "text" }),
  type: () => ({ kind: "text" }),
  faults,
  reader,
  schema,
}

/** What a closed list of values makes pointless, and numbers that could not be counted. */
function faults(property: Property): readonly KeywordFault[] {
  const found: KeywordFault[] = []
  for (const keyword of ["format", "minLength", "maxLength", "pattern"] as const)
    if (property.enum !== undefined && property[keyword] !== undefined)
      found.push({ keyword, message: `"${keyword}" means nothing beside a closed list of values.` })
  if (property.sequence !== undefined) found.push(...seriesFaults(property.sequence))
  return found
}

function seriesFaults({
  pattern,
  reset = "never",
}: NonNullable<Property["sequence"]>): readonly KeywordFault[] {
  const keyword = "sequence"
  if (!series.test(pattern))
    return [
      {
        keyword,
        message:
          "The pattern has exactly one run of zeros in braces, and else {YYYY}, {YY}, {MM}, {DD}, or {code}, a field of what the scope refers to.",
      },
    ]
  if (shown[reset].every((part) => pattern.includes(`{${part}`))) return []
  return [
    {
      keyword,
      message: `A number that starts anew each ${reset} must show it, or the same would come twice.`,
    },
  ]
}

function reader(field: Field): Reader {
  const closed = field.enum ?? field.names
  if (closed !== undefined) return oneOf(closed)
  const { minLength = 0, maxLength = Infinity } = field
  const pattern = field.pattern === undefined ? undefined : new RegExp(field.pattern, "u")
  const format = field.format === undefined ? undefined : textFormats[field.format]
  return (value) => {
    if (typeof value !== "string") return new Refusal("must be text", asText(value))
    if (value === "") return null
    if (!isStorable(value))
      return new Refusal("holds a character that cannot be stored (U+0000 or half a character)")
    if (value.length > maxLength && countCodePoints(value) > maxLength)
      return new Refusal(`may have ${maxLength} characters at most, but has ${countCodePoints(value)}`)
    if (minLength > 0 && countCodePoints(value) < minLength)
      return new Refusal(`needs at least ${minLength} characters`)
    if (pattern !== undefined && (countCodePoints(value) > patternLimit || !pattern.test(value)))
      return new Refusal(`does not have the form ${field.pattern}`, exampleOf(field))
    return format === undefined ? value : format(value)
  }
}

function oneOf(values: readonly string[]): Reader {
  const allowed = new Set(values)
  return (value): ReadValue => {
    if (value === "") return null
    if (typeof value === "string" && allowed.has(value)) return value
    const close = typeof value === "string" && value.length <= 100 ? nearest(value, values) : undefined
    return new Refusal(
      `must be one of ${few(values)}`,
      close === undefined ? undefined : `Did you mean "${close}"?`,
    )
  }
}

function few(values: readonly string[]): string {
  const rest = values.length - 20
  return rest <= 0 ? values.join(", ") : `${values.slice(0, 20).join(", ")} and ${rest} more`
}

function schema(field: Field): JsonObject {
  const { format, minLength, maxLength, pattern } = field
  const published = format === "email" || format === "uri" || format === "uuid" ? format : undefined
  return {
    type: "string",
    ...(field.enum === undefined ? {} : { enum: field.enum }),
    ...(published === undefined ? {} : { format: published }),
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(pattern === undefined ? {} : { pattern }),
  }
}

function asText(value: unknown): string | undefined {
  return typeof value === "number" || typeof value === "boolean" ? `Send "${value}" in quotes.` : undefined
}

function exampleOf(field: Field): string | undefined {
  const examples = field.source["examples"]
  const example: unknown = Array.isArray(examples) ? examples[0] : undefined
  return typeof example === "string" ? `For example ${example}` : undefined
}
