// Reading: plan and statements are made once for each question, whatever the record asked for, and then only bound.
import type { Grant } from "../../engine/access/index.ts"
import { once, planAggregate, planHistory, planList, planRead } from "../../engine/plan/index.ts"
import type { AggregateAction, HistoryAction, ListAction, ReadAction } from "../../engine/request/index.ts"
import {
  replyAggregate,
  replyHistory,
  replyList,
  replyRead,
  type Reply,
} from "../../engine/response/index.ts"
import {
  aggregateTemplate,
  bind,
  historyTemplate,
  listTemplates,
  readTemplate,
  type Row,
  type Template,
} from "../sql/index.ts"
import { bindings } from "./caller.ts"
import { explained } from "./explain.ts"
import type { Performance } from "./performance.ts"

type ReadingAction = ListAction | ReadAction | AggregateAction | HistoryAction

/** A question made ready: its statements, and how the rows become the reply. */
interface Prepared {
  readonly templates: readonly Template[]
  readonly reply: (answers: readonly (readonly Row[])[]) => Reply
}

export async function read(action: ReadingAction, grant: Grant, performance: Performance): Promise<Reply> {
  const { parts, caller, moment, rooms } = performance
  const { templates, reply } = rooms.time("plan", () => prepared(action, grant, caller.tenant.model))
  const inputs = "id" in action ? { id: action.id } : {}
  const statements = rooms.time("compile", () =>
    templates.map((template) => bind(template, bindings(caller, moment, inputs))),
  )
  const answers = await rooms.timeAsync("run", () =>
    explained(parts.database.run(caller.tenant.address, statements), caller.tenant.model),
  )
  return rooms.time("reply", () => reply(answers))
}

type Model = Performance["caller"]["tenant"]["model"]

/** From memory where the same was asked before; pages behind a cursor are asked for once and not kept. */
function prepared(action: ReadingAction, grant: Grant, model: Model): Prepared {
  if (action.kind === "list" && action.cursor !== undefined) return prepare(action, grant, model)
  const question = "id" in action ? { ...action, id: "" } : action
  return once(model, `${JSON.stringify(question)} ${grant.key}`, () => prepare(action, grant, model))
}

function prepare(action: ReadingAction, grant: Grant, model: Model): Prepared {
  switch (action.kind) {
    case "list": {
      const plan = planList(action, grant, model)
      return { templates: listTemplates(plan, model), reply: (answers) => replyList(plan, answers) }
    }
    case "read": {
      const plan = planRead(action, grant, model)
      return { templates: [readTemplate(plan, model)], reply: (answers) => replyRead(plan, answers) }
    }
    case "aggregate": {
      const plan = planAggregate(action, grant, model)
      return {
        templates: [aggregateTemplate(plan, model)],
        reply: (answers) => replyAggregate(plan, answers),
      }
    }
    case "history": {
      const plan = planHistory(action, grant, model)
      return { templates: [historyTemplate(plan, model)], reply: (answers) => replyHistory(plan, answers) }
    }
    default:
      return action satisfies never
  }
}
