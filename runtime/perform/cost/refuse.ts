// Why entries cannot be costed, in words.
import { rolesOf } from "../../../engine/access/index.ts"
import { Problem, type Fault } from "../../../engine/error/index.ts"
import { isAddition, type CostFault } from "../../../engine/ledger/costing/index.ts"
import { formatDecimal } from "../../../engine/value/index.ts"
import { NOBODY, type Caller } from "../caller.ts"
import type { CostBook } from "./types.ts"
import type { WorkedOut } from "./work-out.ts"

/** Refuses with the first kind of fault and all of its like: LED050 less than nothing, LED051 no cost to take, LED052 a
 * cost that others take, LED054 no cost at all. */
export function refuseFaults(book: CostBook, works: readonly WorkedOut[]): void {
  const all = works.flatMap((work) => work.recosted.faults.map((fault) => told(fault, work)))
  const [first] = all
  if (first === undefined) return
  const errors = all.filter(({ code }) => code === first.code)
  const { message, hint } = first
  const detail =
    errors.length === 1 ? message : `${errors.length} entries of ${book.ledger.title} cannot be costed.`
  throw new Problem(first.code, { detail, errors, ...(hint === undefined ? {} : { hint }) })
}

type CostCode = "LED050" | "LED051" | "LED052" | "LED054"

function told(fault: CostFault, { thing, rows, drafts }: WorkedOut): Fault & { readonly code: CostCode } {
  const day = [...drafts, ...rows].find(({ id }) => id === fault.entry)?.date ?? ""
  const draft = thing.drafts.find(({ entry }) => entry.id === fault.entry)
  const place = fault.kind === "below_zero" ? thing.drafts.find((one) => one.place === fault.key) : draft
  const title = (place ?? thing.drafts[0])?.title ?? ""
  const of = { path: "", ...messageOf(fault, `${title}, ${day}`) }
  return of
}

const whys = {
  later: "is later",
  unknown: "is not there",
  elsewhere: "is at another place",
  outgoing: "brought nothing in",
}

function messageOf(
  fault: CostFault,
  where: string,
): { readonly code: CostCode; readonly message: string; readonly hint?: string } {
  switch (fault.kind) {
    case "below_zero":
      return {
        code: "LED050",
        message: `${where}: there would be ${formatDecimal(fault.quantity)}.`,
        hint: "Write first what came in, or take less.",
      }
    case "uncosted":
      return {
        code: "LED054",
        message: `${where}: no cost is known of what comes in.`,
        hint: "Say what one is worth.",
      }
    case "origin":
      if (fault.why === "reversed")
        return {
          code: "LED052",
          message: `${where}: it takes its cost from what is reversed.`,
          hint: "Reverse the entries first that take their cost from it.",
        }
      return { code: "LED051", message: `${where}: the entry whose cost it takes ${whys[fault.why]}.` }
    default:
      return fault satisfies never
  }
}

/** Refuses with LED053 an entry before others of its place, unless a role of the caller may write it, or the house itself does. */
export function refuseBackdating(
  { ledger, costing }: CostBook,
  works: readonly WorkedOut[],
  caller: Caller,
): void {
  const { model } = caller.tenant
  const roles = rolesOf(model, caller.principal.roles)
  const isSystem = caller.principal.id === NOBODY
  if (isSystem || roles.some(({ id, all }) => all || costing.backdate.includes(id))) return
  for (const { thing, drafts, live } of works)
    for (const draft of drafts) {
      if (draft.reverses !== undefined || isAddition(draft)) continue
      const later = live.some(({ key, date }) => key === draft.key && date > draft.date)
      if (!later) continue
      const title = thing.drafts.find(({ entry }) => entry.id === draft.id)?.title ?? ""
      throw new Problem("LED053", {
        detail: `${ledger.title}: ${title} has entries after ${draft.date} already.`,
        hint: "Take a later day, or ask somebody whose role may write before them.",
      })
    }
}
