// Which of the records that are to be one survives: they are locked, and put in the order of survival.
import type { Grant } from "../../../engine/access/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import type { Merging } from "../../../engine/model/index.ts"
import { once, planList } from "../../../engine/plan/index.ts"
import type { MergeAction } from "../../../engine/request/index.ts"
import { listTemplates, lockTemplate } from "../../sql/index.ts"
import type { Unit } from "../transition/index.ts"

/** The ids in the order of survival, one that was chosen first. PLN006 where one is not there, not shown, or not of those
 * that may be merged. */
export async function inOrder(
  unit: Unit,
  { ids, survivor }: MergeAction,
  { where, order }: Merging,
  grant: Grant,
): Promise<readonly string[]> {
  const { entity } = grant
  const { model } = unit.performance.caller.tenant
  const lock = once(model, `sql merge lock ${entity.id}`, () => lockTemplate(entity, model))
  await unit.send([...ids].sort().flatMap((id) => unit.bound([lock], { id })))
  const among = `id in [${ids.map((id) => `'${id}'`).join(", ")}]`
  const sort = order.map((key) => ({ path: key.replace(/^-/, ""), descending: key.startsWith("-") }))
  const plan = planList(
    {
      ...{ kind: "list", entity: entity.id, sort, fields: ["id"], expand: [], count: false },
      ...{ limit: ids.length, filter: where === undefined ? among : `${among} && (${where})` },
    },
    grant,
    model,
  )
  const [rows = []] = await unit.ask(listTemplates(plan, model), {})
  const found = rows.map(([json]) => (JSON.parse(json ?? "{}") as { readonly id: string }).id) // a list of ours
  const missing = ids.find((id) => !found.includes(id))
  if (missing !== undefined) throw unmergeable(missing, ids, where, entity.title)
  return survivor === undefined ? found : [survivor, ...found.filter((id) => id !== survivor)]
}

function unmergeable(id: string, ids: readonly string[], where: string | undefined, title: string): Problem {
  const detail = `There is no ${title.toLowerCase()} ${id} that could be merged.`
  return new Problem("PLN006", {
    detail,
    ...(where === undefined ? {} : { hint: `It must hold that ${where}.` }),
    errors: [{ path: `/ids/${ids.indexOf(id)}`, code: "PLN006", message: detail }],
  })
}
