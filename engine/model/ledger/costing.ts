// How the value of what goes out is found: names and expressions of `costing`, checked.
import { isVolatile, type Type } from "../../expression/index.ts"
import { booleanType } from "../express/expressions.ts"
import { storedScope } from "../express/scope.ts"
import { rolesThere } from "../lifecycle/scope.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Costing } from "../types.ts"
import { knownName, knownNames, type LedgerGround } from "./named.ts"

/** The costing of a ledger; expressions are over the entry and what it refers to. */
export function costingOf(ground: LedgerGround): Costing | undefined {
  const { source, place, entries, layout } = ground
  const { costing, dimensions } = source
  if (costing === undefined) return undefined
  const { all, report } = layout
  const at = inside(place, "costing")
  reportNames(ground, at)
  const scope = storedScope({ shape: entries, parent: undefined }, all)
  const read = (key: "method" | "standard" | "negative", type: Type): Costing["standard"] => {
    const text = costing[key]
    const expression = text === undefined ? undefined : all.read(text, scope, type, inside(at, key))
    if (expression !== undefined && isVolatile(expression.node))
      report.fault("MOD014", inside(at, key), "A cost cannot depend on the time or on who asks.")
    return expression
  }
  const method = read("method", { kind: "text" })
  if (method === undefined) return undefined
  const { quantity, value, counted, rate, scale, variance } = costing
  const by = knownNames(costing.by, "dimension", dimensions, [inside(at, "by"), report])
  const among = Object.fromEntries(by.map((name) => [name, true]))
  return {
    quantity,
    value,
    by,
    within: knownNames(costing.within ?? by.slice(0, 1), "dimension of `by`", among, [
      inside(at, "within"),
      report,
    ]),
    method,
    scale,
    backdate: rolesThere(costing.backdate, inside(at, "backdate"), layout),
    ...present({
      counted,
      rate,
      variance,
      standard: read("standard", { kind: "number" }),
      negative: read("negative", booleanType),
    }),
  }
}

/** Reports names that are none of the ledger's measures or attributes. */
function reportNames({ source, layout: { report } }: LedgerGround, at: Place): void {
  const { costing, measures, attributes = {} } = source
  if (costing === undefined) return
  for (const key of ["quantity", "value"] as const)
    knownName(costing[key], "measure", measures, [inside(at, key), report])
  if (costing.variance !== undefined)
    knownName(costing.variance, "measure", measures, [inside(at, "variance"), report])
  for (const key of ["counted", "rate"] as const) {
    const name = costing[key]
    if (name !== undefined) knownName(name, "attribute", attributes, [inside(at, key), report])
  }
}
