// The SQL of the two servers that Tenon is measured against: written by hand, one statement each, JSON built by Postgres.

export interface Query {
  /** Name of the prepared statement. */
  readonly name: string
  readonly text: string
}

/** Columns that a create sends, in the order of the statement's parameters. */
export const sent = [
  "number",
  "customer",
  "issue_date",
  "due_date",
  "status",
  "currency",
  "net",
  "tax",
  "total",
  "reference",
  "notes",
  "paid",
] as const

const system = ["id", "version", "created_at", "created_by", "updated_at", "updated_by"]
const decimals = new Set<string>(["net", "tax", "total"])
const shown = [...system, ...sent].map((name) =>
  decimals.has(name) ? `i.${name}::text AS ${name}` : `i.${name}`,
)
const types: Readonly<Record<string, string>> = {
  customer: "uuid",
  issue_date: "date",
  due_date: "date",
  net: "numeric",
  tax: "numeric",
  total: "numeric",
  paid: "boolean",
}

/** The seven kinds of work over the tables of one schema. `history` adds the audit row that Tenon writes as well. */
export function queries(schema: string, history: "with history" | "plain") {
  const [invoice, customer] = [`"${schema}".bench_invoice`, `"${schema}".bench_customer`]
  const row = `(SELECT row_to_json(r) FROM (SELECT ${shown.join(", ")}) r)`
  const wanted = "i.status = $1 ORDER BY i.issue_date DESC, i.id DESC LIMIT 25"
  const list = (select: string, from: string): string =>
    `SELECT coalesce(json_agg(j), '[]')::text FROM (SELECT ${select} AS j FROM ${from} WHERE ${wanted}) p`
  const columns = sent.join(", ")
  const typed = sent.map((name) => `${name} ${types[name] ?? "text"}`).join(", ")
  const values = sent.map((name, at) => `$${at + 1}::${types[name] ?? "text"}`).join(", ")
  const insert = (source: string): string =>
    `INSERT INTO ${invoice} AS i (${columns}) ${source} RETURNING i.*`
  const audited = (write: string, action: string, reply: string): string =>
    history === "plain"
      ? `WITH i AS (${write}) SELECT ${reply}::text FROM i`
      : `WITH i AS (${write}), h AS (INSERT INTO "${schema}"._history (entity, record, version, action, changes)
         SELECT 'bench.invoice', i.id, i.version, '${action}', to_jsonb(i) FROM i) SELECT ${reply}::text FROM i`
  const partner = `(SELECT row_to_json(c) FROM (SELECT c.id, c.name) c)`
  const expanded = `(SELECT row_to_json(r) FROM (SELECT i.id, i.number, i.issue_date, i.total::text AS total, ${partner} AS customer) r)`
  const update = `UPDATE ${invoice} AS i SET reference = $2, version = version + 1, updated_at = now() WHERE id = $1 RETURNING i.*`
  return {
    read: { name: "read", text: `SELECT ${row}::text FROM ${invoice} i WHERE i.id = $1` },
    list: { name: "list", text: list(row, `${invoice} i`) },
    expand: { name: "expand", text: list(expanded, `${invoice} i JOIN ${customer} c ON c.id = i.customer`) },
    create: { name: "create", text: audited(insert(`VALUES (${values})`), "create", row) },
    update: { name: "update", text: audited(update, "update", row) },
    createMany: {
      name: "create_many",
      text: audited(
        insert(`SELECT ${columns} FROM json_to_recordset($1) AS x(${typed})`),
        "create",
        `json_agg(${row})`,
      ),
    },
    aggregate: {
      name: "aggregate",
      text: `SELECT coalesce(json_agg(g), '[]')::text FROM (SELECT status, sum(total)::text AS "sum(total)",
             count(*) AS "count()" FROM ${invoice} GROUP BY status ORDER BY status) g`,
    },
  } satisfies Record<string, Query>
}
