// The door to ledgers, for reading: parse -> authorize -> plan -> compile -> run -> reply. Only transitions write entries.
import { authorize, type Grant } from "../../../engine/access/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import { ledgerOf, once, planBalance, planEntries, planTurnover } from "../../../engine/plan/index.ts"
import { parseLedger, type LedgerAction, type RawRequest } from "../../../engine/request/index.ts"
import { replyEntries, replySums, replyVerify, type Reply } from "../../../engine/response/index.ts"
import {
  balanceTemplate,
  bind,
  firstRow,
  listTemplates,
  openingTemplate,
  turnoverTemplate,
  verifyTemplates,
  type Row,
  type Template,
  type Value,
} from "../../sql/index.ts"
import { bindings, momentOf, type Caller } from "../caller.ts"
import { verifyCosts } from "../cost/index.ts"
import { explained } from "../explain.ts"
import type { PerformParts } from "../performance.ts"

/** Answers `GET /ledgers/<ledger>/<what>`; throws a Problem when any room refuses. */
export type AskLedger = (raw: RawRequest, caller: Caller) => Promise<Reply>

/** A question made ready. */
interface Prepared {
  readonly templates: readonly Template[]
  readonly reply: (answers: readonly (readonly Row[])[]) => Reply
}

export function createAskLedger({ database, clock }: Pick<PerformParts, "database" | "clock">): AskLedger {
  return async (raw, caller) => {
    const { model, address, time_zone } = caller.tenant
    const action = parseLedger(raw)
    ledgerOf(action.ledger, model)
    const grant = authorize({ kind: "list", entity: action.ledger }, caller.principal, model)
    const { templates, reply } = prepared(action, grant, model)
    const values = bindings(caller, momentOf(clock(), time_zone), daysOf(action))
    const statements = templates.map((template) => bind(template, values))
    const answers = await explained(database.run(address, statements), model)
    if (action.kind !== "verify") return reply(answers)
    const ask = async (
      template: Template,
      inputs: Readonly<Record<string, Value>>,
    ): Promise<readonly Row[]> => {
      const statement = bind(template, { ...values, inputs })
      const [rows = []] = await explained(database.run(address, [statement]), model)
      return rows
    }
    return reply([...answers, await costsOf(action.ledger, model, ask)])
  }
}

type Model = Caller["tenant"]["model"]

/** What is wrong with the values of a ledger with costing. */
async function costsOf(
  id: string,
  model: Model,
  ask: Parameters<typeof verifyCosts>[2],
): Promise<readonly Row[]> {
  const ledger = ledgerOf(id, model)
  const entity = model.entities.get(id)
  const { costing } = ledger
  return costing === undefined || entity === undefined
    ? []
    : verifyCosts({ ledger, costing, entity }, model, ask)
}

/** From memory where the same was asked before, whatever the days. */
function prepared(action: LedgerAction, grant: Grant, model: Model): Prepared {
  if (action.kind === "entries") return prepare(action, grant, model)
  const days = Object.fromEntries(Object.keys(daysOf(action)).map((name) => [name, ""]))
  const question = JSON.stringify({ ...action, ...days })
  return once(model, `ledger ${question} ${grant.key}`, () => prepare(action, grant, model))
}

function daysOf(action: LedgerAction): Readonly<Record<string, Value>> {
  if (action.kind === "turnover") return { from: action.from, to: action.to }
  return action.kind === "balance" && action.at !== undefined ? { at: action.at } : {}
}

function prepare(action: LedgerAction, grant: Grant, model: Model): Prepared {
  switch (action.kind) {
    case "entries": {
      const plan = planEntries(action, grant, model)
      const opening = openingTemplate(
        plan.opening,
        (draft) => firstRow(plan.list, ["date", "number"], draft),
        model,
      )
      return {
        templates: [...listTemplates(plan.list, model), opening],
        reply: (answers) => replyEntries(plan, answers),
      }
    }
    case "balance":
      return { templates: [balanceTemplate(planBalance(action, grant, model), model)], reply: replySums }
    case "turnover":
      return { templates: [turnoverTemplate(planTurnover(action, grant, model), model)], reply: replySums }
    case "verify":
      mustSeeAll(grant)
      return { templates: verifyTemplates(ledgerOf(action.ledger, model), model), reply: replyVerify }
    default:
      return action satisfies never
  }
}

/** Books are verified whole: who sees a part of them cannot. */
function mustSeeAll({ access, entity }: Grant): void {
  if (access(entity.id).read === true) return
  throw new Problem("ACC001", {
    detail: `Your roles show a part of ${entity.plural.toLowerCase()} only, and books are verified whole.`,
  })
}
