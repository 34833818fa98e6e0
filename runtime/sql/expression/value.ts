// Values as SQL. What is null in the language is NULL here; numbers are numeric unless they come from an integer column.
import { boundsOf, type Node, type Type } from "../../../engine/expression/index.ts"
import { QUOTIENT_SCALE } from "../../../engine/value/index.ts"
import { callValue } from "./call.ts"
import { overValue } from "./over.ts"
import { pathValue } from "./path.ts"
import { atom, divided, numeric, operand, operator, total, typeName, typed } from "./sql.ts"
import type { Row, Sql, Translating } from "./types.ts"

type Binary = Extract<Node, { kind: "binary" }>

/** Decimals that the language keeps of a product, and of every number of a field. */
const MAX_SCALE = 30

/** A node as a value; comparisons and logic are true or false, never NULL. */
export function nodeValue(at: Translating, node: Node, row: Row): Sql {
  if (node.type.kind === "null") return atom("NULL", true)
  switch (node.kind) {
    case "literal":
      return literal(at, node.value, node.type)
    case "path":
      return pathValue(at, node, row)
    case "unary":
      if (node.op === "!") return total(at.condition(node, row))
      return negative(at.value(node.of, row))
    case "binary":
      return binaryValue(at, node, row)
    case "conditional": {
      const outcomes = [node.then, node.else].map((part) => typed(at.value(part, row), node.type))
      const [then, otherwise] = outcomes.map((outcome) => outcome.text)
      const nullable = outcomes.some((outcome) => outcome.nullable)
      return atom(
        `(CASE WHEN ${at.condition(node.test, row).text} THEN ${then} ELSE ${otherwise} END)`,
        nullable,
      )
    }
    case "list":
      return listValue(at, node, row)
    case "call":
      return callValue(at, node, row)
    case "over":
      return overValue(at, node, row)
  }
}

function literal(at: Translating, value: string | boolean | null, type: Type): Sql {
  if (value === null) return atom(`NULL::${typeName(type)}`, true)
  if (typeof value === "boolean") return atom(value ? "TRUE" : "FALSE", false)
  return atom(at.target.param({ kind: "literal", value }, typeName(type)), false)
}

function negative(of: Sql): Sql {
  return operator(`- ${operand(numeric(of))}`, of.nullable)
}

function listValue(at: Translating, node: Extract<Node, { kind: "list" }>, row: Row): Sql {
  const of = node.type.kind === "list" ? node.type.of : node.type
  const items = node.items.map((item) => typed(at.value(item, row), of).text)
  return atom(`ARRAY[${items.join(", ")}]::${typeName(node.type)}`, false)
}

function binaryValue(at: Translating, node: Binary, row: Row): Sql {
  if (node.type.kind === "boolean") return total(at.condition(node, row))
  const left = typed(at.value(node.left, row), node.type)
  const shift = node.op === "/" ? shiftOf(node) : undefined
  if (shift !== undefined) return operator(`${operand(left)} * ${shift}`, left.nullable)
  const right = typed(at.value(node.right, row), node.type)
  const nullable = left.nullable || right.nullable
  const [a, b] = [operand(left), operand(right)]
  switch (node.op) {
    case "*":
      return isCut(node)
        ? atom(`round(${a} * ${b}, ${MAX_SCALE})`, nullable)
        : operator(`${a} * ${b}`, nullable)
    case "/":
      return atom(divided(a, divisor(node.right, b)), nullable || !isNonZero(node.right))
    case "%":
      return operator(`${a} % ${divisor(node.right, b)}`, nullable || !isNonZero(node.right))
    default:
      return operator(`${a} ${node.type.kind === "text" ? "||" : node.op} ${b}`, nullable)
  }
}

/** Whether a product can have more decimals than are kept. */
function isCut({ left, right }: Binary): boolean {
  return boundsOf(left.type).scale + boundsOf(right.type).scale > MAX_SCALE
}

/** Dividing by a power of ten only moves the point: the factor to multiply by, where no digit is cut off. */
function shiftOf({ left, right }: Binary): string | undefined {
  const power = right.kind === "literal" ? /^10+$/.exec(String(right.value))?.[0] : undefined
  if (power === undefined || boundsOf(left.type).scale + power.length - 1 > QUOTIENT_SCALE) return undefined
  return `0.${power.slice(2)}1`
}

function divisor(node: Node, text: string): string {
  return isNonZero(node) ? text : `nullif(${text}, 0)`
}

function isNonZero(node: Node): boolean {
  return node.kind === "literal" && /[1-9]/.test(String(node.value))
}
