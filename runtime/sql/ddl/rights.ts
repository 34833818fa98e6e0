// What a tenant's role may do with a table, as a command and as a question. No name of a role stands here, so that one text
// serves every tenant: the role is whom the schema's default privileges name.
import type { Rights } from "../../../engine/migration/index.ts"
import { quoteIdentifier, quoteLiteral } from "../quote.ts"
import type { Statement } from "../types.ts"

/** The privileges that tables are born with, those of logs, of sums, and of sums with a state. */
const privileges = {
  write: ["DELETE", "INSERT", "SELECT", "UPDATE"],
  append: ["INSERT", "SELECT"],
  read: ["SELECT"],
  state: ["SELECT", "column INSERT", "column UPDATE"],
} as const

/** Gives the tenant exactly these rights on a table of the schema in search_path; `keys` are the columns with which he opens
 * a row whose state he keeps. */
export function rightsCommand(table: string, rights: Rights, keys: readonly string[] = []): string {
  if (rights === "other") throw new Error(`the rights on ${table} are not known`)
  const given =
    rights === "state"
      ? `SELECT, INSERT (${keys.map(quoteIdentifier).join(", ")}), UPDATE (state)`
      : privileges[rights].join(", ")
  return `SELECT tenon.allow(${quoteLiteral(quoteIdentifier(table))}, ${quoteLiteral(given)})`
}

/** Rows of (table, privileges of the tenant's role on it and on its columns, as `rightsOf` reads them). */
export function rightsQuery(schema: string): Statement {
  const text = `SELECT c.relname, (
  SELECT string_agg(DISTINCT p.privilege_type, ', ' ORDER BY p.privilege_type) FROM (
    SELECT a.grantee, a.privilege_type FROM aclexplode(c.relacl) a
    UNION ALL SELECT b.grantee, 'column ' || b.privilege_type FROM pg_attribute t, aclexplode(t.attacl) b WHERE t.attrelid = c.oid
  ) p WHERE p.grantee <> c.relowner)
FROM pg_class c
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) ORDER BY 1`
  return { text, values: [schema], prepared: false }
}

/** The rights that the privileges in an answer to `rightsQuery` are. */
export function rightsOf(found: string | null): Rights {
  const held = (found ?? "").split(", ").sort().join(", ")
  const known = Object.entries(privileges).find(([, list]) => list.join(", ") === held)
  return isRights(known?.[0]) ? known[0] : "other"
}

function isRights(name: string | undefined): name is keyof typeof privileges {
  return name !== undefined && Object.hasOwn(privileges, name)
}
