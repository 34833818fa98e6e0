// What waits for this person's word, and saying it.
import type { Json, StoredRow } from "../contract/record.ts"
import { isObject } from "../contract/record.ts"
import { send } from "./client.ts"

/** A step of approval that this person may give. */
export interface Approval extends StoredRow {
  readonly title: string
  readonly regarding: { readonly entity: string; readonly id: string }
  readonly asked_by: Json
  readonly due_on: string | null
}

export type Verdict = "approve" | "refuse"

export async function listApprovals(signal: AbortSignal): Promise<readonly Approval[]> {
  return (await send<{ readonly items: readonly Approval[] }>("/approvals", { signal })).items
}

/** Agrees, or does not; the last voice that is needed moves the record. */
export function giveVerdict(id: string, verdict: Verdict, comment: string): Promise<unknown> {
  const body = comment === "" ? {} : { comment }
  return send(`/approvals/${encodeURIComponent(id)}/${verdict}`, { method: "POST", body })
}

/** Who asked, as the answer names him. */
export function askedBy({ asked_by }: Approval): string {
  const name = isObject(asked_by) ? asked_by.name : undefined
  return typeof name === "string" ? name : ""
}
