// What a fault from the connection means for the one who sent the message.
import pg from "pg"
import { Problem } from "../../engine/error/index.ts"

/** Rolled back for no fault of its own: serialization_failure, deadlock_detected. */
const worthRetrying = new Set(["40001", "40P01"])

/** The SQLSTATE of a fault that the server reported. https://www.postgresql.org/docs/18/errcodes-appendix.html */
export function sqlStateOf(fault: unknown): string | undefined {
  return fault instanceof pg.DatabaseError ? fault.code : undefined
}

export function isWorthRetrying(fault: unknown): boolean {
  return worthRetrying.has(sqlStateOf(fault) ?? "")
}

/** Whether the connection was lost, so that nobody knows if the message was carried out. */
export function isLost(fault: unknown): boolean {
  const state = sqlStateOf(fault)
  if (state !== undefined) return /^(?:08|57P0|25P0[345])/.test(state)
  return fault instanceof Error && !(fault instanceof Problem) && isOfTheSocket(fault)
}

/** RUN010 for a lost connection. */
export function lostProblem(fault: unknown): Problem {
  return new Problem("RUN010", {
    detail: "The connection to the database was lost; the change may or may not have been made.",
    hint: "Try again with the same Idempotency-Key.",
    extra: { retry_after: 1 },
    cause: fault,
  })
}

/** Faults of node:net carry a code in capitals; those of pg about a dead connection none, only a text. */
function isOfTheSocket(fault: Error): boolean {
  if ("code" in fault && typeof fault.code === "string") return /^E[A-Z]+$/.test(fault.code)
  return /Connection terminated|not queryable|timeout expired/.test(fault.message)
}
