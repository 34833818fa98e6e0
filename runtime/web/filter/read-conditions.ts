// Reads conditions back out of an expression, if it is one that conditions can show; others are edited as text.
import type { Json } from "../contract/record.ts"
import type { Condition, Operator } from "./condition.ts"

const bySymbol: Readonly<Record<string, Operator>> = {
  "==": "equal",
  "!=": "not_equal",
  "<": "less",
  "<=": "less_equal",
  ">": "greater",
  ">=": "greater_equal",
}

const path = "[a-z_][a-z0-9_]*(?:\\.[a-z_][a-z0-9_]*)*"
const text = "'(?:[^'\\\\]|\\\\.)*'"
const value = `${text}|-?\\d+(?:\\.\\d+)?|true|false|null`
const comparison = new RegExp(`^(${path})\\s*(==|!=|<=|>=|<|>)\\s*(${value})`)
const call = new RegExp(`^(contains|starts_with)\\(\\s*(${path})\\s*,\\s*(${text})\\s*\\)`)
const choice = new RegExp(`^(${path})\\s+in\\s+\\[((?:\\s*(?:${text})\\s*,?)*)\\]`)

/** The conditions of `a == 1 && contains(b, 'x')`; undefined for anything that they cannot say. */
export function readConditions(expression: string): readonly Condition[] | undefined {
  const conditions: Condition[] = []
  let rest = expression.trim()
  while (rest !== "") {
    const found = readOne(rest)
    if (found === undefined) return undefined
    conditions.push(found.condition)
    rest = rest.slice(found.length).trimStart()
    if (rest === "") return conditions
    if (!rest.startsWith("&&")) return undefined
    rest = rest.slice(2).trimStart()
    if (rest === "") return undefined
  }
  return conditions
}

function readOne(rest: string): { readonly condition: Condition; readonly length: number } | undefined {
  let match = call.exec(rest)
  if (match !== null) {
    const operator = match[1] === "contains" ? "contains" : "starts_with"
    return {
      condition: { path: match[2]!, operator, value: readLiteral(match[3]!) },
      length: match[0].length,
    }
  }
  match = choice.exec(rest)
  if (match !== null) {
    const values = [...match[2]!.matchAll(new RegExp(text, "g"))].map(([each]) => readLiteral(each))
    return { condition: { path: match[1]!, operator: "one_of", value: values }, length: match[0].length }
  }
  match = comparison.exec(rest)
  if (match === null) return undefined
  return {
    condition: compared(match[1]!, bySymbol[match[2]!] ?? "equal", readLiteral(match[3]!)),
    length: match[0].length,
  }
}

function compared(at: string, operator: Operator, to: Json): Condition {
  if (to !== null) return { path: at, operator, value: to }
  return { path: at, operator: operator === "equal" ? "empty" : "not_empty", value: null }
}

function readLiteral(source: string): Json {
  if (source === "null") return null
  if (source === "true" || source === "false") return source === "true"
  if (!source.startsWith("'")) return source
  return source
    .slice(1, -1)
    .replace(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char === "r" ? "\r" : char))
}
