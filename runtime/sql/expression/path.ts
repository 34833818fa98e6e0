// Paths as SQL: references become joins on primary keys, the user's fields become parameters.
import { boundsOf, type Node, type Path, type Step, type Type } from "../../../engine/expression/index.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import { balanceText } from "./balance.ts"
import { Joins } from "./joins.ts"
import { atom, operand, typeName } from "./sql.ts"
import type { Row, Source, SourceField, Sql, Translating } from "./types.ts"

type PathNode = Extract<Node, { kind: "path" }>

/** The value at the end of a path. Lists come as arrays; polymorphic references as the id. */
export function pathValue(at: Translating, node: PathNode, row: Row): Sql {
  if (node.root === "user") return userValue(at, node)
  if (isGiven(node)) return givenValue(at, node)
  const end = reach(at, node, row)
  return end.part === undefined ? fieldValue(at, end, node.type) : partValue(end, end.part)
}

/** Where a path ends: a field of a row that stands in the statement. `id` alone is the key of a record, so `customer.id`
 * ends on the reference itself, without a join. */
export interface End {
  readonly row: Row
  readonly field: SourceField
  /** Set when the path goes on into a polymorphic reference. */
  readonly part?: "entity" | "id"
  /** Whether a reference on the way, or the row itself, may be missing. */
  readonly missing: boolean
}

/** Walks to the end of a path, joining what it passes. */
export function reach(at: Translating, path: Path, from: Row): End {
  let row = rootRow(at, path, from)
  let missing = path.root === "old"
  const { steps } = path
  for (let i = 0; ; i++) {
    const step = stepAt(steps, i)
    const field = fieldOf(row.table, step)
    const next = steps[i + 1]
    if (next === undefined) return { row, field, missing }
    if (next.shape === "@ref") return { row, field, missing, part: next.field === "id" ? "id" : "entity" }
    if (next.field === "id" && i + 2 === steps.length) return { row, field, missing }
    missing ||= field.nullable
    row = follow(at, row, field, at.target.shape(next.shape))
  }
}

function stepAt(steps: readonly Step[], index: number): Step {
  const step = steps[index]
  if (step === undefined) throw new Error("a path has at least one step")
  return step
}

/** The record behind a reference. */
function follow(at: Translating, row: Row, field: SourceField, table: Source): Row {
  const key = operand(fieldValue(at, { row, field, missing: false }, field.type))
  return { alias: row.joins.to(table.table, key), table, joins: row.joins }
}

function rootRow(at: Translating, path: Path, row: Row): Row {
  if (path.root === "parent") return row.parent ?? ownerOf(at, row)
  if (path.root === "input") throw new Error("what a transition is given is never looked up in the database")
  if (path.root !== "old") return row
  if (row.old === undefined) throw new Error("the row before the change does not stand in this statement")
  return row.old
}

/** The record that owns a child row. */
function ownerOf(at: Translating, row: Row): Row {
  const parent = row.table.fields.get("parent")
  const entity = parent?.type.kind === "ref" ? parent.type.entities[0] : undefined
  if (parent === undefined || entity === undefined) throw new Error(`${row.table.id} has no parent`)
  return follow(at, row, parent, at.target.shape(entity))
}

export function fieldOf(table: Source, { field }: Pick<Step, "field">): SourceField {
  const found = table.fields.get(field)
  if (found === undefined) throw new Error(`${table.id} has no field ${field}`)
  return found
}

/** A column of a row, bare where the row has no alias. */
export function column(row: Row, name: string): string {
  return row.alias === "" ? q(name) : `${row.alias}.${q(name)}`
}

