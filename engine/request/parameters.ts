// Query parameters and headers: known names only, each read into its type.
import { nearest, Problem } from "../error/index.ts"
import type { SortKey } from "./action.ts"
import type { RawRequest } from "./raw.ts"

export const PAGE = { default: 25, most: 1000 } as const
const LONGEST = { filter: 4000, list: 2000, q: 200, key: 200 } as const

/** Refuses any query parameter that is not in `known`, with the nearest name as hint (REQ004). */
export function onlyParameters(raw: RawRequest, known: readonly string[]): void {
  for (const name of raw.query.keys()) {
    if (known.includes(name)) continue
    const hint = nearest(name, known)
    throw new Problem("REQ004", {
      detail: `The parameter "${name}" is not known here.`,
      hint: hint === undefined ? `Known: ${known.join(", ") || "none"}.` : `Did you mean "${hint}"?`,
      path: name,
    })
  }
}

/** A comma-separated list of names or paths; empty when absent. */
export function names(raw: RawRequest, parameter: string): string[] {
  const text = raw.query.get(parameter)
  if (text === undefined) return []
  if (text.length > LONGEST.list) throw tooLong(parameter, LONGEST.list)
  const found = text.split(",").map((name) => name.trim())
  for (const name of found) {
    if (!/^[A-Za-z_][\w]*(\.[A-Za-z_][\w]*){0,7}$/.test(name))
      throw unreadable(
        parameter,
        `"${name}" is not a field or a path of fields.`,
        "Write names with commas: name,account.name",
      )
  }
  return found
}

/** `-issue_date,number` as keys in order. */
export function sortKeys(raw: RawRequest): SortKey[] {
  const text = raw.query.get("sort")
  if (text === undefined || text === "") return []
  return text.split(",").map((part) => {
    const descending = part.trim().startsWith("-")
    const path = part.trim().replace(/^-/, "")
    if (!/^[a-z_]\w*(\.[a-z_]\w*){0,7}$/i.test(path))
      throw unreadable(
        "sort",
        `"${part}" is not a field to sort by.`,
        "Write fields with commas, - for descending: -close_date,name",
      )
    return { path, descending }
  })
}

/** A whole number of 1..most; `fallback` when absent. */
export function limit(raw: RawRequest, fallback: number, most: number): number {
  const text = raw.query.get("limit")
  if (text === undefined) return fallback
  if (!/^[0-9]{1,6}$/.test(text) || Number(text) < 1 || Number(text) > most)
    throw unreadable(
      "limit",
      `"${text.slice(0, 40)}" is not a whole number of 1 to ${most}.`,
      `Leave it out for ${fallback}.`,
    )
  return Number(text)
}

export function flag(raw: RawRequest, parameter: string): boolean {
  const text = raw.query.get(parameter)
  if (text === undefined || text === "false") return false
  if (text === "true") return true
  throw unreadable(
    parameter,
    `"${text.slice(0, 40)}" is neither true nor false.`,
    `Write ${parameter}=true or leave it out.`,
  )
}

/** `allow`, where something that is refused otherwise is meant; undefined when absent. */
export function allowing(raw: RawRequest, parameter: string): "allow" | undefined {
  const value = raw.query.get(parameter)
  if (value === undefined || value === "allow") return value
  throw unreadable(parameter, `"${value.slice(0, 40)}" is not "allow".`, "Leave it out, or write allow.")
}

/** A free text of bounded length; undefined when absent or blank. */
export function text(raw: RawRequest, parameter: "filter" | "q"): string | undefined {
  const value = raw.query.get(parameter)?.trim()
  if (value === undefined || value === "") return undefined
  if (value.length > LONGEST[parameter]) throw tooLong(parameter, LONGEST[parameter])
  if (value.includes("\0"))
    throw unreadable(parameter, "It holds the character U+0000.", "Leave that character out.")
  return value
}

/** The version of `If-Match: "7"` (RFC 9110 13.1.1); undefined when absent or `*`. */
export function ifMatch(raw: RawRequest): number | undefined {
  const value = raw.headers["if-match"]?.trim()
  if (value === undefined || value === "*") return undefined
  const found = /^(?:W\/)?"?([0-9]{1,9})"?$/.exec(value)
  if (found) return Number(found[1])
  throw new Problem("REQ013", {
    detail: "If-Match does not hold a version.",
    hint: 'Send the ETag as it came: If-Match: "7".',
    path: "If-Match",
  })
}

/** The `Idempotency-Key` header: 1 to 200 printable ASCII characters (draft-ietf-httpapi-idempotency-key-header). */
export function idempotencyKey(raw: RawRequest): string | undefined {
  const value = raw.headers["idempotency-key"]
  if (value === undefined) return undefined
  if (/^[\x20-\x7e]{1,200}$/.test(value)) return value
  throw new Problem("REQ013", {
    detail: "Idempotency-Key is empty, too long or not plain ASCII.",
    hint: `Send 1 to ${LONGEST.key} printable ASCII characters, a UUID for example.`,
    path: "Idempotency-Key",
  })
}

function unreadable(path: string, detail: string, hint: string): Problem {
  return new Problem("REQ005", { detail, hint, path })
}

function tooLong(path: string, most: number): Problem {
  return unreadable(path, `It is longer than ${most} characters.`, "Shorten it.")
}
