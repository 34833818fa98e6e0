// What comes after a step of approval is given: the next one that is needed, or the transition itself.
import { authorize, transitionOf } from "../../../engine/access/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import type { JsonObject } from "../../../engine/request/index.ts"
import { nextStep, stepsOver } from "../../../engine/workflow/index.ts"
import { look, move, opened, tell, writeEnvOf, type Unit } from "../transition/index.ts"
import type { Approval } from "./open.ts"
import { requester } from "./requester.ts"

/** The fields of the approval in its next step, or what is left to do. */
export type Next =
  | { readonly kind: "step"; readonly fields: JsonObject }
  | { readonly kind: "done"; readonly happen: () => Promise<void> }

/** Looks at the record as who asked may see it now. WFL009 where it is not any more what was asked for. */
export async function goOn(unit: Unit, approval: Approval): Promise<Next> {
  const { regarding, transition: name, asked_by } = approval
  const own = unit.as(await requester(unit, asked_by))
  const { caller } = own.performance
  const { model } = caller.tenant
  const grant = authorize({ kind: "transition", entity: regarding.entity, name }, caller.principal, model)
  const asked = transitionOf(name, grant.entity, model)
  const input = JSON.parse(approval.input) as JsonObject // written by us
  const seen = await look(own, asked, grant, { id: regarding.id, input })
  if (seen.version !== approval.seen_version)
    throw new Problem("WFL009", {
      detail: `${grant.entity.title} was changed after approval was asked for.`,
      hint: "It must be asked for anew.",
    })
  const env = writeEnvOf(own.performance)
  const event = { name, input: seen.input, user: seen.user, today: env.today, now: env.now }
  const next = nextStep(stepsOver(asked, seen.snapshot, event), approval.step)
  if (next === undefined) {
    const { id } = regarding
    const version = approval.seen_version
    return {
      kind: "done",
      happen: async () =>
        void (await move(own, { id, name, input, version, depth: 0, approved: true }, grant)),
    }
  }
  const fields = await opened(unit, next, asked_by, env)
  await tell(unit, fields.approvers, `${approval.title}: your approval is asked for.`, {
    entity: grant.entity,
    id: regarding.id,
    env,
  })
  return { kind: "step", fields }
}
