// A checked tree -> a closure. Nothing is looked up by name or decided by type while it runs.
import { Decimal, parseInstant } from "../../value/index.ts"
import type { Expression, Node } from "../types.ts"
import { functions, keyOf } from "./function.ts"
import { arithmetic, equality, isOrdering, ordering } from "./operator.ts"
import { compileOver } from "./over.ts"
import { compilePath } from "./path.ts"
import { idOf, isList, type Env, type Value } from "./value.ts"

type Run = (env: Env) => Value
type Call = Extract<Node, { kind: "call" }>
type Binary = Extract<Node, { kind: "binary" }>

/** A closure that evaluates the expression: total, without effects, bounded by its length and the child rows at hand. */
export function compile({ node }: Expression): Run {
  return compileNode(node)
}

/** Like `compile`, for conditions: null counts as false. */
export function compileCondition(expression: Expression): (env: Env) => boolean {
  const run = compile(expression)
  return (env) => run(env) === true
}

function compileNode(node: Node): Run {
  switch (node.kind) {
    case "literal": {
      const value =
        node.type.kind === "number" && typeof node.value === "string" ? new Decimal(node.value) : node.value
      return () => value
    }
    case "path":
      return compilePathNode(node)
    case "unary":
      return compileUnary(node.op, compileNode(node.of))
    case "binary":
      return compileBinary(node)
    case "conditional": {
      const [test, then, otherwise] = [node.test, node.then, node.else].map((part) => compileNode(part))
      if (test === undefined || then === undefined || otherwise === undefined)
        throw new TypeError("unreachable")
      return (env) => (test(env) === true ? then(env) : otherwise(env))
    }
    case "list": {
      const items = node.items.map((item) => compileNode(item))
      return (env) => items.map((item) => item(env))
    }
    case "call":
      return compileCall(node)
    case "over":
      return compileOver(node, node.body && compileNode(node.body))
  }
}

function compilePathNode(node: Extract<Node, { kind: "path" }>): Run {
  const before = node.steps.at(-2)
  const last = node.steps.at(-1)
  if (before === undefined || last?.shape !== "@ref") return compilePath(node, node.type)
  const read = compilePath(
    { root: node.root, steps: node.steps.slice(0, -1) },
    { kind: "ref", entities: ["", ""] },
  )
  return (env) => {
    const ref = read(env)
    if (ref === null || typeof ref !== "object" || !("entity" in ref)) return null
    return last.field === "entity" ? ref.entity : ref
  }
}

function compileUnary(op: "-" | "!", of: Run): Run {
  if (op === "!") return (env) => of(env) !== true
  return (env) => {
    const value = of(env)
    return Decimal.isDecimal(value) ? value.neg() : null
  }
}

function compileBinary(node: Binary): Run {
  const { op } = node
  const left = compileNode(node.left)
  const right = compileNode(node.right)
  if (op === "&&") return (env) => left(env) === true && right(env) === true
  if (op === "||") return (env) => left(env) === true || right(env) === true
  if (op === "==" || op === "!=") {
    const equal = equality(node.left.type.kind === "null" ? node.right.type : node.left.type)
    return op === "==" ? (env) => equal(left(env), right(env)) : (env) => !equal(left(env), right(env))
  }
  if (op === "in") return compileIn(node, left, right)
  if (isOrdering(op)) {
    const holds = ordering(op)
    return (env) => holds(left(env), right(env))
  }
  if (op === "+" && node.type.kind === "text") {
    return (env) => {
      const [a, b] = [left(env), right(env)]
      return typeof a === "string" && typeof b === "string" ? a + b : null
    }
  }
  const work = arithmetic(op)
  return (env) => work(left(env), right(env))
}

function compileIn(node: Binary, left: Run, right: Run): Run {
  const equal = equality(node.left.type.kind === "null" ? elementOf(node.right) : node.left.type)
  return (env) => {
    const list = right(env)
    if (!isList(list)) return false
    const item = left(env)
    return list.some((each) => equal(item, each))
  }
}

function elementOf(list: Node): Node["type"] {
  return list.type.kind === "list" ? list.type.of : list.type
}

function compileCall(node: Call): Run {
  if (node.fn === "today") return (env) => env.today
  if (node.fn === "now") return (env) => parseInstant(env.now) ?? null
  const args = node.args.map(compileNode)
  if (node.fn === "within") return compileWithin(node, args)
  const run = functions.get(node.fn)
  if (run === undefined) throw new TypeError(`no function ${node.fn}`)
  return (env) => run(args.map((arg) => arg(env)))
}

/** Climbs from the first argument towards the root of its tree until one of the second is met; a cycle ends it. */
function compileWithin(node: Call, [item, roots]: readonly Run[]): Run {
  const type = node.args[0]?.type
  const id = type?.kind === "ref" ? (type.entities[0] ?? "") : ""
  const tree = node.args[2]?.kind === "literal" ? String(node.args[2].value) : undefined
  if (tree === undefined || item === undefined || roots === undefined)
    throw new TypeError("within without its tree")
  return (env) => {
    const found = roots(env)
    const wanted = new Set((isList(found) ? found : [found]).filter((each) => each !== null).map(keyOf))
    const seen = new Set<string>()
    let at = idOf(item(env))
    while (at !== null && !wanted.has(at) && !seen.has(at)) {
      seen.add(at)
      const above: unknown = env.follow(id, at)?.[tree]
      at = typeof above === "string" ? above.toLowerCase() : null
    }
    return at !== null && wanted.has(at)
  }
}