/** The value of a field; `type` is its type in the expression. */
export function fieldValue(at: Translating, { row, field, missing }: End, type: Type): Sql {
  const { storage } = field
  const nullable = missing || field.nullable
  switch (storage.kind) {
    case "column": {
      const { type: name } = storage.column
      return atom(
        column(row, field.name),
        nullable,
        name === "integer" || name === "bigint" ? name : undefined,
      )
    }
    case "ref":
      return atom(column(row, field.name), nullable)
    case "any_ref": {
      const columns = storage.targets.map((target) => column(row, target.column))
      return atom(columns.length === 1 ? columns.join() : `coalesce(${columns.join(", ")})`, true)
    }
    case "many":
      return atom(
        `ARRAY(SELECT m.target FROM ${at.target.table(storage.table)} m WHERE m.record = ${column(row, "id")} ORDER BY m.position)`,
        false,
      )
    case "virtual":
      return virtualValue(at, field, row)
    case "rows":
      throw new Error(`${field.name} holds child rows: ${typeName(type)} cannot be read of it`)
  }
}

/** A virtual field is its own expression, put in place and rounded to the decimals of the field, or a balance. */
function virtualValue(at: Translating, field: SourceField, { alias, table, joins }: Row): Sql {
  const { derived } = field
  const of = (node: Node): Sql => at.value(node, { alias, table, joins })
  if (derived?.kind === "balance")
    return atom(
      balanceText(derived, at.target, ({ node }) => operand(of(node))),
      false,
    )
  if (derived?.kind !== "virtual") throw new Error(`${field.name} is virtual without an expression`)
  const { node } = derived.expression
  const value = of(node)
  const scale = field.type.kind === "number" ? field.type.scale : undefined
  if (scale === undefined || boundsOf(node.type).scale <= scale) return value
  return atom(`round(${value.text}, ${scale})`, value.nullable)
}

/** `subject.entity` and `subject.id` of a polymorphic reference. */
function partValue({ row, field }: End, part: "entity" | "id"): Sql {
  if (field.storage.kind !== "any_ref") throw new Error(`${field.name} is not polymorphic`)
  const targets = field.storage.targets.map((target) => ({ ...target, column: column(row, target.column) }))
  if (part === "id") return atom(`coalesce(${targets.map((target) => target.column).join(", ")})`, true)
  const cases = targets.map(
    (target) => `WHEN ${target.column} IS NOT NULL THEN ${quoteLiteral(target.entity)}`,
  )
  return atom(`(CASE ${cases.join(" ")} END)`, true)
}

/** The user's own fields are parameters; what lies behind them is looked up. */
function userValue(at: Translating, node: PathNode): Sql {
  const [first, second, ...rest] = node.steps
  if (first === undefined) throw new Error("a path has at least one step")
  const isId = second?.field === "id" && rest.length === 0
  if (second === undefined || isId) {
    return atom(
      at.target.param({ kind: "user", field: first.field }, typeName(node.type)),
      first.field !== "id",
    )
  }
  const table = at.target.shape(second.shape)
  const alias = at.target.alias()
  const inner: Row = { alias, table, joins: new Joins(at.target) }
  const value = at.value({ ...node, root: "row", steps: node.steps.slice(1) }, inner)
  const key = at.target.param({ kind: "user", field: first.field }, "uuid")
  const from = `${at.target.table(table.table)} ${alias}${inner.joins.text()}`
  return atom(`(SELECT ${value.text} FROM ${from} WHERE ${alias}.${q("id")} = ${key})`, true, value.type)
}

/** Whether the path reads what the statement is bound with: the user, or what a report is asked with. */
export function isGiven({ root }: Path): boolean {
  return root === "user" || root === "params" || root === "period"
}

/** What a report is asked with is a parameter; nothing lies behind it (the model has held that). */
function givenValue(at: Translating, { root, steps, type }: PathNode): Sql {
  const { field } = stepAt(steps, 0)
  return atom(at.target.param({ kind: "input", name: `${root}.${field}` }, typeName(type)), true)
}

/** The columns of a polymorphic reference, one per entity, if the path ends on one. */
export function anyColumns({ row, field, part }: End): readonly string[] | undefined {
  if (field.storage.kind !== "any_ref" || part === "entity") return undefined
  return field.storage.targets.map((target) => column(row, target.column))
}
