// The one statement that writes a posting into a ledger: entries worked out before, and those that follow from entries of
// other ledgers, which the same transaction has written already. One statement, because the guard of the ledger holds a
// posting as a whole.
import type { Entry } from "../../../engine/ledger/index.ts"
import {
  isStamp,
  type Entity,
  type Field,
  type Ledger,
  type Model,
  type PostingRule,
} from "../../../engine/model/index.ts"
import { tableOf } from "../../../engine/plan/index.ts"
import { Draft, type Row } from "../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import type { Template } from "../template.ts"
import { columnsOf, recordset, type Column } from "../write/input.ts"
import { adjustingPart } from "./cost/index.ts"

/** The columns that a posting writes: all but those that PostgreSQL gives. */
function writtenColumns({ fields }: Entity): readonly Column[] {
  return [...fields.values()].flatMap((field) =>
    isStamp(field) || field.derived !== undefined || field.name === "number" ? [] : columnsOf(field),
  )
}

/** An entry as the statement's input `entries` has it; most columns are empty, and those are left out. */
export function entryInput(entry: Entry, at: number, { fields }: Entity): Record<string, unknown> {
  const { values, origin, reverses, ...own } = entry
  const input: Record<string, unknown> = { ord: at }
  for (const said of [own, values])
    for (const [name, value] of Object.entries(said)) {
      if (value === null) continue
      const storage = fields.get(name)?.storage
      if (storage?.kind !== "any_ref") input[name] = value
      else for (const { entity, column } of storage.targets) if (isOf(entity, value)) input[column] = value.id
    }
  if (origin?.kind === "entry") input["origin"] = origin.id
  if (reverses !== undefined) input["reverses"] = reverses
  return input
}

function isOf(entity: string, value: unknown): value is { readonly id: string } {
  return typeof value === "object" && value !== null && "entity" in value && value.entity === entity
}

/** Writes the entries of the input `entries`, in a ledger with costing the adjustments of `adjustments`, and, of each ledger in `leaders`, those that follow from its entries of the
 * posting `posting`; mirrors bring no others. Numbers are in this order. */
export function postTemplate(ledger: Ledger, leaders: readonly Ledger[], model: Model): Template {
  const draft = new Draft(model)
  const entity = tableOf(ledger.id, model) as Entity // the entries of a ledger are an entity
  const columns = writtenColumns(entity)
  const actor = draft.param({ kind: "user", field: "id" }, "uuid")
  const input = recordset(draft.param({ kind: "input", name: "entries" }, "jsonb"), "i", [
    { name: "id", type: "uuid" },
    { name: "ord", type: "bigint" },
    ...columns,
  ])
  const own = `SELECT 0 AS part, i.ord AS ord, i.id, ${columns.map(({ name }) => `i.${q(name)}`).join(", ")} FROM ${input}`
  const following = leaders.flatMap((leader) => followParts(leader, entity, ledger, draft))
  const { costing } = ledger
  const adjusting = costing === undefined ? [] : [adjustingPart({ ledger, costing, entity }, columns, draft)]
  const parts = [own, ...adjusting, ...following.map((part, at) => part(at + 2))]
  const names = ["id", ...columns.map(({ name }) => name)].map(q).join(", ")
  return draft.finish(
    `INSERT INTO ${draft.table(entity.table)} (${names}, created_by, updated_by) SELECT ${names}, ${actor}, ${actor}` +
      ` FROM (${parts.join(" UNION ALL ")}) s ORDER BY part, ord`,
  )
}

type Part = (place: number) => string

/** One SELECT for each rule of each follow of the leader into the ledger. */
function followParts(leader: Ledger, entity: Entity, ledger: Ledger, draft: Draft): readonly Part[] {
  return leader.follows
    .filter((follow) => follow.ledger === ledger.id)
    .flatMap(({ name, when, rules }) =>
      rules.map((rule): Part => {
        const table = tableOf(leader.id, draft.model)
        const row = draft.row(table)
        const conditions = [when, rule.where].flatMap((one) =>
          one === undefined ? [] : [draft.condition(one, row)],
        )
        const values = ruleColumns(rule, `${name}.${rule.name}`, { entity, ledger }, row, draft)
        const posting = draft.param({ kind: "input", name: "posting" }, "uuid")
        const where = [`${row.alias}.posting = ${posting}`, `${row.alias}.reverses IS NULL`, ...conditions]
        const from = draft.from(row)
        const measures = writtenMeasures(entity, ledger).map(
          (measure) => `f.${q(measure)} IS DISTINCT FROM 0`,
        )
        return (place) =>
          `SELECT ${place}, f.* FROM (SELECT ${row.alias}.number AS ord, uuidv7() AS id, ${values.join(", ")} FROM ${from} WHERE ${where.join(" AND ")}) f` +
          ` WHERE ${measures.join(" OR ")}`
      }),
    )
}

function writtenMeasures({ fields }: Entity, { measures }: Ledger): readonly string[] {
  return measures.filter((name) => fields.get(name)?.derived === undefined)
}

interface Into {
  readonly entity: Entity
  readonly ledger: Ledger
}

/** The values of a following entry in the order of the written columns. */
function ruleColumns(rule: PostingRule, name: string, into: Into, row: Row, draft: Draft): readonly string[] {
  const { entity, ledger } = into
  const fields = [...entity.fields.values()]
  return writtenColumns(entity).map((column) => {
    const { alias } = row
    if (column.name === "rule") return `${quoteLiteral(name)}::text AS rule`
    const field = fields.find((one) => columnsOf(one).some((own) => own.name === column.name))
    const value = field === undefined ? undefined : valueOf(field, column, rule, ledger, { row, draft })
    if (value !== undefined) return `${value} AS ${q(column.name)}`
    const carried = ["posting", "date", "line"].includes(column.name) || column.name.startsWith("source__")
    return `${carried && hasColumn(row, column.name) ? `${alias}.${q(column.name)}` : `NULL::${column.type}`} AS ${q(column.name)}`
  })
}

function hasColumn(row: Row, name: string): boolean {
  return [...draftFields(row)].some((field) => columnsOf(field).some((column) => column.name === name))
}

function draftFields({ table }: Row): Iterable<Field> {
  // The rows of a draft stand on tables of the model.
  return (table as Entity).fields.values()
}

interface At {
  readonly row: Row
  readonly draft: Draft
}

/** What a rule says of a field: an expression, a signed amount on its side, 0 for a measure it is silent of. */
function valueOf(
  field: Field,
  { type }: Column,
  rule: PostingRule,
  { sides, measures }: Ledger,
  { row, draft }: At,
): string | undefined {
  const said = rule.values.find((one) => one.field === field.name)?.value
  if (said !== undefined) return `${draft.value(said, row)}::${type}`
  if (rule.amount !== undefined && field.name === sides?.debit)
    return `(${aboveZero(draft.value(rule.amount, row))})::${type}`
  if (rule.amount !== undefined && field.name === sides?.credit)
    return `(${aboveZero(`(-${draft.value(rule.amount, row)})`)})::${type}`
  return measures.includes(field.name) ? `0::${type}` : undefined
}

/** What is unknown stays so, and is refused: every measure of an entry is known. */
function aboveZero(value: string): string {
  return `CASE WHEN ${value} < 0 THEN 0 ELSE ${value} END`
}
