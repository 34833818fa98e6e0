// Paths: names -> the steps through records that they mean. Decides which word is a root and which a field.
import { nearest } from "../../error/index.ts"
import { TEXT, nameOf } from "../type.ts"
import type { Syntax } from "../syntax.ts"
import type { Node, Path, Root, Shape, ShapeField, Step, Type } from "../types.ts"
import { bare, type Checking, type Frame, type Span } from "./checking.ts"

/** Steps `entity` and `id` of a reference that may point to several entities stand on this shape. */
const REF_SHAPE = "@ref"
/** Each step may be a join. */
const MAX_STEPS = 8

interface Name extends Span {
  readonly name: string
}

/** Where a path ends: on a value, or on child rows. */
export interface Resolved extends Span {
  readonly path: Path
  readonly type: Type
  readonly values?: readonly string[]
  readonly rows?: Shape
}

/** The names of `a.b.c`, or undefined when the syntax is no path at all. */
export function namesOf(syntax: Syntax): readonly Name[] | undefined {
  if (syntax.type === "Identifier") return [syntax]
  if (syntax.type !== "MemberExpression" || syntax.computed || syntax.optional) return undefined
  if (syntax.object.type === "Super" || syntax.property.type !== "Identifier") return undefined
  const before = namesOf(bare(syntax.object))
  return before === undefined ? undefined : [...before, syntax.property]
}

/** The node of a path; faulty when it ends on child rows, which only aggregates walk. */
export function checkPath(checking: Checking, names: readonly Name[], frame: Frame): Node | undefined {
  const resolved = resolve(checking, names, frame)
  if (resolved === undefined) return undefined
  if (resolved.rows !== undefined) {
    const name = names.map((each) => each.name).join(".")
    return checking.fault(
      "EXP011",
      `${name} holds child rows, not a value`,
      resolved,
      `write sum(${name}, ...) or exists(${name}, ...)`,
    )
  }
  return pathNode(checking, resolved)
}

/** The node of a resolved path that ends on a value. */
export function pathNode(checking: Checking, resolved: Resolved): Node {
  const { path, type, start, end } = resolved
  const node: Node = { kind: "path", root: path.root, steps: path.steps, type, start, end }
  if (resolved.values !== undefined) checking.values.set(node, resolved.values)
  return node
}

/** Resolves names from the frame on: through references, to a field. */
export function resolve(checking: Checking, names: readonly Name[], frame: Frame): Resolved | undefined {
  const [first, ...rest] = names
  const last = names.at(-1)
  if (first === undefined || last === undefined) return undefined
  const start = rootOf(frame, first)
  const root = start.root ?? "row"
  const shape = frame[root]
  if (shape === undefined) {
    return checking.fault("EXP010", `"${first.name}" is not available here`, first, HINTS[root])
  }
  let fields: readonly Name[] = start.root === undefined ? names : rest
  if (fields.length === 0) fields = [{ name: "id", start: first.end, end: first.end }]
  const found = walk(checking, fields, shape, start.root === undefined ? frame : undefined)
  if (found === undefined) return undefined
  const { steps, field } = found
  const span = { start: first.start, end: last.end }
  if (field.rows !== undefined && root !== "row" && root !== "parent") {
    return checking.fault("EXP010", `The child rows of "${first.name}" are not available`, span)
  }
  return {
    path: { root, steps },
    type: field.type,
    ...(field.values === undefined ? {} : { values: field.values }),
    ...(field.rows === undefined ? {} : { rows: field.rows }),
    ...span,
  }
}

const HINTS: Partial<Record<Root, string>> = {
  old: "the record before the change is known only in rules",
  user: "this expression must give the same for everyone",
  parent: "only child rows have a parent",
  input: "only transitions are given an input",
  params: "only reports are asked with parameters",
  period: "only columns of a report that is spread over time have a period",
}

const ROOTS = ["parent", "old", "user", "input", "params", "period"] as const

/** These are roots where the frame knows them and hide a field of that name (`row.user` reaches it); `row`, and `line` in
 * child rows, give way to a field of that name. */
function rootOf(frame: Frame, { name }: Name): { readonly root: Root | undefined } {
  const isField = frame.row.fields.has(name)
  const root = ROOTS.find((one) => one === name)
  if (root !== undefined) return { root: frame[root] === undefined && isField ? undefined : root }
  const isRow = name === "row" || (name === "line" && frame.parent !== undefined)
  return { root: isRow && !isField ? "row" : undefined }
}

interface Walked {
  readonly steps: readonly Step[]
  readonly field: Pick<ShapeField, "type" | "values" | "rows">
}

/** `frame` is given when the first name is a plain one, for the hint. */
function walk(
  checking: Checking,
  names: readonly Name[],
  from: Shape,
  frame: Frame | undefined,
): Walked | undefined {
  const steps: Step[] = []
  let field: Walked["field"] | undefined
  for (const name of names) {
    const before: Step | undefined = steps.at(-1)
    const shape = field === undefined || before === undefined ? from : stepInto(checking, field, before, name)
    if (shape === undefined) return undefined
    if (steps.length >= MAX_STEPS) {
      return checking.fault("EXP002", `A path has at most ${MAX_STEPS} steps`, name)
    }
    field = shape.fields.get(name.name)
    if (field === undefined) return unknown(checking, shape, name, steps.length === 0 ? frame : undefined)
    steps.push({ shape: shape.id, field: name.name, start: name.start, end: name.end })
  }
  return field === undefined ? undefined : { steps, field }
}

/** The shape behind a field; a fault when nothing can follow the point. */
function stepInto(
  checking: Checking,
  { type, rows }: Walked["field"],
  { field: before }: Step,
  name: Name,
): Shape | undefined {
  if (rows !== undefined) {
    const hint = `write sum(${before}, ${name.name}) or another aggregate`
    return checking.fault("EXP011", `"${before}" holds child rows`, name, hint)
  }
  if (type.kind !== "ref") {
    const message = `"${before}" is ${nameOf(type)} and has no field "${name.name}"`
    return checking.fault("EXP004", message, name)
  }
  const [only] = type.entities
  if (type.entities.length !== 1 || only === undefined) return refShape(type)
  const target = checking.scope.entity(only)
  return target ?? checking.fault("EXP004", `There is no entity "${only}"`, name)
}

function refShape(type: Extract<Type, { kind: "ref" }>): Shape {
  return {
    id: REF_SHAPE,
    fields: new Map<string, ShapeField>([
      ["entity", { name: "entity", type: TEXT, nullable: true, values: type.entities }],
      ["id", { name: "id", type, nullable: true }],
    ]),
  }
}

function unknown(checking: Checking, shape: Shape, name: Name, frame: Frame | undefined): undefined {
  const roots = ROOTS.filter((root) => frame?.[root] !== undefined)
  const close = nearest(name.name, [...shape.fields.keys(), ...roots])
  const hint = close === undefined ? undefined : `did you mean "${close}"?`
  if (shape.id === REF_SHAPE) {
    const message = `A reference to several entities has no field "${name.name}"`
    return checking.fault("EXP004", message, name, hint ?? "it has entity and id")
  }
  return checking.fault("EXP004", `${shape.id} has no field "${name.name}"`, name, hint)
}
