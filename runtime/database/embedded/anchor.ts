// Each process that uses an embedded server holds one quiet connection with a shared lock. Whoever can take the lock
// for itself alone is the last: the lock of a killed process goes with its connection, so no file can be left stale.
import pg from "pg"

export interface Anchor {
  /** Resolves when the connection has ended, of our own will or not: then the server may be gone. */
  readonly lost: Promise<void>
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
  const lost = new Promise<void>((resolve) => {
    client.once("end", () => {
      open = false
      resolve()
    })
  })
  // "end" follows; without a listener the process would end.
  client.on("error", () => (open = false))
  try {
    await client.connect()
    const answer = await client.query<{ held: boolean; cluster: string }>(
      "select pg_try_advisory_lock_shared($1) as held, current_setting('data_directory') as cluster",
      [lock],
    )
    const row = answer.rows[0]
    if (row?.held !== true || row.cluster !== cluster) throw new Error("on its way out, or not ours")
  } catch {
    await client.end()
    return undefined // the caller tries again, and after its patience refuses with the server's log
  }
  return {
    lost,
    async letGo() {
      if (!open) return true
      await client.query("select pg_advisory_unlock_shared($1)", [lock])
      const answer = await client.query<{ last: boolean }>("select pg_try_advisory_lock($1) as last", [lock])
      await client.end()
      return answer.rows[0]?.last === true
    },
  }
}
