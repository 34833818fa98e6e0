// UpdatePlan and DeletePlan -> statements.
import {
  isRows,
  type Condition,
  type Entity,
  type Field,
  type Model,
  type Rows,
} from "../../../engine/model/index.ts"
import type { DeletePlan, LookedUp, UpdatePlan } from "../../../engine/plan/index.ts"
import { Draft, type Row } from "../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import { jsonOf, valueOf } from "../read/columns.ts"
import type { Template } from "../template.ts"
import { assertAfter, assertions, refusal } from "./assert.ts"
import {
  deleteLinks,
  deleteRows,
  inputOf,
  insertLinks,
  insertRows,
  setInRows,
  updateRows,
} from "./children.ts"
import { fetched } from "./copy.ts"
import { columnsOf, recordset, type Column } from "./input.ts"
import { journal } from "./journal.ts"
import { lookupTemplates } from "./lookup.ts"
import { savedReply } from "./once.ts"
import { refreshTemplates } from "./refresh.ts"
import { drawing } from "./sequence.ts"

/** What is done to the rows of a field: they are replaced by these parts, or fields are `set` in those that are there. */
interface RowsShape {
  readonly field: Field
  readonly parts: readonly ("kept" | "added")[]
  readonly set?: readonly string[]
}

/** The shape of an update: equal shapes are served by the same statements. */
export type UpdateShape = Pick<UpdatePlan, "entity" | "allowed" | "rules" | "refresh" | "select"> & {
  /** Names of the record's own fields that are set. */
  readonly set: readonly string[]
  readonly rows: readonly RowsShape[]
  readonly many: readonly Field[]
  /** Fields that are looked up anew, of the record first. */
  readonly lookups?: readonly LookedUp[]
  /** Fields with a running number that is given now, where there is none yet. */
  readonly numbers?: readonly Field[]
  readonly versioned: boolean
  readonly once: boolean
  /** What history and outbox call it; `update` if absent. */
  readonly action?: string
  /** Nobody waits for what became of the record: it is read once all is done. */
  readonly reply?: "none"
}

/** Statements for an update. Inputs: `id`, `ids` (of the one), `set`, `version`, and those of children, refresh, once.
 * The last statement gives [json, version]. TN002 `update` says that no row was met. */
export function updateTemplates(shape: UpdateShape, model: Model): Template[] {
  const { lookups = [] } = shape
  const later = [shape.rows, shape.many, lookups, shape.refresh, shape.rules.after].some(
    (parts) => parts.length > 0,
  )
  const [inRows, own] = [
    lookups.filter(({ table }) => isRows(table)),
    lookups.filter(({ table }) => !isRows(table)),
  ]
  const between = [
    ...lookupTemplates(own, model),
    ...shape.rows.flatMap((one) => childStatements(one, model)),
    ...lookupTemplates(inRows, model),
    ...shape.many.flatMap((field) =>
      field.storage.kind === "many"
        ? [deleteLinks(field.storage.table, model), insertLinks(field, field.storage.table, model)]
        : [],
    ),
    ...refreshTemplates(shape.refresh, model),
    ...(shape.rules.after.length > 0
      ? [assertAfter(shape.entity, "id", assertions(shape.rules.after), model)]
      : []),
    ...shape.rules.rows.flatMap(({ field, rules }) =>
      field.storage.kind === "rows" && isWritten(field.storage.rows)
        ? [assertAfter(field.storage.rows, "parent", assertions(rules), model)]
        : [],
    ),
  ]
  return [
    update(shape, model, later || shape.once || shape.reply === "none" ? "silent" : "reply"),
    ...between,
    ...((later || shape.once) && shape.reply !== "none" ? [updatedTemplate(shape, model)] : []),
  ]
  function isWritten({ id, field }: Rows): boolean {
    return shape.rows.some((one) => one.field.name === field) || inRows.some(({ table }) => table.id === id)
  }
}

function childStatements({ field, parts, set }: RowsShape, model: Model): Template[] {
  if (field.storage.kind !== "rows") throw new Error(`${field.name} holds no rows`)
  const { rows } = field.storage
  if (set !== undefined) return set.length === 0 ? [] : [setInRows(field, rows, set, model)]
  return [
    deleteRows(field, rows, model),
    ...(parts.includes("kept") ? [updateRows(field, rows, model)] : []),
    ...(parts.includes("added") ? [insertRows(field, rows, model)] : []),
  ]
}

