// Records of one thing: statements that find those like records just written, like a draft, or like each other.
import type { DuplicateKey, Field, Model } from "../../../engine/model/index.ts"
import type { AlikePlan } from "../../../engine/plan/index.ts"
import { Draft, type Row } from "../draft.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import type { Template } from "../template.ts"
import { columnsOf } from "../write/input.ts"

/** Told of at most; of more than that nobody chooses. */
const MOST_SHOWN = 50

/** Refuses a create where there is a record like one of those it made. Two that are made at the same time wait for each
 * other first: each statement of READ COMMITTED sees what was committed before it (PostgreSQL 13.2.1). Input `ids`. */
export function unlikeTemplates(plan: AlikePlan, model: Model): Template[] {
  return [waiting(plan, model), refusing(plan, model)]
}

function waiting({ entity, keys }: AlikePlan, model: Model): Template {
  const draft = new Draft(model)
  const ids = draft.param({ kind: "input", name: "ids" }, "uuid[]")
  const values = keys.flatMap(({ name, match, need }) => {
    const columns = match.map((field) => `n.${q(field)}::text`)
    const sets = need === "any" ? columns.map((column) => [column]) : [columns]
    return sets.map((set) => `${quoteLiteral(name)} || ${set.map((one) => `' ' || ${one}`).join(" || ")}`)
  })
  return draft.finish(
    `SELECT tenon.alone(n.tableoid, array_agg(k)) FROM ${draft.table(entity.table)} n, unnest(ARRAY[${values.join(", ")}]) k` +
      ` WHERE n.id = ANY(${ids}) AND k IS NOT NULL GROUP BY n.tableoid`,
  )
}

function refusing(plan: AlikePlan, model: Model): Template {
  const draft = new Draft(model)
  const ids = draft.param({ kind: "input", name: "ids" }, "uuid[]")
  const columns = fieldsOf(plan).map(({ name }) => `w.${q(name)}`)
  const source = `SELECT w.id, ${columns.join(", ")} FROM ${draft.table(plan.entity.table)} w WHERE w.id = ANY(${ids})`
  // Of two that came together the second is like the first.
  const others = `(f.id <> ALL(${ids}) OR array_position(${ids}, f.id) < array_position(${ids}, n.id))`
  const found = told(plan, { source, others, item: ", 'record', g.record" }, draft)
  return draft.finish(`SELECT tenon.found(r.found::text) FROM (${found}) r WHERE r.hits > 0`)
}

/** What is like the record of the input `id`, or like the draft in the input `record`: [{items, others}]. */
export function alikeTemplate(plan: AlikePlan, like: "record" | "draft", model: Model): Template {
  const draft = new Draft(model)
  const row = draft.row(plan.entity)
  const id = draft.param({ kind: "input", name: "id" }, "uuid")
  const shown = like === "record" && typeof plan.read === "object" ? draft.condition(plan.read, row) : "true"
  const columns = fieldsOf(plan).map((field) => `${keyOf(field, row, draft)} AS ${q(field.name)}`)
  const from =
    like === "record"
      ? `${draft.from(row)} WHERE ${row.alias}.id = ${id} AND ${shown}`
      : `jsonb_populate_record(NULL::${draft.table(plan.entity.table)}, ${draft.param({ kind: "input", name: "record" }, "jsonb")}) ${row.alias}${row.joins.text()}`
  const source = `SELECT ${id} AS id, ${columns.join(", ")} FROM ${from}`
  const found = told(plan, { source, others: "f.id IS DISTINCT FROM n.id", item: "" }, draft)
  return draft.finish(`SELECT r.found::text FROM (${found}) r WHERE r.sought > 0`)
}

/** Groups of records that are there more than once, among those shown: rows of [{by, values, count, items}], those with
 * most records first. Input `limit`. */
export function duplicatesTemplate(plan: AlikePlan, model: Model): Template {
  const draft = new Draft(model)
  const groups = plan.keys.map((key) => groupsOf(key, plan, draft)).join(" UNION ALL ")
  const limit = draft.param({ kind: "input", name: "limit" }, "integer")
  const row = draft.row(plan.entity)
  const item = `json_build_object('id', ${row.alias}.id, 'title', ${titleOf(plan, row, draft)})`
  const items = `SELECT json_agg(${item} ORDER BY ${row.alias}.id) FROM ${draft.from(row)} WHERE ${row.alias}.id = ANY(g.ids[1:${MOST_SHOWN}])`
  return draft.finish(
    `SELECT json_build_object('by', g.by, 'values', g.values, 'count', g.count, 'items', (${items}))::text` +
      ` FROM (SELECT * FROM (${groups}) a ORDER BY a.count DESC, a.by, a.values LIMIT ${limit}) g`,
  )
}

