// A dry run of a transition: all of it is done, told, and undone.
import { authorize, rightsOf, type Grant } from "../../../engine/access/index.ts"
import type { Entity } from "../../../engine/model/index.ts"
import { once, planRead, type ReadPlan } from "../../../engine/plan/index.ts"
import type { TransitionAction } from "../../../engine/request/index.ts"
import type { Reply } from "../../../engine/response/index.ts"
import { finalTemplate, postingsTemplate, readTemplate, type Row } from "../../sql/index.ts"
import { RolledBack } from "../explain.ts"
import type { Performance } from "../performance.ts"
import { inTransaction } from "./in-transaction.ts"
import { move } from "./move.ts"
import type { Moved } from "./moved.ts"
import type { Unit } from "./unit.ts"

/** `{record, postings: {<ledger>: [entry]}, created: [{entity, id, record?}]}`, as far as the caller may read it;
 * `asks_approval` where the record would wait. */
export async function rehearse(
  action: TransitionAction,
  grant: Grant,
  performance: Performance,
): Promise<Reply> {
  let told: Reply | undefined
  try {
    await inTransaction(performance, async (unit) => {
      const moved = await move(unit, { ...action, depth: 0 }, grant)
      told = await tell(unit, action, grant, moved)
      throw new RolledBack()
    })
  } catch (fault) {
    if (!(fault instanceof RolledBack)) throw fault
  }
  if (told === undefined) throw new Error("a dry run ended without a word")
  return told
}

async function tell(unit: Unit, { id }: TransitionAction, grant: Grant, moved: Moved): Promise<Reply> {
  const { model } = unit.performance.caller.tenant
  const final = once(model, `sql final told ${grant.entity.id} ${grant.key}`, () =>
    finalTemplate(readingOf(grant, unit), "told", model),
  )
  const [rows = []] = await unit.ask([final], { id })
  const parts = [
    `"record":${rows[0]?.[0] ?? "null"}`,
    `"postings":{${(await postings(unit)).join(",")}}`,
    `"created":[${(await created(unit)).join(",")}]`,
    ...(moved.kind === "asked" ? ['"asks_approval":true'] : []),
  ]
  return { status: 200, headers: {}, body: `{${parts.join(",")}}` }
}

/** `"<ledger>":[...]` of each ledger that was posted to and may be read. */
async function postings(unit: Unit): Promise<readonly string[]> {
  if (unit.postings.length === 0) return []
  const { model } = unit.performance.caller.tenant
  const readable = [...model.ledgers.keys()].flatMap((id) => grantTo(id, unit) ?? [])
  const templates = readable.map((grant) =>
    once(model, `sql postings ${grant.entity.id} ${grant.key}`, () =>
      postingsTemplate(readingOf(grant, unit), model),
    ),
  )
  const answers = await unit.ask(templates, { postings: `{${unit.postings.join(",")}}` })
  return readable.flatMap(({ entity }, i) => {
    const rows = answers[i] ?? []
    return rows.length === 0 ? [] : [`${JSON.stringify(entity.id)}:[${joined(rows)}]`]
  })
}

/** The records made, each as the caller would read it. */
async function created(unit: Unit): Promise<readonly string[]> {
  const { model } = unit.performance.caller.tenant
  const found: string[] = []
  for (const { entity, id } of unit.written.filter(({ by }) => by === "create")) {
    const grant = grantTo(entity, unit)
    if (grant === undefined) continue
    const template = once(model, `sql made ${entity} ${grant.key}`, () =>
      readTemplate(readingOf(grant, unit), model),
    )
    const [rows = []] = await unit.ask([template], { id })
    const record = rows[0]?.[0]
    if (typeof record === "string")
      found.push(`{"entity":${JSON.stringify(entity)},"id":"${id}","record":${record}}`)
  }
  return found
}

/** The caller's right to read the entity; none where no role opens it. */
function grantTo(entity: Entity["id"], unit: Unit): Grant | undefined {
  const { tenant, principal } = unit.performance.caller
  const { model } = tenant
  const open = rightsOf(principal.roles, model).access(entity).read !== false
  return open ? authorize({ kind: "read", entity }, principal, model) : undefined
}

function readingOf(grant: Grant, unit: Unit): ReadPlan {
  const { model } = unit.performance.caller.tenant
  return planRead({ kind: "read", entity: grant.entity.id, id: "", expand: [] }, grant, model)
}

function joined(rows: readonly Row[]): string {
  return rows.map(([json]) => json).join(",")
}
