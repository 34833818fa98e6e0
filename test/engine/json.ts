// JSON in tests: the border where parsed text becomes a typed value.
import type { JsonObject, JsonValue } from "../../engine/metaschema/index.ts"

/** The value of a JSON text. */
export function fromText(text: string): JsonValue {
  return JSON.parse(text) as JsonValue
}

/** A value as plain JSON, whatever its inferred type; what JSON cannot hold becomes null. */
export function toPlain(value: unknown): JsonValue {
  return fromText(JSON.stringify(value) ?? "null")
}

/** A literal object as plain JSON. */
export function plain(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject
}

/** The members of whatever is an object, none of all else. */
export function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : []
}
