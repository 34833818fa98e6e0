// Fields -> columns: type, nullability, default, and for derived values the key of their definition.
import { reads, type Node } from "../../expression/index.ts"
import type { Derived, Field, Model, Table } from "../../model/index.ts"
import type { JsonValue } from "../../metaschema/index.ts"
import { digest } from "../digest.ts"
import type { ColumnDefault, ColumnState, DerivedState } from "../types.ts"
import { before, columnsOf, fieldNames, tableOf, targetNames } from "./former.ts"
import { formulaOf, reachesOut, readsOf } from "./formula.ts"

/** The columns of a table's declared fields; none for what is stored elsewhere or not at all. */
export function fieldColumns(model: Model, table: Table, field: Field): readonly ColumnState[] {
  const storage = field.storage
  switch (storage.kind) {
    case "column":
      return [{ ...plain(table, field), type: storage.column, ...derivedPart(model, table, field) }]
    case "ref":
      return [{ ...plain(table, field), type: { type: "uuid" }, ...derivedPart(model, table, field) }]
    case "any_ref":
      return storage.targets.map(({ entity, column }) => ({
        name: column,
        was: before(targetNames(model, field, entity, column)),
        type: { type: "uuid" },
        notNull: false,
      }))
    case "many":
    case "rows":
    case "virtual":
      return []
  }
}

function plain(table: Table, field: Field): Omit<ColumnState, "type"> {
  const fill = field.default?.kind === "expression" ? field.default.expression.node : undefined
  return {
    name: field.name,
    was: before(fieldNames(field)),
    notNull: field.required && field.derived === undefined && field.sequence === undefined,
    ...(field.default?.kind === "constant" ? { default: constant(field.default.value) } : {}),
    ...(fill === undefined || reachesOut(fill) ? {} : { fill: formulaOf(table, fill) }),
  }
}

/** A constant in PostgreSQL's text format. */
function constant(value: JsonValue): ColumnDefault {
  if (typeof value === "string") return { kind: "constant", value }
  if (Array.isArray(value)) return { kind: "constant", value: `{${value.map(arrayItem).join(",")}}` }
  return { kind: "constant", value: JSON.stringify(value) }
}

/** An item as PostgreSQL prints it inside an array (Array Input and Output Syntax). */
function arrayItem(item: unknown): string {
  const text = String(item)
  if (text !== "" && !/[{}",\\\s]/.test(text) && text.toLowerCase() !== "null") return text
  return `"${text.replace(/["\\]/g, "\\$&")}"`
}

function derivedPart(model: Model, table: Table, field: Field): { readonly derived?: DerivedState } {
  const derived = field.derived
  if (derived === undefined || derived.kind === "virtual" || derived.kind === "balance") return {}
  return {
    derived: derived.kind === "generated" ? generated(table, derived) : stored(model, table, field, derived),
  }
}

function generated(table: Table, derived: Derived & { readonly kind: "generated" }): DerivedState {
  const formula = formulaOf(table, derived.expression.node)
  return { kind: "generated", key: digest(formula.node), formula, reads: readsOf(formula), rank: 0 }
}

type Stored = Exclude<Derived, { readonly kind: "generated" | "virtual" | "balance" }>

function stored(model: Model, table: Table, field: Field, derived: Stored): DerivedState {
  const rank = model.derivations.findIndex((one) => one.table === table.id && one.field === field.name)
  const inputs = model.derivations[rank]?.reads ?? []
  const columns = new Set(inputs.flatMap((input) => inputColumns(model, input.table, input.field)))
  return { kind: "stored", key: digest(definition(model, derived)), reads: [...columns], rank }
}

/** All that the value hangs on: its own definition, and the formulas of the fields it reads that are not stored as such. */
function definition(model: Model, of: Stored): unknown {
  if (of.kind === "stored") return [of.expression.node, formulasBehind(model, of.expression.node)]
  if (of.kind === "likelihood") {
    const learnt = [of.won, of.lost, ...of.aspects, ...of.steps]
    return [of.among, ...learnt.map(({ node }) => [node, formulasBehind(model, node)])]
  }
  const source = of.field === undefined ? undefined : tableOf(model, of.of)?.fields.get(of.field)
  const value = source?.derived?.kind === "generated" ? source.derived.expression.node : undefined
  return [
    { ...of, filter: undefined },
    ...[of.filter?.node, value].flatMap((node) =>
      node === undefined ? [] : [node, formulasBehind(model, node)],
    ),
  ]
}

/** The formulas of generated and virtual fields that a formula reads, and of those that they read. */
function formulasBehind(model: Model, node: Node): readonly Node[] {
  const found = new Map<string, Node>()
  const visit = (one: Node): void => {
    for (const { shape, field } of reads(one).flatMap(({ steps }) => steps)) {
      const derived = tableOf(model, shape)?.fields.get(field)?.derived
      if (derived?.kind !== "generated" && derived?.kind !== "virtual") continue
      if (found.has(`${shape}.${field}`)) continue
      found.set(`${shape}.${field}`, derived.expression.node)
      visit(derived.expression.node)
    }
  }
  visit(node)
  return [...found.values()]
}

function inputColumns(model: Model, tableId: string, name: string): readonly string[] {
  const table = tableOf(model, tableId)
  const field = table?.fields.get(name)
  if (table === undefined || field === undefined) return []
  return columnsOf(field).map((column) => `${table.table}.${column}`)
}
