// The fixture of the expression tests as tables in PostgreSQL, and translation into statements over them.
import type pg from "pg"
import type { Expression } from "../../../engine/expression/index.ts"
import {
  Joins,
  translate,
  type ExpressionSlot,
  type Mode,
  type Row,
  type Target,
} from "../../../runtime/sql/expression/index.ts"
import { arrayText } from "../../../runtime/sql/template.ts"
import { now, today } from "../../engine/expression/fixture/env.ts"
import type { World } from "../../engine/expression/fixture/rows.ts"
import { quote, tables, type TestTable } from "../../engine/expression/fixture/shapes.ts"

const ddl = `
create schema quotes;
set search_path = quotes;
create table crm_customer (id uuid primary key, name text, credit numeric(14,2), days integer, since date, above uuid);
create table base_user (id uuid primary key, name text, "limit" numeric(18,4), customer uuid, roles text[]);
create table base_user__customers (record uuid, target uuid, position integer);
create table crm_quote (id uuid primary key, state text not null, title text, amount numeric(18,4), rate numeric(9,2) not null,
  big numeric(60,30), rank integer, code bigint, active boolean, due date, sent_at timestamptz, at time, customer uuid,
  owner uuid not null, subject__crm_customer uuid, subject__base_user uuid, tags text[]);
create table crm_quote__lines (id uuid primary key default uuidv7(), parent uuid not null, position integer not null,
  quantity numeric(12,3), price numeric(18,4), note text, done boolean, product_of uuid);
create table crm_quote__watchers (record uuid, target uuid, position integer);`

/** Makes the tables and fills them from the world. */
export async function load(client: pg.Client, { customers, users, quotes }: World): Promise<void> {
  await client.query(ddl)
  const rows = quotes.map(({ subject, ...rest }) => ({
    ...rest,
    subject__crm_customer: subject?.entity === "crm.customer" ? subject.id : null,
    subject__base_user: subject?.entity === "base.user" ? subject.id : null,
  }))
  const lines = quotes.flatMap(({ id, lines }) => lines.map((line) => ({ ...line, parent: id })))
  await insert(client, "crm_customer", customers)
  await insert(client, "base_user", users)
  await insert(
    client,
    "base_user__customers",
    users.flatMap(({ id, customers: all }) => links(id, all)),
  )
  await insert(client, "crm_quote", rows)
  await insert(
    client,
    "crm_quote__lines (parent, position, quantity, price, note, done, product_of)",
    lines,
    "parent, position, quantity, price, note, done, product_of",
  )
  await insert(
    client,
    "crm_quote__watchers",
    quotes.flatMap(({ id, watchers }) => links(id, watchers)),
  )
}

function links(record: string, targets: readonly string[]): readonly object[] {
  return targets.map((target, position) => ({ record, target, position }))
}

async function insert(
  client: pg.Client,
  table: string,
  rows: readonly object[],
  columns = "*",
): Promise<void> {
  const name = table.split(" ")[0]
  await client.query(
    `insert into ${table} select ${columns} from json_populate_recordset(null::${name}, $1)`,
    [JSON.stringify(rows)],
  )
}

/** A statement in the making over one table, with its parameters. */
export class Statement {
  readonly slots: ExpressionSlot[] = []
  readonly target: Target
  readonly row: Row
  #aliases = 0

  constructor(table: TestTable = quote) {
    this.target = {
      shape: (id) => {
        const found = tables.get(id)
        if (found === undefined) throw new Error(`no table ${id}`)
        return found
      },
      table: (name) => `quotes."${name}"`,
      param: (slot, type) => `$${this.slots.push(slot)}::${type}`,
      alias: () => `t${++this.#aliases}`,
    }
    this.row = { alias: "r", table, joins: new Joins(this.target) }
  }

  translate({ node }: Expression, mode: Mode): string {
    return translate(node, this.row, this.target, mode)
  }

  /** The table with its joins, as it stands in FROM. */
  from(): string {
    return `quotes.${this.row.table.table} r${this.row.joins.text()}`
  }

  /** The parameters' values for the first user of the world. */
  values({ users }: World): readonly (string | null)[] {
    const user: Readonly<Record<string, unknown>> = { ...users[0] }
    return this.slots.map((slot) => {
      if (slot.kind === "literal") return slot.value
      if (slot.kind === "today") return today
      if (slot.kind === "now") return now
      if (slot.kind === "input") return null
      const value = user[slot.field] ?? null
      return Array.isArray(value) ? arrayText(value.map(String)) : typeof value === "string" ? value : null
    })
  }
}

/** The text of a value in the form in which evaluation shows it. */
export function asText(sql: string, { node }: Expression): string {
  switch (node.type.kind) {
    case "number":
      return `trim_scale(${sql}::numeric)::text`
    case "instant":
      return `to_char(${sql} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    case "date":
      return `to_char(${sql}, 'YYYY-MM-DD')`
    case "boolean":
      return `case ${sql} when true then 'true' when false then 'false' end`
    default:
      return `${sql}::text`
  }
}
