// The SQL that makes, renames and removes a tenant's role and schema, as scripts for the simple protocol.
// Takes names, gives text. Every script is meant for a transaction of the admin role.
import { requestRole } from "../bootstrap.ts"
import { quoteIdentifier, quoteLiteral } from "../quote.ts"

/** Where a tenant's rows live and the NOLOGIN role its requests run under; both are plain identifiers. */
export interface Dwelling {
  readonly schema: string
  readonly role: string
}

/** Marks a schema as ours, so that leftovers can be told from other people's schemas. */
export const schemaMark = "tenon tenant"

/**
 * Role, schema and rights of a new tenant around `tables`, the script that creates its tables.
 *
 * CREATE ROLE .. ROLE makes `tenon_app` a member in the same command: one change of pg_auth_members, so backends
 * rebuild their membership cache once (utils/adt/acl.c); the membership inherits nothing because `tenon_app` is
 * NOINHERIT (https://www.postgresql.org/docs/18/sql-createrole.html).
 */
export function createDwelling(at: Dwelling, tables: string): string {
  const schema = quoteIdentifier(at.schema)
  const role = quoteIdentifier(at.role)
  return [
    `CREATE ROLE ${role} NOLOGIN NOINHERIT ROLE ${requestRole};`,
    `CREATE SCHEMA ${schema};`,
    `COMMENT ON SCHEMA ${schema} IS '${schemaMark}';`,
    // Set before the tables exist: they are then born with their rights, and so is every later one.
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${role};`,
    `GRANT USAGE ON SCHEMA ${schema} TO ${role};`,
    tables,
  ].join("\n")
}

/** Gives a schema made ahead its tenant's name. The role keeps its own: renaming it would empty membership caches. */
export function renameSchema(from: string, to: string): string {
  return `ALTER SCHEMA ${quoteIdentifier(from)} RENAME TO ${quoteIdentifier(to)};
SELECT tenon.settle(${quoteLiteral(to)});`
}

/** Removes schema, trash schema and role, and nothing else; already missing ones are not an error. */
export function dropDwelling(at: Dwelling): string {
  // The role's rights all lie on the schema and go with it. Should anything else depend on the role, DROP ROLE says so.
  return [
    `DROP SCHEMA IF EXISTS ${quoteIdentifier(at.schema)} CASCADE;`,
    `DROP SCHEMA IF EXISTS ${quoteIdentifier(trashOf(at.schema))} CASCADE;`,
    `DROP ROLE IF EXISTS ${quoteIdentifier(at.role)};`,
  ].join("\n")
}

/** Name of the schema that keeps what migrations took away. */
export function trashOf(schema: string): string {
  return `${schema}__trash`
}
