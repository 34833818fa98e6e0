// Which model each schema's tables are of, as the schemas themselves say: the mark is written with the tables, so it is
// right after any crash.
import type { AdminSession } from "../database/index.ts"
import { modelOf, modelsQuery } from "../sql/ddl/index.ts"

/** Fingerprints by schema; absent for a schema that is not there or not a tenant's. */
export async function marksOf(
  server: Pick<AdminSession, "run">,
  schemas: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const [rows = []] = await server.run([modelsQuery(schemas)])
  return new Map(
    rows.flatMap(([schema, comment]): [string, string][] => {
      const fingerprint = modelOf(comment ?? null)
      return schema == null || fingerprint === undefined ? [] : [[schema, fingerprint]]
    }),
  )
}
