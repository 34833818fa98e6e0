// `lookup`: values that nobody gave, found by a query of their own. One statement serves one row and a thousand, and
// nothing is searched for a row whose value was given.
import {
  fillingRounds,
  isRows,
  type Field,
  type Lookup,
  type Model,
  type Table,
} from "../../../engine/model/index.ts"
import type { JsonValue } from "../../../engine/metaschema/index.ts"
import { tableOf, type LookedUp } from "../../../engine/plan/index.ts"
import { fallbackOf } from "../../../engine/record/index.ts"
import { Draft, type Row } from "../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import type { Template } from "../template.ts"
import { copied, fetched } from "./copy.ts"
import { columnsOf, EMPTIED, type Column } from "./input.ts"

/** Where the filled rows stand, and how they come about. */
export interface Filled {
  readonly ctes: readonly string[]
  /** The name of the last CTE; `input` where nothing is filled. */
  readonly from: string
}

/** CTEs that fill the rows of the CTE `input` round by round, in a table in which something is looked up. `passed` are the
 * columns that go along untouched. */
export function fillInput(
  table: Table,
  columns: readonly Column[],
  passed: readonly string[],
  draft: Draft,
): Filled {
  const rounds = fillingRounds(table)
  const ctes = rounds.map((fields, round) => {
    const values = new Map(fields.map((field) => [field.name, filled(table, field, draft)]))
    const all = columns.map(({ name }) => {
      const value = values.get(name)
      return value === undefined ? `i.${q(name)}` : `${value} AS ${q(name)}`
    })
    const kept = passed.map((name) => `i.${q(name)}`)
    return `f${round} AS (SELECT ${[...kept, ...all].join(", ")} FROM ${round === 0 ? "input" : `f${round - 1}`} i)`
  })
  return { ctes, from: rounds.length === 0 ? "input" : `f${rounds.length - 1}` }
}

/** What was given, else what a chosen record brings, else what is found, else the default. */
function filled(table: Table, field: Field, draft: Draft): string {
  if (field.lookup === undefined) return copied(table, field.name, "i", draft)
  const own = `i.${q(field.name)}`
  const fallback = field.default === undefined ? [] : [`i.${q(fallbackOf(field.name))}`]
  const asked = field.lookup.unless.map((name) => `i.${q(name)} IS NULL`)
  const found = lookedUp(table, field, "i", draft)
  const searched = asked.length === 0 ? found : `CASE WHEN ${asked.join(" AND ")} THEN ${found} END`
  const all = [own, ...fetched(table, field.name, "i", draft), searched, ...fallback]
  const value = `coalesce(${[...all, ...refused(table, field, "i", draft)].join(", ")})`
  return field.required ? value : `CASE WHEN ${isEmptied(field)} THEN NULL ELSE ${value} END`
}

function isEmptied({ name }: Field): string {
  return `${quoteLiteral(name)} = ANY(i.${q(EMPTIED)})`
}

/** The column of the input that tells which fields are left empty on purpose. */
export function emptiedColumns(table: Table): readonly Column[] {
  return fillingRounds(table).length === 0 ? [] : [{ name: EMPTIED, type: "text[]" }]
}

/** Statements that look fields of one table up anew. Inputs: `id` of the record; of child rows `changed_<rows>_<field>` and
 * `found_<rows>_<field>`, what the look before the write gave. */
export function lookupTemplates(lookups: readonly LookedUp[], model: Model): Template[] {
  return lookups.map((one) => {
    const { table, field } = one
    const draft = new Draft(model)
    const id = draft.param({ kind: "input", name: "id" }, "uuid")
    const inputs = rowsInputs(one).map(
      (name) => `c.id = ANY(${draft.param({ kind: "input", name }, "uuid[]")})`,
    )
    const where = [
      `c.${isRows(table) ? "parent" : "id"} = ${id}`,
      ...(inputs.length === 0 ? [] : [`(${inputs.join(" OR ")})`]),
      ...openState(table, field, id, draft),
    ]
    const name = q(field.name)
    const target = draft.table(table.table)
    const value = `coalesce(${[...foundAnew(table, field, draft), ...refused(table, field, "c", draft)].join(", ")})`
    return draft.finish(
      `UPDATE ${target} t SET ${name} = s.value FROM (SELECT c.id, ${value} AS value FROM ${target} c WHERE ${where.join(" AND ")}) s` +
        ` WHERE t.id = s.id AND t.${name} IS DISTINCT FROM s.value`,
    )
  })
}

/** The look before the write at rows around which the record changes: ids of those whose value is still the one that was
 * found, so nobody typed it. Inputs: `id`, and `left_<rows>_<field>` where not all rows are meant. */
export function leftTemplate({ table, field, rows }: LookedUp, model: Model): Template {
  const draft = new Draft(model)
  const where = [
    `c.parent = ${draft.param({ kind: "input", name: "id" }, "uuid")}`,
    ...(rows?.left === "all"
      ? []
      : [`c.id = ANY(${draft.param({ kind: "input", name: lookInput("left", table, field) }, "uuid[]")})`]),
    `c.${q(field.name)} IS NOT DISTINCT FROM coalesce(${foundAnew(table, field, draft).join(", ")})`,
  ]
  return draft.finish(`SELECT c.id::text FROM ${draft.table(table.table)} c WHERE ${where.join(" AND ")}`)
}

