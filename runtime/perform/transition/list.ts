// The moves that one record could make for the caller, and what stands in their way: the buttons of its form.
import type { Grant } from "../../../engine/access/index.ts"
import { toJsonSchema, type Transition } from "../../../engine/model/index.ts"
import type { TransitionsAction } from "../../../engine/request/index.ts"
import type { Reply } from "../../../engine/response/index.ts"
import { hindrances } from "../../../engine/workflow/index.ts"
import { bind } from "../../sql/index.ts"
import { bindings, userIdOf } from "../caller.ts"
import { explained } from "../explain.ts"
import type { Performance } from "../performance.ts"
import { lookTemplates, seenOf } from "./look.ts"

/** `{items: [{name, title, icon?, confirm?, to, input, allowed, reasons}]}`: those that lead from the record's state and
 * that the roles open. Guards over the input are held when it is there. */
export async function listTransitions(
  action: TransitionsAction,
  grant: Grant,
  performance: Performance,
): Promise<Reply> {
  const { parts, caller, moment } = performance
  const { model, address } = caller.tenant
  const lifecycle = model.lifecycles.get(grant.entity.id)
  if (lifecycle === undefined) return { status: 200, headers: {}, body: '{"items":[]}' }
  const access = grant.access(grant.entity.id)
  const open = [...lifecycle.transitions.values()].filter(({ name }) => access.transition(name))
  const inputs = { id: action.id, user_id: userIdOf(caller.principal) }
  const statements = lookTemplates(open, grant, model).reads.map((template) =>
    bind(template, bindings(caller, moment, inputs)),
  )
  const answers = await explained(parts.database.run(address, statements), model)
  const { snapshot, user } = seenOf(answers, grant, caller, undefined)
  const state = snapshot.record["state"]
  const items = open
    .filter(({ from }) => from.some((name) => name === state))
    .map((transition) => {
      const event = { name: transition.name, input: {}, user, ...moment }
      const reasons = hindrances(lifecycle, transition, snapshot, event)
      return { ...shown(transition), allowed: reasons.length === 0, reasons }
    })
  return { status: 200, headers: {}, body: JSON.stringify({ items }) }
}

function shown({ name, title, description, icon, confirm, to, input }: Transition): Record<string, unknown> {
  const schema = input.fields.size === 0 ? undefined : toJsonSchema(input, "create")
  return { name, title, description, icon, confirm, to, input: schema }
}
