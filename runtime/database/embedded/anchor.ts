// Each process that uses an embedded server holds one quiet connection with a shared lock. Whoever can take the lock
// for itself alone is the last: the lock of a killed process goes with its connection, so no file can be left stale.
import pg from "pg"

export interface Anchor {
  /** Gives the lock up; true when no other process holds it, which then may end the server. */
  letGo(): Promise<boolean>
}

/** Any number that nobody else uses in this cluster's database `postgres`. */
const lock = 7_366_601

/** Holds on to the server at the URL; undefined when it does not answer yet or serves another cluster. */
export async function anchorTo(url: string, cluster: string): Promise<Anchor | undefined> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "tenon anchor",
    connectionTimeoutMillis: 5000,
  })
  let open = true
  client.on("error", () => (open = false)) // the server went away: the pools notice and say so
  try {
    await client.connect()
    const answer = await client.query<{ held: boolean; cluster: string }>(
      "select pg_try_advisory_lock_shared($1) as held, current_setting('data_directory') as cluster",
      [lock],
    )
    const row = answer.rows[0]
    if (row?.held !== true || row.cluster !== cluster) throw new Error("in the way out, or not ours")
  } catch {
    await client.end()
    return undefined // the caller tries again and refuses after its patience, with the server's log
  }
  return {
    async letGo() {
      if (!open) return true
      await client.query("select pg_advisory_unlock_shared($1)", [lock])
      const answer = await client.query<{ last: boolean }>("select pg_try_advisory_lock($1) as last", [lock])
      await client.end()
      return answer.rows[0]?.last === true
    },
  }
}
