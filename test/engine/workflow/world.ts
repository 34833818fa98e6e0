// The life cycles of the module `trade`, decided without a database.
import { compile, type Model } from "../../../engine/model/index.ts"
import type { Row } from "../../../engine/expression/index.ts"
import { transition, type Decision, type Made, type TransitionEvent } from "../../../engine/workflow/index.ts"
import { tradeLayers } from "../../support/trade-layers.ts"

const compiled = compile(tradeLayers)
if (!compiled.ok) throw new Error(compiled.diagnostics.map(({ message }) => message).join("\n"))
export const model: Model = compiled.model

/** Ids in the order of their being drawn: `new-1`, `new-2`. */
function counting(): () => string {
  let drawn = 0
  return () => `new-${++drawn}`
}

/** What the record of the entity decides on the event. */
export function decide(
  entity: string,
  record: Row,
  event: Partial<TransitionEvent> & { readonly name: string },
): Decision {
  const lifecycle = model.lifecycles.get(entity)
  if (lifecycle === undefined) throw new Error(`${entity} has no life cycle`)
  const whole = {
    input: {},
    user: { id: "me" },
    today: "2026-02-03",
    now: "2026-02-03T12:00:00Z",
    newId: counting(),
  }
  return transition(lifecycle, { record }, { ...whole, ...event }, model)
}

/** The same where the record moves; fails where it does not. */
export function made(...asked: Parameters<typeof decide>): Made {
  const decision = decide(...asked)
  if (decision.kind === "made") return decision
  throw new Error(`the record does not move: ${JSON.stringify(decision)}`)
}

export const order: Row = {
  id: "o1",
  state: "draft",
  note: "n",
  number: null,
  customer: { id: "c1", limit: "500.00", owner: "u1" },
  total: "60.00",
  tags: ["a"],
  amends: null,
  delivery: null,
  lines: [
    { id: "l1", item: "nut", quantity: "2.000", price: "30.00", amount: "60.00" },
    { id: "l2", item: "bolt", quantity: "0.000", price: "1.00", amount: "0.00" },
  ],
}
