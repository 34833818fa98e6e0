// Conditions as SQL. NULL counts as false here, so that `state == 'open' && amount > 100` comes out as
// `state = $1 AND amount > $2`, which indexes serve; where null and false differ the total forms are used.
import type { Node } from "../../../engine/expression/index.ts"
import { callCondition } from "./call.ts"
import { isWhole, memberOf } from "./list.ts"
import { anyColumns, isGiven, reach } from "./path.ts"
import { atom, byCodePoint, conjunct, not, operand, operator, typed } from "./sql.ts"
import type { Row, Sql, Translating } from "./types.ts"

type Literal = Extract<Node, { kind: "literal" }>
type Binary = Extract<Node, { kind: "binary" }>

/** A boolean node as a condition: true where the language says true, false or NULL elsewhere. */
export function nodeCondition(at: Translating, node: Node, row: Row): Sql {
  switch (node.kind) {
    case "unary":
      return not(at.condition(node.of, row))
    case "binary":
      return binaryCondition(at, node, row)
    case "conditional": {
      const [test, then, otherwise] = [node.test, node.then, node.else].map((part) => at.condition(part, row))
      const nullable = then?.nullable === true || otherwise?.nullable === true
      return atom(`(CASE WHEN ${test?.text} THEN ${then?.text} ELSE ${otherwise?.text} END)`, nullable)
    }
    case "call":
      return callCondition(at, node, row)
    default:
      return typed(at.value(node, row), { kind: "boolean" })
  }
}

function binaryCondition(at: Translating, node: Binary, row: Row): Sql {
  switch (node.op) {
    case "&&":
    case "||":
      return logic(at, node, row)
    case "==":
    case "!=":
      return equality(at, node, row)
    case "in":
      return memberOf(at, node.left, node.right, row)
    default:
      return ordering(at, node, row)
  }
}

function logic(at: Translating, node: Binary, row: Row): Sql {
  const [left, right] = [at.condition(node.left, row), at.condition(node.right, row)]
  const nullable = left.nullable || right.nullable
  if (node.op === "&&") return { text: `${conjunct(left)} AND ${conjunct(right)}`, nullable, level: "and" }
  return { text: `${left.text} OR ${right.text}`, nullable, level: "or" }
}

function ordering(at: Translating, node: Binary, row: Row): Sql {
  const [left, right] = comparable(at, node, row)
  const [a, b] = [operand(left), operand(right)]
  const isText = node.left.type.kind === "text"
  const [x, y] = isText ? [byCodePoint(a), byCodePoint(b)] : [a, b]
  return operator(`${x} ${node.op} ${y}`, left.nullable || right.nullable)
}

function equality(at: Translating, node: Binary, row: Row): Sql {
  const isEqual = node.op === "=="
  if (node.right.type.kind === "null" || node.left.type.kind === "null") {
    const other = node.right.type.kind === "null" ? node.left : node.right
    if (other.type.kind === "null") return atom(isEqual ? "TRUE" : "FALSE", false)
    return operator(`${operand(at.value(other, row))} IS ${isEqual ? "" : "NOT "}NULL`, false)
  }
  return anyEquality(at, node, row) ?? (isEqual ? equal : unequal)(...comparable(at, node, row))
}

function equal(left: Sql, right: Sql): Sql {
  const isTotal = left.nullable && right.nullable
  const text = `${operand(left)} ${isTotal ? "IS NOT DISTINCT FROM" : "="} ${operand(right)}`
  return operator(text, !isTotal && (left.nullable || right.nullable))
}

function unequal(left: Sql, right: Sql): Sql {
  const sign = left.nullable || right.nullable ? "IS DISTINCT FROM" : "<>"
  return operator(`${operand(left)} ${sign} ${operand(right)}`, false)
}

/** Polymorphic reference == id: each of its columns is compared, since an index stands on each. */
function anyEquality(at: Translating, node: Binary, row: Row): Sql | undefined {
  const [path, id] = isParameter(node.right) ? [node.left, node.right] : [node.right, node.left]
  if (node.op !== "==" || !isParameter(id) || path.kind !== "path" || isGiven(path)) return undefined
  const columns = anyColumns(reach(at, path, row))
  if (columns === undefined) return undefined
  const other = at.value(id, row).text
  return { text: columns.map((name) => `${name} = ${other}`).join(" OR "), nullable: true, level: "or" }
}

/** Whether the node is one parameter that is never NULL. */
function isParameter(node: Node): boolean {
  if (node.kind === "path")
    return node.root === "user" && node.steps.length === 1 && node.steps[0]?.field === "id"
  return node.kind === "literal" && typeof node.value === "string"
}

/** Both sides with one type. An integer column compared with a whole literal stays an integer, for its index. */
function comparable(at: Translating, { left, right }: Binary, row: Row): readonly [Sql, Sql] {
  if (left.type.kind !== "number" && right.type.kind !== "number") {
    return [typed(at.value(left, row), right.type), typed(at.value(right, row), left.type)]
  }
  if (right.kind === "literal") return besideLiteral(at, at.value(left, row), right, row)
  if (left.kind === "literal") {
    const [b, a] = besideLiteral(at, at.value(right, row), left, row)
    return [a, b]
  }
  const [a, b] = [at.value(left, row), at.value(right, row)]
  return a.type !== undefined && b.type !== undefined ? [a, b] : [typed(a, NUMBER), typed(b, NUMBER)]
}

const NUMBER = { kind: "number" } as const

function besideLiteral(at: Translating, sql: Sql, literal: Literal, row: Row): readonly [Sql, Sql] {
  if (sql.type === undefined || !isWhole(literal, sql.type))
    return [typed(sql, NUMBER), typed(at.value(literal, row), NUMBER)]
  return [
    sql,
    atom(at.target.param({ kind: "literal", value: String(literal.value) }, sql.type), false, sql.type),
  ]
}
