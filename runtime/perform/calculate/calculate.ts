// What is calculated of records just written, in their transaction: read -> work out -> write.
import { calculate, type Calculated } from "../../../engine/calculation/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import type { Entity, Model } from "../../../engine/model/index.ts"
import { once, type CalculationPlan, type WritePlan } from "../../../engine/plan/index.ts"
import {
  lookTemplate,
  resultTemplates,
  settleTemplates,
  snapshotTemplate,
  type Row,
  type Statement,
  type Template,
  type Value,
} from "../../sql/index.ts"
import { inputsFor, type Worked } from "./inputs.ts"

type Inputs = Readonly<Record<string, Value>>

/** The transaction, as far as calculating sees it. */
export interface Messages {
  ask(templates: readonly Template[], inputs: Inputs): Promise<readonly (readonly Row[])[]>
  queue(statements: readonly Statement[]): void
  bound(templates: readonly Template[], inputs: Inputs): readonly Statement[]
}

/** Works out the calculations of the records that `plan` has written, and queues what they change. Refuses with CAL codes
 * at the field at fault, below the record's index where an array was sent. */
export async function calculateWritten(
  messages: Messages,
  plan: WritePlan,
  then: CalculationPlan,
  model: Model,
): Promise<void> {
  const ids = plan.kind === "create" ? plan.records.map((record) => String(record["id"])) : [plan.id]
  const inputs = { ids: `{${ids.join(",")}}` }
  const made = statementsOf(then, model)
  const [snapshots = [], ...looks] = await messages.ask(
    [made.snapshot, ...made.looks.map((look) => look.template)],
    inputs,
  )
  const before: Inputs = Object.fromEntries(
    made.looks.map(({ input }, i) => [input, `{${(looks[i] ?? []).map((row) => row[0]).join(",")}}`]),
  )
  const worked = snapshots.flatMap(([json]) => workedOut(recordIn(json), then, plan))
  const all = { ...inputs, ...inputsFor(then, worked), ...before }
  messages.queue(messages.bound([...(worked.length === 0 ? [] : made.results), ...made.settle], all))
}

interface Made {
  readonly snapshot: Template
  readonly looks: readonly { readonly input: string; readonly template: Template }[]
  readonly results: readonly Template[]
  readonly settle: readonly Template[]
}

const known = new WeakMap<CalculationPlan, Made>()

function statementsOf(then: CalculationPlan, model: Model): Made {
  const found = known.get(then)
  if (found !== undefined) return found
  const ways = then.refresh.flatMap(({ ways }, i) =>
    ways.map((way, j) => ({ way, input: `before_${i}_${j}` })),
  )
  const made: Made = {
    snapshot: once(model, `sql snapshot ${then.entity.id}`, () =>
      snapshotTemplate(then.entity, then.snapshot, model),
    ),
    looks: ways
      .filter(({ way }) => way.when === "before")
      .map(({ way, input }) => ({ input, template: lookTemplate(way, "ids", model) })),
    results: resultTemplates(then, model),
    settle: settleTemplates(then, model),
  }
  known.set(then, made)
  return made
}

/** Nothing for a record in a state in which not everything is editable. */
function workedOut(
  record: Record<string, unknown>,
  then: CalculationPlan,
  plan: WritePlan,
): readonly Worked[] {
  const { entity, calculations, settled } = then
  if (typeof record["state"] === "string" && settled.has(record["state"])) return []
  return [
    { record, results: placed(entity, plan, record["id"], () => calculate(entity, calculations, record)) },
  ]
}

/** In an array of records, a fault stands below the index of its record. */
function placed(entity: Entity, plan: WritePlan, id: unknown, work: () => Calculated): Calculated {
  try {
    return work()
  } catch (fault) {
    if (
      !(fault instanceof Problem) ||
      plan.kind !== "create" ||
      plan.form === "one" ||
      plan.entity !== entity
    )
      throw fault
    const index = plan.records.findIndex((record) => record["id"] === id)
    throw new Problem(fault.code, { ...fault.parts, path: `/${index}${fault.parts.path ?? ""}` })
  }
}

/** PostgreSQL built the object from a selection of ours. */
function recordIn(json: string | null | undefined): Record<string, unknown> {
  return JSON.parse(json ?? "{}") as Record<string, unknown>
}
