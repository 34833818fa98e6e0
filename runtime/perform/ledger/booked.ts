// What a document has written into ledgers: the entries of each ledger that the caller may read, in the order of writing.
import { authorize, rightsOf, type Grant } from "../../../engine/access/index.ts"
import type { Ledger } from "../../../engine/model/index.ts"
import { once, planRead } from "../../../engine/plan/index.ts"
import type { BookedAction } from "../../../engine/request/index.ts"
import { missing, type Reply } from "../../../engine/response/index.ts"
import { bind, bookedTemplate, readTemplate, type Template } from "../../sql/index.ts"
import { bindings, type Caller } from "../caller.ts"
import { explained } from "../explain.ts"
import type { Performance } from "../performance.ts"

/** `{ledgers: [{ledger, title, items}]}`, without ledgers in which there is nothing; RUN001 when the document is not there or
 * not shown. */
export async function booked(
  { entity, id }: BookedAction,
  grant: Grant,
  { parts, caller, moment }: Performance,
): Promise<Reply> {
  const { model, address } = caller.tenant
  const ledgers = [...model.ledgers.values()].filter((ledger) => isOpen(ledger, entity, caller))
  const plan = planRead({ kind: "read", entity, id: "", fields: ["id"], expand: [] }, grant, model)
  const seen = once(model, `sql seen ${entity} ${grant.key}`, () => readTemplate(plan, model))
  const templates = [seen, ...ledgers.map((ledger) => entriesOf(ledger, entity, caller))]
  const values = bindings(caller, moment, { id })
  const statements = templates.map((template) => bind(template, values))
  const [found, ...answers] = await explained(parts.database.run(address, statements), model)
  if (found?.[0] === undefined) throw missing(grant.entity.title)
  const items = ledgers.flatMap(({ id: ledger, title }, at) => {
    const entries = (answers[at] ?? []).map(([json]) => json)
    const head = JSON.stringify({ ledger, title }).slice(0, -1)
    return entries.length === 0 ? [] : [`${head},"items":[${entries.join(",")}]}`]
  })
  return { status: 200, headers: {}, body: `{"ledgers":[${items.join(",")}]}` }
}

function isOpen(ledger: Ledger, entity: string, { tenant, principal }: Caller): boolean {
  if (!ledger.sources.includes(entity)) return false
  return rightsOf(principal.roles, tenant.model).access(ledger.id).read !== false
}

function entriesOf({ id }: Ledger, entity: string, { tenant, principal }: Caller): Template {
  const { model } = tenant
  const grant = authorize({ kind: "list", entity: id }, principal, model)
  return once(model, `sql booked ${id} ${entity} ${grant.key}`, () => {
    const plan = planRead({ kind: "read", entity: id, id: "", expand: [] }, grant, model)
    return bookedTemplate(plan, entity, model)
  })
}
