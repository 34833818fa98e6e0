// What PostgreSQL refused, in the words of the catalogue. The caller tells how its model calls a constraint, a rule or an
// expectation; without that the column names serve, which are those of the fields. SQL text never leaves.
import pg from "pg"
import { Problem, type Fault, type ProblemCode } from "../../engine/error/index.ts"
import { bookProblem, type LockWording } from "./books.ts"
import { isLost, lostProblem } from "./faults.ts"

/** How the caller's model speaks of what the server names. Each gives undefined where it knows nothing. */
export interface Wording {
  /** A constraint or unique index, by its name and its table's. */
  readonly constraint?: (
    name: string,
    table: string,
  ) => { readonly path: string; readonly message: string } | undefined
  /** What cannot go because of a foreign key, by the key's name and the table of those that refer to it. */
  readonly used?: (
    name: string,
    table: string,
  ) => { readonly path?: string; readonly message: string } | undefined
  /** One text given to `tenon.refuse`. */
  readonly rule?: (text: string) => Fault | undefined
  /** The text given to `tenon.found`. */
  readonly found?: (text: string) => Problem
  /** The text given to `tenon.expect`. */
  readonly expectation?: (text: string) => Problem | undefined
  readonly lock?: LockWording
}

/** A Problem for whatever `run` or `transaction` threw; what is no fault of a database is given back in RUN012. */
export function toProblem(fault: unknown, wording: Wording = {}): Problem {
  if (fault instanceof Problem) return fault
  if (isLost(fault)) return lostProblem(fault)
  if (!(fault instanceof pg.DatabaseError)) return unexpected(fault)
  return (
    bookProblem(fault, wording.lock) ??
    bySpecialState(fault, wording) ??
    byState(fault, wording) ??
    unexpected(fault)
  )
}

function bySpecialState(fault: pg.DatabaseError, wording: Wording): Problem | undefined {
  switch (fault.code) {
    case "TN001":
      return brokenRules(fault, wording)
    case "TN002":
      return wording.expectation?.(fault.detail ?? "") ?? problem("RUN001", fault, "No such record.")
    case "TN003":
      return problem("RUN008", fault, "The record would stand above itself.", at(fault, wording))
    case "TN005":
      return wording.found?.(fault.detail ?? "{}") ?? problem("RUN015", fault, "There is one like it already.")
    case "23503":
      // Both directions have one state; the server's text tells them apart, in English unless its owner chose otherwise.
      return fault.detail?.includes("still referenced") === true
        ? stillUsed(fault, wording)
        : missing(fault, wording)
    case "23001":
      return stillUsed(fault, wording)
    case "53300":
      return problem(
        "RUN010",
        fault,
        "The database has no connection to spare.",
        undefined,
        "Try again in a moment.",
      )
    default:
      return undefined
  }
}

/** States, or their first two characters for a whole class: https://www.postgresql.org/docs/18/errcodes-appendix.html */
const known: Readonly<Record<string, readonly [code: ProblemCode, detail: string, hint?: string]>> = {
  "23505": ["RUN003", "Another record has this value already."],
  "21000": ["RUN003", "Two rows of the request are the same one.", "Send each row once."],
  "23514": ["RUN005", "The value is not allowed here."],
  "23502": ["RUN005", "A value is required here."],
  "23P01": ["RUN009", "The range overlaps one that exists."],
  "22": ["RUN007", "A value does not fit its field.", "Check lengths, the sizes of numbers, and dates."],
  "40001": ["RUN013", "Other requests were changing the same rows.", "Try again."],
  "40P01": ["RUN013", "Other requests were changing the same rows.", "Try again."],
  "55P03": ["RUN013", "Another request has held the same rows for too long.", "Try again."],
  "57014": [
    "RUN011",
    "The request was ended for taking too long.",
    "Narrow the filter or ask for fewer records.",
  ],
  "53": [
    "RUN010",
    "The database has run out of room.",
    "Try again in a moment; tell the operator if it stays.",
  ],
}

function byState(fault: pg.DatabaseError, wording: Wording): Problem | undefined {
  const state = fault.code ?? ""
  const entry = known[state] ?? known[state.slice(0, 2)]
  if (entry === undefined) return undefined
  const [code, detail, hint] = entry
  return problem(code, fault, detail, at(fault, wording), hint)
}

interface Place {
  readonly path: string
  readonly message?: string
}

/** Where in the record it went wrong: in the caller's words, else by the column, else nowhere. */
function at(fault: pg.DatabaseError, wording: Wording): Place | undefined {
  const { constraint, table = "", column } = fault
  const worded = constraint === undefined ? undefined : wording.constraint?.(constraint, table)
  if (worded !== undefined) return worded
  const [, columns] = /^Key \(([^()]+)\)=/.exec(fault.detail ?? "") ?? []
  const first = column ?? columns?.split(",")[0]?.replaceAll('"', "").trim()
  return first === undefined ? undefined : { path: `/${first}` }
}

function problem(code: ProblemCode, fault: unknown, detail: string, place?: Place, hint?: string): Problem {
  const message = place?.message ?? detail
  return new Problem(code, {
    detail: message,
    ...(hint === undefined ? {} : { hint }),
    ...(place === undefined ? {} : { errors: [{ path: place.path, code, message }] }),
    ...(code === "RUN010" || code === "RUN013" ? { extra: { retry_after: 1 } } : {}),
    cause: fault,
  })
}

function brokenRules(fault: pg.DatabaseError, wording: Wording): Problem {
  // A border: tenon.refuse writes a JSON array of texts into DETAIL, and nothing else raises TN001.
  const texts = JSON.parse(fault.detail ?? "[]") as readonly string[]
  const errors = texts.map((text) => wording.rule?.(text) ?? { path: "", code: "RUN005", message: text })
  const detail = errors.map(({ message }) => message).join(" ")
  // What is looked up in vain is told at once, by itself.
  const code = errors[0]?.code === "RUN016" ? "RUN016" : "RUN005"
  return new Problem(code, { detail, errors, cause: fault })
}

function stillUsed(fault: pg.DatabaseError, wording: Wording): Problem {
  const { constraint, table = "" } = fault
  const worded = constraint === undefined ? undefined : wording.used?.(constraint, table)
  const detail = worded?.message ?? `The record is still used by others${table === "" ? "" : ` (${table})`}.`
  const place = worded?.path === undefined ? undefined : { path: worded.path, message: detail }
  return problem("RUN004", fault, detail, place, "Change or remove those first.")
}

function missing(fault: pg.DatabaseError, wording: Wording): Problem {
  return problem("RUN006", fault, "The record that is referred to does not exist.", at(fault, wording))
}

function unexpected(fault: unknown): Problem {
  return new Problem("RUN012", {
    detail: "The database refused the request for a reason of our own making.",
    cause: fault,
  })
}
