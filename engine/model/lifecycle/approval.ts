// Who must agree to a transition: steps one after the other, each with those who may give it.
import type { LifecycleSource } from "../../metaschema/index.ts"
import { booleanType } from "../express/expressions.ts"
import { inOrder } from "../layout/layout.ts"
import { humanise } from "../names.ts"
import { approvalEntity } from "../outline/system-fields.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Approval, ApprovalStep } from "../types.ts"
import { readOver } from "./read.ts"
import { recordScope, rolesThere, type TransitionGround } from "./scope.ts"
import { readUsers } from "./users.ts"

type ApprovalSource = NonNullable<LifecycleSource["transitions"][string]["approval"]>

export function readApproval(source: ApprovalSource, place: Place, ground: TransitionGround): Approval {
  const condition = (text: string | undefined, at: Place) =>
    text === undefined
      ? undefined
      : readOver(text, recordScope(ground), booleanType, inside(at, "when"), ground)
  reportMissing(place, ground)
  const steps = inOrder(source.steps).map(([name, step]): ApprovalStep => {
    const at = inside(place, "steps", name)
    const { roles, users, days, escalate, need = "any" } = step
    if (roles === undefined && users === undefined)
      ground.layout.report.fault("MOD014", at, "Nobody can approve this step.", 'Add "roles" or "users".')
    if ((days === undefined) !== (escalate === undefined))
      ground.layout.report.fault("MOD014", at, '"days" and "escalate" go together: when, and to whom.')
    return {
      name,
      title: step.title ?? humanise(name),
      roles: rolesThere(roles, inside(at, "roles"), ground.layout),
      users: readUsers(users, inside(at, "users"), recordScope(ground), ground),
      need,
      escalate: rolesThere(escalate, inside(at, "escalate"), ground.layout),
      ...present({ when: condition(step.when, at), days }),
    }
  })
  return { steps, ...present({ when: condition(source.when, place) }) }
}

/** Approvals are records about the record that waits. */
function reportMissing(place: Place, { layout, entity }: TransitionGround): void {
  const storage = layout.entities.get(approvalEntity)?.fields.get("regarding")?.storage
  if (storage?.kind === "any_ref" && storage.targets.some((target) => target.entity === entity.id)) return
  layout.report.fault(
    "MOD014",
    place,
    `No ${approvalEntity} can be about ${entity.id}.`,
    'Say "activities": true of the entity.',
  )
}
