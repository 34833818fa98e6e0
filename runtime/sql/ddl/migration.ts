// A migration of one tenant as one text for the simple protocol: a transaction that takes the tenant's lock, makes sure
// that its tables are what the plan was made for, changes them, and enters the change in the registry.
import type { Change } from "../../../engine/migration/index.ts"
import { quoteLiteral } from "../quote.ts"
import { migrating } from "../bootstrap.ts"
import { changeCommands } from "./change.ts"
import type { Rendering } from "./column-change.ts"
import { markModel, markedTable, modelComment, searchPath } from "./script.ts"
import { fitted } from "./trash.ts"

/** The commands of all changes, with holes for the schemas: the same for every tenant. */
export function migrationCommands(changes: readonly Change[], rendering: Rendering): readonly string[] {
  return changes.flatMap((change) => changeCommands(change, rendering))
}

/** One tenant's way from one model's tables to another's. */
export interface Move {
  readonly schema: string
  readonly from: string
  readonly to: string
  readonly commands: readonly string[]
  /** Further commands of the same transaction: the registry's, where it is on the same server. */
  readonly also: readonly string[]
  readonly limits: MoveLimits
}

/** How long a migration may wait for others and make others wait, in milliseconds. */
export interface MoveLimits {
  readonly lockMs: number
  readonly statementMs: number
}

/** DETAIL of the TN002 raised when the tenant is being migrated by someone else, or is not at the model expected. */
export const heldElsewhere = "no other migration of the schema"
export const otherModel = "the tables of the model that the plan was made for"

/** `BEGIN; ...; COMMIT;`. Fails with 55P03 when a lock takes too long, TN002 when the schema is not as the move expects. */
export function moveTransaction(move: Move): string {
  return ["BEGIN", ...moveStart(move), ...moveWork(move), "COMMIT"].join(";\n") + ";\n"
}

/** What comes before anything is looked at or changed. */
export function moveStart({
  schema,
  from,
  limits,
}: Pick<Move, "schema" | "from" | "limits">): readonly string[] {
  const lock = `pg_try_advisory_xact_lock(hashtextextended(${quoteLiteral(`tenon migrate ${schema}`)}, 0))`
  const marked =
    `SELECT count(*) FROM pg_class WHERE relname = '${markedTable}'` +
    ` AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ${quoteLiteral(schema)})` +
    ` AND obj_description(oid, 'pg_class') = ${quoteLiteral(modelComment(from))}`
  return [
    `SET LOCAL lock_timeout = ${limits.lockMs}`,
    `SET LOCAL statement_timeout = ${limits.statementMs}`,
    `SELECT tenon.expect(${lock}::integer, ${quoteLiteral(heldElsewhere)})`,
    `SELECT tenon.expect((${marked}), ${quoteLiteral(otherModel)})`,
    searchPath(schema),
    `SET LOCAL ${migrating} = 'on'`,
  ]
}

/** The changes themselves, the new mark and what else belongs to the transaction. */
export function moveWork({ schema, to, commands, also }: Omit<Move, "limits" | "from">): readonly string[] {
  return [
    ...commands.map((command) => fitted(command, schema)),
    markModel(to),
    "SET LOCAL search_path TO DEFAULT",
    ...also,
  ]
}
