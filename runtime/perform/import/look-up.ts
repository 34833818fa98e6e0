// Searches for what a file refers to: under the rights of who imports, equal questions asked once, many in one message.
import { authorize } from "../../../engine/access/index.ts"
import type { Expression, Row } from "../../../engine/expression/index.ts"
import { paramsOf, type Draft } from "../../../engine/importer/index.ts"
import type { Model } from "../../../engine/model/index.ts"
import { once, planList } from "../../../engine/plan/index.ts"
import type { ListAction } from "../../../engine/request/index.ts"
import { bind, listTemplates, type Template } from "../../sql/index.ts"
import { bindings } from "../caller.ts"
import type { Performance } from "../performance.ts"
import type { Unit } from "../transition/unit.ts"

/** What is searched for: records of a table for which `where` holds, two at most. */
export interface Search {
  /** Tells searches of a model apart. */
  readonly key: string
  readonly table: string
  readonly where: Expression
  readonly sort: ListAction["sort"]
  readonly fields: readonly string[]
}

const AT_ONCE = 200

/** What is found for each draft. Where all that is searched by is empty, nothing is. */
export async function lookUp(
  search: Search,
  drafts: readonly Draft[],
  unit: Unit,
): Promise<ReadonlyMap<Draft, readonly Row[]>> {
  const { performance } = unit
  const { model } = performance.caller.tenant
  const asked = new Map<string, { readonly params: Params; readonly drafts: Draft[] }>()
  for (const draft of drafts) {
    const params = paramsOf(search.where, draft)
    const values = Object.values(params)
    if (values.length > 0 && values.every((value) => value === null)) continue
    const key = JSON.stringify(values)
    const question = asked.get(key) ?? { params, drafts: [] }
    question.drafts.push(draft)
    asked.set(key, question)
  }
  const questions = [...asked.values()]
  const found = new Map<Draft, readonly Row[]>()
  if (questions.length === 0) return found
  const template = templateOf(search, performance, model)
  for (let start = 0; start < questions.length; start += AT_ONCE) {
    const some = questions.slice(start, start + AT_ONCE)
    const answers = await ask(
      template,
      some.map(({ params }) => params),
      unit,
    )
    some.forEach((question, index) => {
      for (const draft of question.drafts) found.set(draft, answers[index] ?? [])
    })
  }
  return found
}

type Params = Readonly<Record<string, string | null>>

async function ask(
  template: Template,
  all: readonly Params[],
  unit: Unit,
): Promise<readonly (readonly Row[])[]> {
  const { caller, moment } = unit.performance
  const statements = all.map((params) => {
    const inputs = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [`params.${name}`, value]),
    )
    return bind(template, bindings(caller, moment, inputs))
  })
  const answers = await unit.send(statements)
  // PostgreSQL built the objects from a selection of ours.
  return answers.map((rows) => rows.map(([json]) => JSON.parse(json ?? "{}") as Row))
}

/** ACC001 and ACC002 where the roles do not show what is searched. */
function templateOf(
  { key, table, where, sort, fields }: Search,
  { caller }: Performance,
  model: Model,
): Template {
  const [entity = "", rows] = table.split("/")
  const grant = authorize({ kind: "list", entity }, caller.principal, model)
  return once(model, `sql import ${key} ${grant.key}`, () => {
    const action: ListAction = {
      ...{ kind: "list", entity, sort, fields: ["id", ...fields], expand: [], limit: 1, count: false },
      ...(rows === undefined ? {} : { rows }),
    }
    const plan = planList(action, grant, model)
    const [template] = listTemplates({ ...plan, where: [...plan.where, where] }, model)
    if (template === undefined) throw new Error("a list has a page")
    return template
  })
}
