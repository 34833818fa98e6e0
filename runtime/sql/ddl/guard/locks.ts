// Closed days: an entry is refused where a lock matches it that no exception lifts for whoever writes.
import type { GuardLock, GuardMatch, GuardPath } from "../../../../engine/migration/index.ts"
import { formula } from "../../expression/index.ts"
import { quoteIdentifier as q, quoteLiteral } from "../../quote.ts"

/**
 * The guard's statements for one lock. The table of the locks is held as it is until the posting ends: nobody closes a
 * period while an entry is on its way into it (PostgreSQL, 13.3.1: SHARE conflicts with the locks of writers).
 */
export function refuseClosed(lock: GuardLock): string {
  const { table, name, exception } = lock
  const paths = [...lock.match, ...(exception?.match ?? [])].map(({ entry }) => entry)
  const joins = new Map(
    paths.flatMap((path) => (path.of === undefined ? [] : [[keyOf(path), path.of] as const])),
  )
  const aliases = new Map([...joins.keys()].map((key, at) => [key, `r${at}`]))
  const value = (path: GuardPath): string =>
    path.of === undefined ? `e.${q(path.column)}` : `${aliases.get(keyOf(path)) ?? ""}.${q(path.of.column)}`
  const from = [...joins].map(
    ([key, of]) =>
      ` LEFT JOIN ${q(of.table)} ${aliases.get(key) ?? ""} ON ${aliases.get(key) ?? ""}.id = e.${q(key.split(" ")[0] ?? "")}`,
  )
  const where = [
    ...lock.match.map((match) => matched("l", match, value)),
    ...(lock.from === undefined ? [] : [`e.date >= l.${q(lock.from)}`]),
    ...(lock.to === undefined ? [] : [`e.date <= l.${q(lock.to)}`]),
    ...(lock.when === undefined ? [] : [formula(lock.when, "condition")]),
  ]
  const lifted = exception === undefined ? "" : ` AND NOT ${lifting(exception, value)}`
  return `  LOCK TABLE ${q(table)} IN SHARE MODE;
  SELECT json_build_object('lock', ${quoteLiteral(name)}, 'date', e.date)::text INTO fault FROM entered e${from.join("")}
    WHERE EXISTS (SELECT FROM ${q(table)} l WHERE ${where.join(" AND ")})${lifted} ORDER BY e.number LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'the day is closed' USING ERRCODE = 'TN012', DETAIL = fault, TABLE = TG_TABLE_NAME; END IF;`
}

function keyOf({ column, of }: GuardPath): string {
  return `${column} ${of?.table ?? ""}`
}

/** An empty field of a lock matches everything, one with a list any of its values. */
function matched(
  alias: string,
  { lock, list, entry }: GuardMatch,
  value: (path: GuardPath) => string,
): string {
  const field = `${alias}.${q(lock)}`
  return list
    ? `(cardinality(${field}) IS NOT DISTINCT FROM 0 OR ${field} IS NULL OR ${value(entry)} = ANY (${field}))`
    : `(${field} IS NULL OR ${field} = ${value(entry)})`
}

function lifting(
  { table, match, user, from, expires }: NonNullable<GuardLock["exception"]>,
  value: (path: GuardPath) => string,
): string {
  const where = [
    ...match.map((one) => matched("x", one, value)),
    `x.${q(user)} = e.created_by`,
    `e.date >= x.${q(from)}`,
    `now() < x.${q(expires)}`,
  ]
  return `EXISTS (SELECT FROM ${q(table)} x WHERE ${where.join(" AND ")})`
}
