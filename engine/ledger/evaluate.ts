// Expressions of postings, each made a closure once.
import { compile, type Env, type Expression, type Value } from "../expression/index.ts"

const closures = new WeakMap<Expression, (env: Env) => Value>()

/** The value of the expression. */
export function evaluate(expression: Expression, env: Env): Value {
  let run = closures.get(expression)
  if (run === undefined) closures.set(expression, (run = compile(expression)))
  return run(env)
}

/** Whether the condition holds; one that is not there does. */
export function holds(condition: Expression | undefined, env: Env): boolean {
  return condition === undefined || evaluate(condition, env) === true
}
