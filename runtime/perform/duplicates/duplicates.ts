// Asking for records of one thing: those like a draft or like one that is there, and all that are there more than once.
import type { Grant } from "../../../engine/access/index.ts"
import { once, planAlike, planDraft } from "../../../engine/plan/index.ts"
import type { AlikeAction, DuplicatesAction } from "../../../engine/request/index.ts"
import { missing, type Reply } from "../../../engine/response/index.ts"
import { alikeTemplate, bind, duplicatesTemplate, flat, type Row, type Template } from "../../sql/index.ts"
import { bindings } from "../caller.ts"
import { explained } from "../explain.ts"
import type { Performance } from "../performance.ts"
import { writeEnvOf } from "../transition/index.ts"

/** `{entity, items: [{id, title, by}], others}`: the records that the caller may read, by which keys they are alike, and
 * how many there are besides. RUN001 where the record that they would be like is not there. */
export async function performAlike(
  { like }: AlikeAction,
  grant: Grant,
  performance: Performance,
): Promise<Reply> {
  const { entity } = grant
  const { model } = performance.caller.tenant
  const plan = planAlike(entity, grant.access(entity.id))
  const template = once(model, `sql alike ${like.kind} ${entity.id} ${grant.key}`, () =>
    alikeTemplate(plan, like.kind, model),
  )
  const inputs =
    like.kind === "record"
      ? { id: like.id }
      : { id: null, record: JSON.stringify(flat(planDraft(like, grant, writeEnvOf(performance)), entity)) }
  const [row] = await answers(template, inputs, performance)
  if (row === undefined) throw missing(entity.title)
  return { status: 200, headers: {}, body: row[0] ?? "null" }
}

/** `{items: [{by, values, count, items: [{id, title}]}]}`: groups of records among those that the caller may read. */
export async function performDuplicates(
  { limit }: DuplicatesAction,
  grant: Grant,
  performance: Performance,
): Promise<Reply> {
  const { entity } = grant
  const { model } = performance.caller.tenant
  const plan = planAlike(entity, grant.access(entity.id))
  const template = once(model, `sql duplicates ${entity.id} ${grant.key}`, () =>
    duplicatesTemplate(plan, model),
  )
  const groups = await answers(template, { limit: String(limit) }, performance)
  return { status: 200, headers: {}, body: `{"items":[${groups.map(([json]) => json ?? "null").join(",")}]}` }
}

function answers(
  template: Template,
  inputs: Readonly<Record<string, string | null>>,
  { parts, caller, moment }: Performance,
): Promise<readonly Row[]> {
  const { address, model } = caller.tenant
  const statement = bind(template, bindings(caller, moment, inputs))
  return explained(parts.database.run(address, [statement]), model).then(([rows = []]) => rows)
}
