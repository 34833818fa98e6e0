// What waits for this person's word, and saying it.
import type { Json, StoredRow } from "../contract/record.ts"
import { isObject } from "../contract/record.ts"
import { send } from "./client.ts"
import { listRecords } from "./records.ts"

/** A step of approval that this person may give. */
export interface Approval extends StoredRow {
  readonly title: string
  readonly regarding: { readonly entity: string; readonly id: string }
  readonly asked_by: Json
  readonly due_on: string | null
}

export type Verdict = "approve" | "refuse" | "withdraw"

export async function listApprovals(signal: AbortSignal): Promise<readonly Approval[]> {
  return (await send<{ readonly items: readonly Approval[] }>("/approvals", { signal })).items
}

/** What is open of a record, as far as this person is concerned by it, with the names of those who are to agree. */
export function approvalsOf(id: string, signal: AbortSignal): Promise<readonly Approval[]> {
  return openApprovals(`regarding.id == '${id}'`, signal)
}

/** What this person has asked others to agree to. */
export function askedApprovals(user: string, signal: AbortSignal): Promise<readonly Approval[]> {
  return openApprovals(`asked_by == '${user}'`, signal)
}

async function openApprovals(which: string, signal: AbortSignal): Promise<readonly Approval[]> {
  const filter = `status == 'open' && ${which}`
  const page = await listRecords(
    { entity: "base.approval", filter, expand: ["asked_by", "approvers"], limit: 100 },
    signal,
  )
  // What a list of approvals holds.
  return page.items as readonly Approval[]
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
