// Likelihoods follow what their own record says; what others have come to since is learnt here, for all at once.
import type { Grant } from "../../engine/access/index.ts"
import { Problem } from "../../engine/error/index.ts"
import type { Entity, Field, Model } from "../../engine/model/index.ts"
import { once, refreshes, type Refresh } from "../../engine/plan/index.ts"
import type { Reply } from "../../engine/response/index.ts"
import { arrayText, learnTemplate, refreshTemplates } from "../sql/index.ts"
import type { Performance } from "./performance.ts"
import { inTransaction } from "./transition/index.ts"

/** `{changed}`: how many of the records that the caller may change have another likelihood now; what hangs on those is worked
 * out with them. REQ002 for an entity without a likelihood. */
export async function performLearn(grant: Grant, performance: Performance): Promise<Reply> {
  const { entity } = grant
  const { caller, parts } = performance
  const { model } = caller.tenant
  const fields = likelihoodsOf(entity)
  const template = once(model, `sql learn ${entity.id} ${grant.key}`, () =>
    learnTemplate(entity, fields, grant.access(entity.id).update, model),
  )
  const after = once(model, `sql learnt ${entity.id}`, () =>
    refreshTemplates(hanging(entity, fields, model), model),
  )
  const ids = await inTransaction(performance, async (unit) => {
    const [rows = []] = await unit.ask([template], {})
    const changed = rows.flatMap(([id]) => id ?? [])
    await unit.commit(changed.length === 0 ? [] : after, { ids: arrayText(changed) })
    return changed
  })
  await parts.written?.(caller, entity.id, ids)
  return { status: 200, headers: {}, body: JSON.stringify({ changed: ids.length }) }
}

/** What is worked out of likelihoods. No reference was changed, so none leads elsewhere than before. */
function hanging(entity: Entity, fields: readonly Field[], model: Model): readonly Refresh[] {
  const touched = new Set(fields.map(({ name }) => name))
  return refreshes(entity, { fields: touched, by: "update" }, model)
    .map((refresh) => ({ ...refresh, ways: refresh.ways.filter(({ when }) => when === "after") }))
    .filter(({ ways }) => ways.length > 0)
}

function likelihoodsOf({ fields, plural }: Entity): readonly Field[] {
  const found = [...fields.values()].filter(({ derived }) => derived?.kind === "likelihood")
  if (found.length > 0) return found
  throw new Problem("REQ002", {
    detail: `${plural} have no likelihood.`,
    hint: 'A field would say in "likelihood" what it learns from.',
  })
}
