// Lists: literals become one array parameter, many-references are looked up in their own table.
import type { Node } from "../../../engine/expression/index.ts"
import { arrayText } from "../template.ts"
import { column, isGiven, reach } from "./path.ts"
import { atom, operand, operator, typeName, typed } from "./sql.ts"
import type { Row, Sql, Translating } from "./types.ts"

type PathNode = Extract<Node, { kind: "path" }>

/** `item in list` as a condition. */
export function memberOf(at: Translating, item: Node, list: Node, row: Row): Sql {
  const links = list.kind === "path" ? manyOf(at, list, row) : undefined
  if (links !== undefined) {
    return atom(`EXISTS (${links.from} AND m.target = ${operand(at.value(item, row))})`, false)
  }
  const sought = at.value(item, row)
  if (list.kind !== "list")
    return operator(`${operand(typed(sought, elementOf(list)))} = ANY(${at.value(list, row).text})`, true)
  const array = literals(at, list.items, sought)
  if (array !== undefined) {
    const left = array.isWhole ? sought : typed(sought, elementOf(list))
    return operator(`${operand(left)} = ANY(${array.text})`, sought.nullable)
  }
  return eachOf(at, sought, list.items, row)
}

/** An array parameter of all items, if they are literals. */
function literals(
  at: Translating,
  items: readonly Node[],
  sought: Sql,
): { readonly text: string; readonly isWhole: boolean } | undefined {
  const values: string[] = []
  for (const item of items) {
    if (item.kind !== "literal" || item.value === null) return undefined
    values.push(String(item.value))
  }
  const { type } = sought
  const isInteger = type !== undefined && items.every((item) => isWhole(item, type))
  const name = isInteger ? type : typeName(items[0]?.type ?? { kind: "text" })
  return {
    text: at.target.param({ kind: "literal", value: arrayText(values) }, `${name}[]`),
    isWhole: isInteger,
  }
}

/** Items that are worked out: equal to any of them, null equal to null. */
function eachOf(at: Translating, sought: Sql, items: readonly Node[], row: Row): Sql {
  const type = items[0]?.type ?? { kind: "text" as const }
  const left = operand(typed(sought, type))
  const tests = items.map(
    (item) => `${left} IS NOT DISTINCT FROM ${operand(typed(at.value(item, row), type))}`,
  )
  return { text: tests.join(" OR "), nullable: false, level: "or" }
}

/** `overlaps(a, b)` as a condition. */
export function overlap(at: Translating, a: Node, b: Node, row: Row): Sql {
  const links = a.kind === "path" ? manyOf(at, a, row) : undefined
  if (links !== undefined)
    return atom(`EXISTS (${links.from} AND m.target = ANY(${at.value(b, row).text}))`, false)
  return operator(`${operand(at.value(a, row))} && ${operand(at.value(b, row))}`, true)
}

/** `count(list)`. */
export function countOf(at: Translating, list: Node, row: Row): Sql {
  const links = list.kind === "path" ? manyOf(at, list, row) : undefined
  if (links !== undefined)
    return atom(`(SELECT count(*) ${links.from.replace("SELECT 1 ", "")})`, false, "bigint")
  return atom(`coalesce(cardinality(${at.value(list, row).text}), 0)`, false, "integer")
}

/** The links of a many-reference, ready for further conditions; undefined where the list is an array. */
function manyOf(at: Translating, path: PathNode, row: Row): { readonly from: string } | undefined {
  if (isGiven(path)) return undefined
  const end = reach(at, path, row)
  const { storage } = end.field
  if (storage.kind !== "many") return undefined
  return {
    from: `SELECT 1 FROM ${at.target.table(storage.table)} m WHERE m.record = ${column(end.row, "id")}`,
  }
}

function elementOf(list: Node): Node["type"] {
  return list.type.kind === "list" ? list.type.of : list.type
}

const MOST = { integer: 2147483647n, bigint: 9223372036854775807n }

/** Whether the node is a whole number that a column of the integer type could hold. */
export function isWhole(node: Node, type: "integer" | "bigint"): boolean {
  if (node.kind !== "literal" || !/^-?\d+$/.test(String(node.value))) return false
  const size = BigInt(String(node.value).replace("-", ""))
  return size <= MOST[type]
}
