// A probe as a statement: which rows, before anything happens, stand in the way?
import type { Probe } from "../../../engine/migration/index.ts"
import { quoteIdentifier as name } from "../quote.ts"
import { isConvertible, keepsValue } from "./conversion.ts"
import { condition } from "./constraint.ts"
import { formula } from "../expression/index.ts"

/** How many rows a probe names. */
const named = 5

/**
 * A query for the schema in search_path: at most five rows of (number of all rows found, id, value in question as text).
 * The id is NULL where the table has none.
 */
export function probeQuery(probe: Probe): string {
  const table = name(probe.table)
  const found = (where: string, value: string): string =>
    `SELECT count(*) OVER ()::text, to_jsonb(t) ->> 'id', ${value} FROM ${table} t WHERE ${where} LIMIT ${named}`
  switch (probe.kind) {
    case "rows":
      return found("true", "NULL")
    case "filled":
      return found(`${name(probe.column)} IS NOT NULL`, `${name(probe.column)}::text`)
    case "nulls":
      return found(`${name(probe.column)} IS NULL`, "NULL")
    case "duplicates":
      return duplicates(table, probe)
    case "violates":
      return found(`NOT (${condition(probe.check)})`, checkedValue(probe.check))
    case "orphans": {
      const target = `SELECT FROM ${name(probe.target)} target WHERE target.id = t.${name(probe.column)}`
      const missing = `t.${name(probe.column)} IS NOT NULL AND NOT EXISTS (${target})`
      return found(missing, `t.${name(probe.column)}::text`)
    }
    case "unconvertible":
      return found(
        `NOT ${isConvertible(name(probe.column), probe.from, probe.to)}`,
        `${name(probe.column)}::text`,
      )
    case "rounded":
      return found(
        `NOT (${keepsValue(name(probe.column), probe.from, probe.to)})`,
        `${name(probe.column)}::text`,
      )
  }
}

function checkedValue(check: Extract<Probe, { kind: "violates" }>["check"]): string {
  return "columns" in check ? "NULL" : `${name(check.column)}::text`
}

/** NULLs count as different, as in the unique index; without columns, more than one row is one too many. */
function duplicates(table: string, { columns, where }: Extract<Probe, { kind: "duplicates" }>): string {
  const keys = columns.map(name)
  const conditions = keys.map((key) => `${key} IS NOT NULL`)
  if (where !== undefined) conditions.push(`(${formula(where)})`)
  const shared = keys.length === 0 ? "NULL" : `concat_ws(', ', ${keys.join(", ")})`
  const group = keys.length === 0 ? "" : `PARTITION BY ${keys.join(", ")}`
  const rows =
    `SELECT id, ${shared} AS value, count(*) OVER (${group}) AS times` +
    ` FROM ${table}${conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`}`
  return `SELECT count(*) OVER ()::text, id::text, value FROM (${rows}) t WHERE times > 1 ORDER BY value, id LIMIT ${named}`
}
