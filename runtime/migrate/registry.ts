// The registry's tables of migrations.
import { migrationTables } from "../sql/ddl/index.ts"
import { registryOf, type Control } from "../tenant/index.ts"

/** Creates them where they are missing; to be called after `prepareRegistry`, by as many processes as like to. */
export async function prepareMigrations(control: Control): Promise<void> {
  // CREATE .. IF NOT EXISTS alone may collide with itself (duplicate pg_type), hence the turns.
  const turns = "SELECT pg_advisory_xact_lock(hashtextextended('tenon_migration_tables', 0));"
  await registryOf(control).script(`${turns}${migrationTables}`)
}
