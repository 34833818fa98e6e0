// What the guards of ledgers refused, in the words of the catalogue. DETAIL is JSON that a guard has written.
import type pg from "pg"
import { Problem } from "../../engine/error/index.ts"

/** What a lock says to people, by its name and the table of the entries. */
export type LockWording = (lock: string, table: string) => string | undefined

/** The Problem for a state that guards raise; undefined for any other. */
export function bookProblem(fault: pg.DatabaseError, wording: LockWording | undefined): Problem | undefined {
  switch (fault.code) {
    case "TN004":
      return new Problem("LED004", {
        detail: "What is posted is neither changed nor deleted.",
        hint: "Reverse it: the mirror is written beside it.",
        cause: fault,
      })
    case "TN010":
      return new Problem("LED001", {
        detail: `The entries of the posting do not sum to zero, but to ${said(fault, "sum") ?? "?"}.`,
        hint: "Debit and credit of a posting are equal, to the last decimal.",
        cause: fault,
      })
    case "TN011":
      return new Problem("LED002", {
        detail: "Entries of this posting are there already; nobody adds to it later.",
        cause: fault,
      })
    case "TN012": {
      const words = wording?.(said(fault, "lock") ?? "", fault.table ?? "") ?? "The day is closed."
      return new Problem("LED003", { detail: `${words} (${said(fault, "date") ?? ""})`, cause: fault })
    }
    default:
      return undefined
  }
}

/** One member of the guard's DETAIL. */
function said(fault: pg.DatabaseError, name: string): string | undefined {
  const facts: unknown = JSON.parse(fault.detail ?? "null")
  if (typeof facts !== "object" || facts === null) return undefined
  const [, value] = Object.entries(facts).find(([key]) => key === name) ?? []
  return typeof value === "string" ? value : undefined
}
