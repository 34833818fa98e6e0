// What holds in books at any time, asked of the tables themselves by the superuser: each invariant is a query for what
// breaks it. Knows nothing of how the books came about.
import pg from "pg"
import { compile } from "../../../engine/model/index.ts"
import { layers } from "../../modules/layers.ts"
import { derivedIn } from "../../support/derived.ts"
import { counters } from "./counters.ts"
import { inBooks } from "./documents.ts"
import { generalLedger, ledgers } from "./ledgers.ts"

const compiled = compile(layers())
if (!compiled.ok) throw new Error("the modules do not compile")
const invariants = [...ledgers, ...inBooks, ...counters, ...derivedIn(compiled.model)]

/** The names of the invariants that are broken, with their first breaches; for all tenants that keep books. */
export async function broken(superuserUrl: string): Promise<readonly string[]> {
  const client = new pg.Client(superuserUrl)
  await client.connect()
  try {
    const schemas = await client.query<{ schema: string }>(
      `SELECT schemaname AS schema FROM pg_tables WHERE tablename = '${generalLedger}'`,
    )
    const found: string[] = []
    for (const { schema } of schemas.rows) {
      await client.query(`SET search_path = "${schema}"`)
      for (const { name, breaches } of invariants) {
        const { rows } = await client.query(breaches)
        if (rows.length > 0) found.push(`${name}: ${rows.length}, first ${JSON.stringify(rows.slice(0, 3))}`)
      }
    }
    return found
  } finally {
    await client.end()
  }
}
