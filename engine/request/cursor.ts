// Keyset cursors travel as opaque, URL-safe text.
import { Problem } from "../error/index.ts"
import type { Cursor } from "./action.ts"

/** The text a client sends back as `cursor=`. */
export function writeCursor(cursor: Cursor): string {
  return encodeURIComponent(JSON.stringify([cursor.sort, ...cursor.values]))
}

/** Reads what `writeCursor` wrote, escaped once or twice; REQ011 when it is anything else. */
export function readCursor(text: string): Cursor {
  const parts = parsed(text.startsWith("[") ? text : unescaped(text))
  const [sort, ...values] = Array.isArray(parts) ? (parts as unknown[]) : []
  if (typeof sort !== "string" || values.length === 0 || !values.every(isValue)) throw unreadable()
  return { sort, values }
}

function isValue(value: unknown): value is string | null {
  return value === null || (typeof value === "string" && !value.includes("\0"))
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw unreadable()
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable()
  }
}

function unreadable(): Problem {
  return new Problem("REQ011", {
    detail: "The cursor is not one that this list gave out.",
    hint: "Ask for the first page without `cursor`.",
    path: "cursor",
  })
}
