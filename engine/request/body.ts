// Small readers shared by the routes.
import { Problem } from "../error/index.ts"
import type { JsonObject } from "./action.ts"

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A record id, a UUID in its canonical form (RFC 9562); REQ012 otherwise. */
export function recordId(text: string): string {
  if (UUID.test(text)) return text.toLowerCase()
  throw new Problem("REQ012", {
    detail: `"${text.slice(0, 60)}" is not a record id.`,
    hint: "Ids are UUIDs.",
  })
}

/** The value as a JSON object; REQ006 otherwise. */
export function object(value: unknown, path: string): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject
  throw new Problem("REQ006", {
    detail: "A JSON object is wanted here.",
    hint: 'Send fields by name: {"name": "..."}.',
    path,
  })
}

/** The members that are not undefined. */
export function optional<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const found: Partial<Record<keyof T, unknown>> = {}
  for (const key in members) if (members[key] !== undefined) found[key] = members[key]
  return found as { [K in keyof T]?: Exclude<T[K], undefined> }
}
