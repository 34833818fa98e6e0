// What a schema holds, asked of pg_catalog by namespace: information_schema would walk the tables of all tenants.
import type { Statement } from "../types.ts"
import { markedTable } from "./script.ts"

const tables = `SELECT c.oid FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)`

/** Rows of (table, column, type, not null, default, generated, identity, comment), in the order of the columns. */
export function columnsQuery(schema: string): Statement {
  return asked(
    `SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull::text,
  pg_get_expr(d.adbin, d.adrelid), a.attgenerated::text, a.attidentity::text, col_description(c.oid, a.attnum)
FROM pg_class c
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.oid IN (${tables}) ORDER BY c.relname, a.attnum`,
    schema,
  )
}

/** Rows of (table, kind, name): a kind of constraint, `index` or `trigger`. NOT NULL is told by the columns. */
export function definitionsQuery(schema: string): Statement {
  return asked(
    `SELECT c.relname, CASE o.contype WHEN 'p' THEN 'primary' WHEN 'f' THEN 'foreign' WHEN 'x' THEN 'exclude' ELSE 'check' END, o.conname
FROM pg_constraint o JOIN pg_class c ON c.oid = o.conrelid
WHERE o.conrelid IN (${tables}) AND o.contype IN ('p', 'f', 'c', 'u', 'x')
UNION ALL
SELECT c.relname, 'index', i.relname FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
WHERE x.indrelid IN (${tables}) AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = x.indexrelid AND o.contype IN ('p', 'u', 'x'))
UNION ALL
SELECT c.relname, 'trigger', t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgrelid IN (${tables}) AND NOT t.tgisinternal
ORDER BY 1, 2, 3`,
    schema,
  )
}

/** To come first among the statements of one transaction: printing a default waits for whoever holds the table. */
export const patience: Statement = {
  text: "SELECT set_config('lock_timeout', '5s', true)",
  values: [],
  prepared: false,
}

/** One row of (comment that says which model the schema's tables are of); none where the schema is not a tenant's. */
export function modelQuery(schema: string): Statement {
  return asked(
    `SELECT obj_description(c.oid, 'pg_class') FROM pg_class c
WHERE c.relname = '${markedTable}' AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)`,
    schema,
  )
}

/** Rows of (schema, comment that says which model its tables are of), for those of the schemas that are there. */
export function modelsQuery(schemas: readonly string[]): Statement {
  const text = `SELECT n.nspname, obj_description(c.oid, 'pg_class') FROM pg_namespace n
JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = '${markedTable}' AND c.relkind = 'r'
WHERE n.nspname = ANY (ARRAY(SELECT json_array_elements_text($1::json)))`
  return { text, values: [JSON.stringify(schemas)], prepared: false }
}

function asked(text: string, schema: string): Statement {
  return { text, values: [schema], prepared: false }
}

/** Rows of (schema, table, comment) of all that lies in the trash of the server's tenants. */
export function trashQuery(): Statement {
  const text = `SELECT n.nspname, c.relname, obj_description(c.oid, 'pg_class') FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname LIKE '%\\_\\_trash' AND c.relkind = 'r'`
  return { text, values: [], prepared: false }
}