function update(shape: UpdateShape, model: Model, answer: "reply" | "silent"): Template {
  const { entity } = shape
  const draft = new Draft(model)
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const actor = draft.param({ kind: "user", field: "id" }, "uuid")
  const given = shape.set.flatMap((name) => columnsOf(fieldOf(entity, name)))
  const stamps = ["version = t.version + 1", "updated_at = now()", `updated_by = ${actor}`]
  const input =
    given.length === 0
      ? ""
      : `i AS (SELECT * FROM ${recordset(draft.param({ kind: "input", name: "set" }, "jsonb"), "r", given)}), `
  const where = [
    `t.id = ${id}`,
    ...(shape.versioned ? [`t.version = ${draft.param({ kind: "input", name: "version" }, "integer")}`] : []),
    ...allowedOn(shape.allowed, entity, draft),
  ]
  const { assigned, drawn } = assigning(shape, given, where, draft)
  const w =
    `w AS (UPDATE ${draft.table(entity.table)} t SET ${[...assigned, ...stamps].join(", ")}${given.length === 0 ? "" : " FROM i"}` +
    ` WHERE ${where.join(" AND ")} RETURNING old AS o, new AS n)`
  const before: Row = draft.row(entity, "(w.o)")
  const row: Row = { ...draft.row(entity, "(w.n)"), old: before }
  const changes = `jsonb_strip_nulls(jsonb_build_object(${changed(shape, before, row, draft).join(", ")}))`
  const log = journal(
    entity,
    shape.action ?? "update",
    { id: "(w.n).id", version: "(w.n).version", changes },
    draft,
  )
  const check = refusal(assertions(shape.rules.inline), row, draft)
  const json = answer === "reply" ? `${jsonOf(shape.select, row, draft)}::text` : "NULL"
  const met = `tenon.expect((SELECT count(*) FROM w), 'update')`
  return draft.finish(
    `WITH ${input}${[...drawn, w, ...log].join(", ")} SELECT s.json, s.version, s.refusal, ${met} FROM (SELECT 1) one LEFT JOIN` +
      ` (SELECT ${json} AS json, (w.n).version::text AS version, ${check} AS refusal FROM w${row.joins.text()}) s ON true`,
  )
}

/** What the update assigns, and the CTEs that draw the running numbers among it. */
function assigning(
  shape: UpdateShape,
  given: readonly Column[],
  where: readonly string[],
  draft: Draft,
): { readonly assigned: readonly string[]; readonly drawn: readonly string[] } {
  const { entity, numbers = [] } = shape
  const set = new Set(given.map(({ name }) => name))
  const rows = `${draft.table(entity.table)} t${given.length === 0 ? "" : " CROSS JOIN i"} WHERE ${where.join(" AND ")}`
  const drawn = numbers.map((field) =>
    drawing(entity, field, rows, (name) => `${set.has(name) ? "i" : "t"}.${q(name)}`, draft),
  )
  const assigned = [
    ...given.map(({ name }) => `${q(name)} = i.${q(name)}`),
    ...copiedOnChoice(shape, given, draft),
    ...drawn.map(({ column, value }) => `${column} = ${value}`),
  ]
  return { assigned, drawn: drawn.map(({ cte }) => cte) }
}

/** A changed reference fetches its copies anew, into fields that the same patch leaves alone. */
function copiedOnChoice({ entity }: UpdateShape, given: readonly Column[], draft: Draft): string[] {
  const chosen = new Set(given.map(({ name }) => name))
  return [...entity.fields.keys()].flatMap((name) => {
    const values = chosen.has(name) ? [] : fetched(entity, name, "i", draft, chosen)
    return values.length === 0 ? [] : [`${q(name)} = coalesce(${[...values, `t.${q(name)}`].join(", ")})`]
  })
}

/** The right to update, over the row as it was: a condition that walks to other tables goes into a subquery. */
function allowedOn(allowed: Condition, entity: Entity, draft: Draft): string[] {
  if (typeof allowed !== "object") return []
  const plain = draft.row(entity, "t")
  const text = draft.condition(allowed, plain)
  if (plain.joins.text() === "") return [text]
  return [
    draft.subquery(
      entity,
      (row) => ({ select: "true", where: [`${row.alias}.id = t.id`, draft.condition(allowed, row)] }),
      "EXISTS ",
    ),
  ]
}

