// What the two hand-written servers do for a request, once they have understood it: one prepared statement.
import pg from "pg"
import { queries, sent, type Query } from "./queries.ts"

export type Body = Readonly<Record<string, unknown>>

/** The seven kinds of work, each giving the JSON text of the reply. Settings come from the environment. */
export function work(env: NodeJS.ProcessEnv) {
  const pool = new pg.Pool({ connectionString: env["DATABASE_URL"], max: Number(env["CONNECTIONS"] ?? 10) })
  const sql = queries(env["SCHEMA"] ?? "public", env["HISTORY"] === "1" ? "with history" : "plain")
  const one = async ({ name, text }: Query, values: readonly unknown[]): Promise<string | undefined> => {
    const { rows } = await pool.query<string[]>({ name, text, values: [...values], rowMode: "array" })
    return rows[0]?.[0]
  }
  const items = async (query: Query, values: readonly unknown[]): Promise<string> =>
    `{"items":${await one(query, values)}}`
  return {
    read: (id: string) => one(sql.read, [id]),
    list: (status: string) => items(sql.list, [status]),
    expand: (status: string) => items(sql.expand, [status]),
    create: (record: Body) =>
      one(
        sql.create,
        sent.map((name) => record[name]),
      ),
    update: (id: string, patch: Body) => one(sql.update, [id, patch["reference"]]),
    createMany: (records: readonly Body[]) => items(sql.createMany, [JSON.stringify(records)]),
    aggregate: () => items(sql.aggregate, []),
  }
}
