// The trash: a schema beside the tenant's that keeps what a migration took away, under names with the migration's label,
// until it is 30 days old. Texts here have holes for the two schemas, so that one text serves every tenant.
import { digest, type ColumnState, type TableState } from "../../../engine/migration/index.ts"
import { quoteIdentifier as name, quoteLiteral } from "../quote.ts"
import { trashOf } from "../tenancy/index.ts"

/** Stand in the text where the quoted names of the tenant's schema and of its trash are to go. */
const schemaHole = "\u0001"
const trashHole = "\u0002"

/** What tells the things of one migration in the trash apart from those of others. */
export interface Occasion {
  /** Ends the names of what goes to the trash. */
  readonly keep: string
  /** Ends the names of what comes back: the `keep` of the migration that is undone. */
  readonly restore: string
  /** When it happens, RFC 3339. */
  readonly at: string
}

/** The text for one tenant's schema. */
export function fitted(text: string, schema: string): string {
  return text.replaceAll(schemaHole, name(schema)).replaceAll(trashHole, name(trashOf(schema)))
}

/** Moves a table, whose foreign keys and triggers are gone already, to the trash. */
export function trashTable(table: TableState, occasion: Occasion): readonly string[] {
  const kept = keptName([table.name], occasion.keep)
  return [
    makeTrash,
    `ALTER TABLE ${name(table.name)} RENAME TO ${name(kept)}`,
    ...indexNames(table).map((index) => renameIndex(index, keptName([index], occasion.keep))),
    `ALTER TABLE ${name(kept)} SET SCHEMA ${trashHole}`,
    remember(kept, { table: table.name, at: occasion.at }),
  ]
}

/** Moves a table back from the trash. */
export function restoreTable(table: TableState, occasion: Occasion): readonly string[] {
  const kept = keptName([table.name], occasion.restore)
  return [
    `COMMENT ON TABLE ${trashHole}.${name(kept)} IS NULL`,
    `ALTER TABLE ${trashHole}.${name(kept)} SET SCHEMA ${schemaHole}`,
    `ALTER TABLE ${name(kept)} RENAME TO ${name(table.name)}`,
    ...indexNames(table).map((index) => renameIndex(keptName([index], occasion.restore), index)),
  ]
}

/** Names of indexes are unique in a schema, also in the trash: a table may come there twice. */
function indexNames(table: TableState): readonly string[] {
  const backed = [...table.constraints.values()].filter((one) => {
    const kind = one.kind === "opaque" ? one.of : one.kind
    return kind === "primary" || kind === "exclude"
  })
  return [...backed.map((one) => one.name), ...table.indexes.keys()]
}

function renameIndex(from: string, to: string): string {
  return `ALTER INDEX ${name(from)} RENAME TO ${name(to)}`
}

/** Copies the values of a column that are not NULL to the trash, by record. */
export function keepValues(table: string, column: ColumnState, occasion: Occasion): readonly string[] {
  const kept = keptName([table, column.name], occasion.keep)
  return [
    makeTrash,
    `CREATE TABLE ${trashHole}.${name(kept)} AS` +
      ` SELECT id, ${name(column.name)} AS value FROM ${name(table)} WHERE ${name(column.name)} IS NOT NULL`,
    remember(kept, { table, column: column.name, at: occasion.at }),
  ]
}

/** Writes the kept values back into the column and empties the trash of them. */
export function bringValues(table: string, column: string, occasion: Occasion): readonly string[] {
  const kept = keptTable(table, column, occasion)
  return [
    `UPDATE ${name(table)} t SET ${name(column)} = kept.value FROM ${kept} kept WHERE t.id = kept.id`,
    `DROP TABLE ${kept}`,
  ]
}

/** The trash's table of a column's values that are to come back, qualified. */
export function keptTable(table: string, column: string, occasion: Occasion): string {
  return `${trashHole}.${name(keptName([table, column], occasion.restore))}`
}

const makeTrash = `CREATE SCHEMA IF NOT EXISTS ${trashHole}`

/** What the purge reads. */
interface Memo {
  readonly table: string
  readonly column?: string
  readonly at: string
}

function remember(kept: string, memo: Memo): string {
  return `COMMENT ON TABLE ${trashHole}.${name(kept)} IS ${quoteLiteral(JSON.stringify(memo))}`
}

/** When a table came to the trash, of its comment; undefined where the comment is not one of ours. */
export function keptSince(comment: string | null): Date | undefined {
  const at = /"at":"([^"]+)"\}$/.exec(comment ?? "")?.[1]
  return at === undefined ? undefined : new Date(at)
}

/** Removes a table from the trash for good. */
export function dropKept(schema: string, table: string): string {
  return `DROP TABLE IF EXISTS ${name(schema)}.${name(table)}`
}

function keptName(parts: readonly string[], label: string): string {
  const whole = [...parts, label].join("__")
  return whole.length <= 63 ? whole : `${whole.slice(0, 54)}_${digest(whole)}`
}
