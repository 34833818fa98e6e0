// Likelihoods follow what their own record says; what others have come to since is learnt here, for all at once.
import type { Grant } from "../../engine/access/index.ts"
import { Problem } from "../../engine/error/index.ts"
import type { Entity, Field, Model } from "../../engine/model/index.ts"
import { once, refreshes, type Refresh } from "../../engine/plan/index.ts"
import type { Reply } from "../../engine/response/index.ts"
import { arrayText, learnersTemplate, learnTemplate, refreshTemplates, type Template } from "../sql/index.ts"
import type { Performance } from "./performance.ts"
import { inTransaction } from "./transition/index.ts"

/** So many at a time that nobody waits long for them. */
const AT_ONCE = 500
const BEFORE_ALL = "00000000-0000-0000-0000-000000000000"

/** `{changed}`: how many of the records that the caller may change, and that have not ended, have another likelihood now;
 * what hangs on those is worked out with them. A transaction for some hundreds, in the order of their ids. REQ002 for an
 * entity without a likelihood. */
export async function performLearn(grant: Grant, performance: Performance): Promise<Reply> {
  let changed = 0
  const work = workOf(grant, performance)
  for (let after: string | undefined = BEFORE_ALL; after !== undefined;) {
    const done = await learnSome(work, after, performance)
    changed += done.changed.length
    await performance.parts.written?.(performance.caller, grant.entity.id, done.changed)
    after = done.last
  }
  return { status: 200, headers: {}, body: JSON.stringify({ changed }) }
}

interface Work {
  readonly learners: Template
  readonly learn: Template
  readonly after: readonly Template[]
}

function workOf({ entity, access, key }: Grant, { caller }: Performance): Work {
  const { model } = caller.tenant
  const fields = likelihoodsOf(entity)
  const allowed = access(entity.id).update
  return once(model, `sql learn ${entity.id} ${key}`, () => ({
    learners: learnersTemplate(entity, fields, [allowed, AT_ONCE], model),
    learn: learnTemplate(entity, fields, model),
    after: refreshTemplates(hanging(entity, fields, model), model),
  }))
}

/** The ids that changed, and the last that was looked at; none when there is no more. */
function learnSome(
  { learners, learn, after: hanging }: Work,
  after: string,
  performance: Performance,
): Promise<{ readonly changed: readonly string[]; readonly last: string | undefined }> {
  return inTransaction(performance, async (unit) => {
    const [found = []] = await unit.ask([learners], { after })
    const ids = found.flatMap(([id]) => id ?? [])
    const [rows = []] = ids.length === 0 ? [] : await unit.ask([learn], { ids: arrayText(ids) })
    const changed = rows.flatMap(([id]) => id ?? [])
    await unit.commit(changed.length === 0 ? [] : hanging, { ids: arrayText(changed) })
    return { changed, last: ids.length === AT_ONCE ? ids.at(-1) : undefined }
  })
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