/** What a stored row `c` gets where it is looked up anew. */
function foundAnew(table: Table, field: Field, draft: Draft): readonly string[] {
  const { default: declared } = field
  const standard =
    declared?.kind === "constant"
      ? [draft.param({ kind: "literal", value: plain(declared.value) }, typeOf(field))]
      : []
  return [...fetched(table, field.name, "c", draft), lookedUp(table, field, "c", draft), ...standard]
}

/** A constant as PostgreSQL reads it: columns that are looked up hold texts, numbers and truth. */
function plain(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value)
}

/** The inputs with the ids of the rows in which a field is looked up anew; none for a field of the record. */
function rowsInputs({ table, field, rows }: LookedUp): readonly string[] {
  if (rows === undefined) return []
  return (["changed", "found"] as const)
    .filter((part) => (part === "changed" ? rows.changed.length > 0 : isLeft(rows)))
    .map((part) => lookInput(part, table, field))
}

/** Whether rows are looked at for what nobody typed. */
export function isLeft(rows: LookedUp["rows"]): boolean {
  return rows !== undefined && rows.left.length > 0
}

/** The name of an input with ids of rows. */
export function lookInput(part: "changed" | "left" | "found", table: Table, field: Field): string {
  return `${part}_${isRows(table) ? table.field : ""}_${field.name}`
}

/** What a state closes to people does not change with what they write elsewhere. */
function openState(table: Table, field: Field, id: string, draft: Draft): string[] {
  const [entity = ""] = table.id.split("/")
  const record = tableOf(entity, draft.model)
  const held = isRows(table) ? record.fields.get(table.field) : field
  const closed = held?.closedIn ?? []
  if (closed.length === 0) return []
  const state = `(SELECT p.state FROM ${draft.table(record.table)} p WHERE p.id = ${id})`
  return [`${state} NOT IN (${closed.map(quoteLiteral).join(", ")})`]
}

/** The value that is found for the row `alias`, as a subquery of its own: NULL where there is none. */
function lookedUp(table: Table, field: Field, alias: string, draft: Draft): string {
  const lookup = lookupOf(field)
  const row = draft.row(table, alias)
  const otherwise = lookup.otherwise === undefined ? "NULL" : draft.value(lookup.otherwise, row)
  const { among } = lookup
  if (among === undefined) return alone(`(${otherwise})::${typeOf(field)}`, row)
  const found: Row = { ...draft.row(tableOf(among.of, draft.model)), parent: row }
  const value = among.take === undefined ? `${found.alias}.id` : draft.value(among.take, found)
  const where = draft.condition(among.where, found)
  const keys = among.order.map(
    ({ field: name, descending }) => `${key(name, found)}${descending ? " DESC" : ""} NULLS LAST`,
  )
  const order = keys.length === 0 ? "" : ` ORDER BY ${keys.join(", ")}`
  const search = `SELECT true AS found, ${value} AS value FROM ${draft.from(found)} WHERE ${where}${order} LIMIT 1`
  const taken = `(CASE WHEN l.found THEN l.value ELSE ${otherwise} END)::${typeOf(field)}`
  return alone(taken, row, ` LEFT JOIN LATERAL (${search}) l ON true`)
}

/** Texts are sorted by their code points, as the language compares them. */
function key(name: string, { alias, table }: Row): string {
  const isText = table.fields.get(name)?.type.kind === "text"
  return `${alias}.${q(name)}${isText ? ' COLLATE "C"' : ""}`
}

/** A value over a row outside, with the joins that it asks for. */
function alone(value: string, row: Row, search = ""): string {
  return `(SELECT ${value} FROM (SELECT 1) one${row.joins.text()}${search})`
}

/** Ends the write where a required value is not found: TN001 `<id> <row> [values of the message]`. */
function refused(table: Table, field: Field, alias: string, draft: Draft): string[] {
  if (!field.required) return []
  const row = draft.row(table, alias)
  const values = (lookupOf(field).message?.values ?? []).map((value) => `${draft.value(value, row)}::text`)
  const text = `concat(${quoteLiteral(`${lookupId(table, field)} `)}, ${alias}.id, ' ', jsonb_build_array(${values.join(", ")}))`
  return [alone(`tenon.refuse(ARRAY[${text}])::text::${typeOf(field)}`, row)]
}

/** Under which name it is told that nothing was found: `sales.order/lines#lookup/unit_price`. */
function lookupId(table: Pick<Table, "id">, { name }: Pick<Field, "name">): string {
  return `${table.id}#lookup/${name}`
}

function lookupOf({ name, lookup }: Field): Lookup {
  if (lookup === undefined) throw new Error(`${name} is not looked up`)
  return lookup
}

function typeOf(field: Field): string {
  const [column] = columnsOf(field)
  if (column === undefined) throw new Error(`${field.name} is not a column`)
  return column.type
}
