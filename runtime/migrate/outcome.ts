// What PostgreSQL says when a tenant's migration fails, as a Problem that tells the mend.
import { Problem } from "../../engine/error/index.ts"
import { heldElsewhere, otherModel } from "../sql/ddl/index.ts"

/** The SQLSTATE, detail and message of a fault of the server; undefined for any other fault. */
interface ServerFault {
  readonly code: string
  readonly message: string
  readonly detail?: string
}

function serverFault(fault: unknown): ServerFault | undefined {
  if (!(fault instanceof Error) || !("code" in fault) || typeof fault.code !== "string") return undefined
  const detail = "detail" in fault && typeof fault.detail === "string" ? { detail: fault.detail } : {}
  return { code: fault.code, message: fault.message, ...detail }
}

/** Whether waiting a moment may help: lock_not_available, deadlock_detected, or someone else at the same migration. */
export function isBusy(fault: unknown): boolean {
  const found = serverFault(fault)
  return ["55P03", "40P01"].includes(found?.code ?? "") || isHeld(found)
}

function isHeld(found: ServerFault | undefined): boolean {
  return found?.code === "TN002" && found.detail === heldElsewhere
}

/** Whether the tables are not those of the model the plan was made for. */
export function isElsewhere(fault: unknown): boolean {
  const found = serverFault(fault)
  return found?.code === "TN002" && found.detail === otherModel
}

/** Whether a table was missing (undefined_table) in what `explained` made a Problem of. */
export function isGone(fault: unknown): boolean {
  return fault instanceof Problem && serverFault(fault.parts.cause)?.code === "42P01"
}

/** The fault as a Problem; one that is a Problem already, or not the server's, as it is. */
export function explained(fault: unknown, tenant: string): unknown {
  const found = serverFault(fault)
  if (fault instanceof Problem || found === undefined) return fault
  if (isHeld(found)) {
    return new Problem("MIG003", {
      detail: `Another migration of ${tenant} is running.`,
      hint: "Wait until it has ended; `tenon migrate status` shows it.",
      cause: fault,
    })
  }
  if (isElsewhere(fault)) {
    return new Problem("MIG004", {
      detail: `The tables of ${tenant} are not those that the plan was made for.`,
      hint: "Plan again: someone migrated or reverted in between.",
      cause: fault,
    })
  }
  if (isBusy(fault)) {
    return new Problem("MIG005", {
      detail: `The tables of ${tenant} were in use for too long.`,
      hint: "Nothing was changed. Try again when less is going on.",
      cause: fault,
    })
  }
  return new Problem("MIG006", {
    detail: `PostgreSQL refused to migrate ${tenant}: ${found.message}${found.detail === undefined ? "" : ` (${found.detail})`}`,
    hint: "Nothing was changed. Mend the rows named and migrate again.",
    cause: fault,
  })
}
