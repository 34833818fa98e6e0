// A write met no row: why? Asked only then, so that the way without trouble stays one round trip.
import type { Grant } from "../../engine/access/index.ts"
import { Problem } from "../../engine/error/index.ts"
import type { Entity, Model } from "../../engine/model/index.ts"
import { once, type WritePlan } from "../../engine/plan/index.ts"
import { missing } from "../../engine/response/index.ts"
import { bind, whyTemplate } from "../sql/index.ts"
import { bindings } from "./caller.ts"
import { isUnmet, Unmet } from "./explain.ts"
import type { Performance } from "./performance.ts"

/** `taken` for a used idempotency key; otherwise throws what the caller is to hear: RUN001 when the record is not there
 * or not shown, RUN002 when it has another version, ACC004 when the roles do not let it be changed, WFL004 when its
 * state does not let it be deleted. */
export async function whyNotMet(
  fault: unknown,
  plan: WritePlan,
  grant: Grant,
  performance: Performance,
): Promise<"taken"> {
  if (isUnmet(fault, "idempotency")) return "taken"
  if (!(fault instanceof Unmet) || plan.kind === "create") throw fault
  if (fault.expected.startsWith("rows ")) throw strangeRow(fault.expected.slice("rows ".length))
  const { parts, caller, moment } = performance
  const { model, address } = caller.tenant
  const template = once(model, `sql why ${plan.kind} ${plan.entity.id} ${grant.key}`, () =>
    whyTemplate(plan.entity, grant.access(plan.entity.id), plan.kind, model),
  )
  const [rows] = await parts.database.run(address, [
    bind(template, bindings(caller, moment, { id: plan.id })),
  ])
  const [version, allowed, state] = rows?.[0] ?? []
  if (version === undefined || version === null) throw missing(plan.entity.title)
  if (allowed !== "t")
    throw new Problem("ACC004", {
      detail: `Your roles do not let you ${plan.kind} this ${plan.entity.title.toLowerCase()}.`,
      hint: "GET /api/v1/access/explain tells why.",
    })
  if (plan.kind === "delete") refuseState(state, plan.entity, model)
  throw new Problem("RUN002", {
    detail: `The ${plan.entity.title.toLowerCase()} was changed since you read it: it has version ${version} now.`,
    hint: "Read it again, then send the change with the new ETag.",
    extra: { version: Number(version) },
  })
}

/** A life cycle may keep records from being deleted, whoever asks. */
function refuseState(state: string | null | undefined, { id, title }: Entity, model: Model): void {
  const found = model.lifecycles.get(id)?.states.get(state ?? "")
  if (found === undefined || found.deletable) return
  throw new Problem("WFL004", {
    detail: `The ${title.toLowerCase()} is ${found.title}: it cannot be deleted any more.`,
    hint: "A transition may cancel it.",
    path: "/state",
  })
}

function strangeRow(field: string): Problem {
  return new Problem("RUN006", {
    detail: `A row of "${field}" has an id that is none of this record's rows.`,
    hint: "Leave the id out for a new row.",
    errors: [{ path: `/${field}`, code: "RUN006", message: "Unknown row id." }],
  })
}
