// Which of the records that are to be one survives: they are locked, and put in the order of survival.
import type { Grant } from "../../../engine/access/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import type { Merging } from "../../../engine/model/index.ts"
import { once, planList } from "../../../engine/plan/index.ts"
import type { JsonObject, MergeAction } from "../../../engine/request/index.ts"
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
  const paths = sort.map(({ path }) => path)
  const plan = planList(
    {
      ...{ kind: "list", entity: entity.id, sort, fields: ["id", ...paths], expand: [], count: false },
      ...{ limit: ids.length, filter: where === undefined ? among : `${among} && (${where})` },
    },
    grant,
    model,
  )
  const [rows = []] = await unit.ask(listTemplates(plan, model), {})
  const records = rows.map(([json]) => JSON.parse(json ?? "{}") as JsonObject) // a list of ours
  const found = emptyLast(records, paths).map((record) => String(record["id"]))
  const missing = ids.find((id) => !found.includes(id))
  if (missing !== undefined) throw unmergeable(missing, ids, where, entity.title)
  return survivor === undefined ? found : [survivor, ...found.filter((id) => id !== survivor)]
}

/** Records sorted by these paths, up or down, with those that have no value behind those that have one. */
function emptyLast(records: readonly JsonObject[], paths: readonly string[]): readonly JsonObject[] {
  const [path, ...more] = paths
  if (path === undefined) return records
  const groups = new Map<string, JsonObject[]>()
  for (const record of records) {
    const key = JSON.stringify(valueAt(record, path) ?? null)
    groups.set(key, [...(groups.get(key) ?? []), record])
  }
  const filled = [...groups.keys()].filter((key) => key !== "null")
  return [...filled, "null"].flatMap((key) => emptyLast(groups.get(key) ?? [], more))
}

function valueAt(record: JsonObject, path: string): unknown {
  return path.split(".").reduce<unknown>((value, step) => {
    if (typeof value !== "object" || value === null) return null
    return (value as JsonObject)[step] // an object out of JSON
  }, record)
}

function unmergeable(id: string, ids: readonly string[], where: string | undefined, title: string): Problem {
  const detail = `There is no ${title.toLowerCase()} ${id} that could be merged.`
  return new Problem("PLN006", {
    detail,
    ...(where === undefined ? {} : { hint: `It must hold that ${where}.` }),
    errors: [{ path: `/ids/${ids.indexOf(id)}`, code: "PLN006", message: detail }],
  })
}