/** The groups that one key tells: rows of [by, values, count, ids]. */
function groupsOf({ name, match, need, where }: DuplicateKey, plan: AlikePlan, draft: Draft): string {
  const row = draft.row(plan.entity)
  const conditions = [
    typeof plan.read === "object" ? draft.condition(plan.read, row) : String(plan.read),
    ...(where === undefined ? [] : [draft.condition(where, row)]),
  ]
  const columns = match.map((field) => `${row.alias}.${q(field)}`)
  const told = (values: readonly string[], id: string): string =>
    `SELECT ${quoteLiteral(name)} AS by, ARRAY[${values.map((value) => `${value}::text`).join(", ")}] AS values, count(*) AS count, array_agg(${id} ORDER BY ${id}) AS ids`
  if (need === "all") {
    const filled = columns.map((column) => `${column} IS NOT NULL`)
    return `${told(columns, `${row.alias}.id`)} FROM ${draft.from(row)} WHERE ${[...conditions, ...filled].join(" AND ")} GROUP BY ${columns.join(", ")} HAVING count(*) > 1`
  }
  // A record that has the same value twice is one.
  const each = `SELECT DISTINCT ${row.alias}.id, v.x FROM ${draft.from(row)} CROSS JOIN LATERAL (VALUES ${columns.map((column) => `(${column})`).join(", ")}) v(x) WHERE ${[...conditions, "v.x IS NOT NULL"].join(" AND ")}`
  return `${told(["e.x"], "e.id")} FROM (${each}) e GROUP BY e.x HAVING count(*) > 1`
}

/** What is looked for: a query for rows n of [id, key fields], a condition over n and what is found, f, that keeps a record
 * from being like itself, and what is told of each besides. */
interface Sought {
  readonly source: string
  readonly others: string
  readonly item: string
}

/** A query for one row, [found, hits, sought]: what is like the rows sought, told as {entity, items, others}, how many hits
 * those are, and how many rows were sought. */
function told(plan: AlikePlan, { source, others, item }: Sought, draft: Draft): string {
  const { entity, read } = plan
  const hits = plan.keys.flatMap((_key, place) => hitsOf(plan, place, others, draft)).join(" UNION ")
  const f = draft.row(entity)
  const title = titleOf(plan, f, draft)
  const shown = typeof read === "object" ? draft.condition(read, f, "total") : String(read)
  const grouped = `SELECT record, id, array_agg(by ORDER BY place) AS by FROM hit GROUP BY record, id`
  const rows =
    `SELECT g.id, ${shown} AS shown, row_number() OVER (PARTITION BY ${shown} ORDER BY g.record, g.id) AS place,` +
    ` json_build_object('id', g.id, 'title', ${title}, 'by', g.by${item}) AS item` +
    ` FROM (${grouped}) g JOIN ${draft.table(entity.table)} ${f.alias} ON ${f.alias}.id = g.id${f.joins.text()}`
  const items = `coalesce(json_agg(s.item ORDER BY s.place) FILTER (WHERE s.shown AND s.place <= ${MOST_SHOWN}), '[]')`
  return (
    `WITH n AS MATERIALIZED (${source}), hit AS (${hits})` +
    ` SELECT json_build_object('entity', ${quoteLiteral(entity.id)}, 'items', ${items},` +
    ` 'others', count(DISTINCT s.id) FILTER (WHERE NOT s.shown)) AS found, count(*) AS hits, (SELECT count(*) FROM n) AS sought FROM (${rows}) s`
  )
}

/** Queries for rows of [record, id, by, place]: what the key at that place finds for the rows of n. */
function hitsOf({ entity, keys }: AlikePlan, place: number, others: string, draft: Draft): readonly string[] {
  const key = keys[place]
  if (key === undefined) return []
  const select = `SELECT n.id AS record, f.id, ${quoteLiteral(key.name)} AS by, ${place} AS place`
  const f = draft.row(entity, "f")
  const found = key.where === undefined ? [] : [draft.condition(key.where, f)]
  const from = `n, ${draft.from(f)}`
  if (key.need === "all") {
    const same = key.match.map((field) => `f.${q(field)} = n.${q(field)}`)
    return [`${select} FROM ${from} WHERE ${[...same, others, ...found].join(" AND ")}`]
  }
  const values = key.match.map((field) => `n.${q(field)}`).join(", ")
  return key.match.map((field) => {
    const same = `f.${q(field)} = ANY(ARRAY[${values}])`
    return `${select} FROM ${from} WHERE ${[same, others, ...found].join(" AND ")}`
  })
}

/** The value of a key as it is stored, or as it would be. */
function keyOf(field: Field, row: Row, draft: Draft): string {
  const { derived } = field
  const isWorkedOut = derived?.kind === "stored" || derived?.kind === "generated"
  const value = isWorkedOut ? draft.value(derived.expression, row) : draft.column(row, field)
  const type = columnsOf(field)[0]?.type ?? "text"
  // As the column has it, else its index does not serve.
  return type === "text" ? `(${value})::text COLLATE "default"` : `(${value})::${type}`
}

function titleOf({ title }: AlikePlan, row: Row, draft: Draft): string {
  return title === undefined ? "NULL" : draft.column(row, title)
}

function fieldsOf({ entity, keys }: AlikePlan): readonly Field[] {
  const names = new Set(keys.flatMap(({ match }) => match))
  return [...entity.fields.values()].filter(({ name }) => names.has(name))
}