/** Arguments of jsonb_build_object: field, [before, after] for each that changed; NULL where it did not. */
function changed(shape: UpdateShape, before: Row, after: Row, draft: Draft): string[] {
  const numbers = (shape.numbers ?? []).map(({ name }) => name)
  const own = [...shape.set, ...numbers].flatMap((name) => {
    const field = fieldOf(shape.entity, name)
    const [o, n] =
      field.format === "secret"
        ? ["NULL::text", "NULL::text"]
        : [valueOf(field, before, draft), valueOf(field, after, draft)]
    const differs = columnsOf(field).map(
      (column) => `(w.o).${q(column.name)} IS DISTINCT FROM (w.n).${q(column.name)}`,
    )
    return [`${quoteLiteral(name)}, CASE WHEN ${differs.join(" OR ")} THEN jsonb_build_array(${o}, ${n}) END`]
  })
  const rows = shape.rows.map(({ field }) => {
    if (field.storage.kind !== "rows") throw new Error(`${field.name} holds no rows`)
    const old = draft.subquery(field.storage.rows, (child) => ({
      select: `coalesce(jsonb_agg(to_jsonb(${child.alias}) - 'parent' - 'position' ORDER BY ${child.alias}.position), '[]'::jsonb)`,
      where: [`${child.alias}.parent = (w.n).id`],
    }))
    return `${quoteLiteral(field.name)}, jsonb_build_array(${old}, ${rowsAfter(field, field.storage.rows, draft)})`
  })
  const many = shape.many.map(
    (field) =>
      `${quoteLiteral(field.name)}, jsonb_build_array(${valueOf(field, before, draft)}, to_jsonb(${draft.param({ kind: "input", name: inputOf(field, "ids") }, "uuid[]")}))`,
  )
  return [...own, ...rows, ...many]
}

/** The rows as they were given: those that stay with what they are given on top of what they hold. */
function rowsAfter(field: Field, rows: Rows, draft: Draft): string {
  const given = draft.param({ kind: "input", name: `given_${field.name}` }, "jsonb")
  return (
    `(SELECT coalesce(jsonb_agg(coalesce(to_jsonb(c) - 'parent' - 'position', '{}'::jsonb) || g.row ORDER BY g.at), '[]'::jsonb)` +
    ` FROM jsonb_array_elements(${given}) WITH ORDINALITY g(row, at) LEFT JOIN ${draft.table(rows.table)} c ON c.parent = (w.n).id AND c.id = (g.row->>'id')::uuid)`
  )
}

/** The record as it is once all is done: [json, version], for the input `id`. */
export function updatedTemplate(
  shape: Pick<UpdateShape, "entity" | "select" | "once">,
  model: Model,
): Template {
  const draft = new Draft(model)
  const row = draft.row(shape.entity)
  const json = jsonOf(shape.select, row, draft)
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const query = `SELECT ${json}::text AS json, ${row.alias}.version::text AS id FROM ${draft.from(row)} WHERE ${row.alias}.id = ${id}`
  return draft.finish(shape.once ? savedReply(query, draft) : query)
}

function fieldOf(entity: Entity, name: string): Field {
  const field = entity.fields.get(name)
  if (field === undefined) throw new Error(`${entity.id} has no field ${name}`)
  return field
}

/** Statements for a delete. Inputs: `id`, `version`, those of refresh and once. TN002 `delete` says that no row was met. */
export function deleteTemplates(
  shape: Pick<DeletePlan, "entity" | "allowed" | "refresh"> & { readonly versioned: boolean },
  model: Model,
): Template[] {
  const { entity } = shape
  const draft = new Draft(model)
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const where = [
    `t.id = ${id}`,
    ...(shape.versioned ? [`t.version = ${draft.param({ kind: "input", name: "version" }, "integer")}`] : []),
    ...allowedOn(shape.allowed, entity, draft),
  ]
  const secret = [...entity.fields.values()]
    .filter((field) => field.format === "secret")
    .map((field) => ` - ${quoteLiteral(field.name)}`)
  const w = `w AS (DELETE FROM ${draft.table(entity.table)} t WHERE ${where.join(" AND ")} RETURNING t.*)`
  const log = journal(
    entity,
    "delete",
    { id: "w.id", version: "w.version", changes: `to_jsonb(w)${secret.join("")}` },
    draft,
  )
  const main = draft.finish(
    `WITH ${[w, ...log].join(", ")} SELECT tenon.expect((SELECT count(*) FROM w), 'delete')`,
  )
  return [main, ...refreshTemplates(shape.refresh, model)]
}
