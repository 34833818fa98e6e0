// The day of a posting.
import { Problem, type Fault } from "../error/index.ts"
import type { Env, Expression } from "../expression/index.ts"
import { evaluate } from "./evaluate.ts"

/** The day that the expression gives, or the fault that it gives none. */
export function dayIn(expression: Expression, env: Env, title: string): string | Fault {
  const date = evaluate(expression, env)
  if (typeof date === "string") return date
  const path = /^\w+$/.test(expression.text) ? `/${expression.text}` : ""
  return { path, code: "LED006", message: `${title}: the posting has no date.` }
}

/** The day of a reversal; undefined where each mirror has the day of its entry. Refuses with LED006 a day that is unknown. */
export function dayOfReversal(expression: Expression | undefined, env: Env): string | undefined {
  const day = expression === undefined ? undefined : dayIn(expression, env, "Reversal")
  if (typeof day !== "object") return day
  throw new Problem("LED006", { detail: day.message, errors: [day], path: day.path })
}
