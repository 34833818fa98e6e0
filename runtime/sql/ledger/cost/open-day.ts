// The first day from a given one on that no lock of a ledger closes.
import type { EntryPath, LedgerLock, LockMatch } from "../../../../engine/model/index.ts"
import type { Draft, Row } from "../../draft.ts"
import { quoteIdentifier as q } from "../../quote.ts"

/** What locks compare entries with, each once. */
export function lockPaths(locks: readonly LedgerLock[]): readonly EntryPath[] {
  const paths = locks.flatMap(({ match }) => match).map(({ entry }) => entry)
  return [...new Map(paths.map((path) => [nameOf(path), path])).values()]
}

/** The values of the paths of an entry as a JSON array. */
export function lockKeys(paths: readonly EntryPath[], row: Row, draft: Draft): string {
  return `jsonb_build_array(${paths.map((path) => valueOf(path, row, draft)).join(", ")})`
}

/**
 * The first open day for an entry of the day `d.date` with the values `d.keys`, in the order of `lockPaths`; `infinity`
 * where a lock never ends. Exceptions are for those who write, not for what follows from it.
 */
export function openDay(locks: readonly LedgerLock[], draft: Draft): string {
  if (locks.length === 0) return "d.date"
  const paths = lockPaths(locks)
  const closed = locks.map((lock) => closing(lock, paths, draft)).join(" UNION ALL ")
  const next = `SELECT max(c.until) + 1 AS day FROM (${closed}) c(until)`
  return `(WITH RECURSIVE later(day) AS (SELECT d.date UNION SELECT n.day FROM later CROSS JOIN LATERAL (${next}) n WHERE n.day IS NOT NULL) SELECT max(day) FROM later)`
}

const nameOf = ({ field, of }: EntryPath): string => (of === undefined ? field : `${field}.${of.field}`)

function valueOf({ field, of }: EntryPath, row: Row, draft: Draft): string {
  const own = `${row.alias}.${q(field)}`
  return of === undefined ? own : `${row.joins.to(draft.shape(of.entity).table, own)}.${q(of.field)}`
}

/** The last days of the locks that close `later.day` to such an entry. */
function closing(lock: LedgerLock, paths: readonly EntryPath[], draft: Draft): string {
  const row = draft.row(draft.shape(lock.entity))
  const conditions = [
    "isfinite(later.day)",
    ...(lock.from === undefined ? [] : [`later.day >= ${row.alias}.${q(lock.from)}`]),
    ...(lock.to === undefined ? [] : [`later.day <= ${row.alias}.${q(lock.to)}`]),
    ...matching(lock.match, paths, row),
    ...(lock.when === undefined ? [] : [draft.condition(lock.when, row)]),
  ]
  const until = lock.to === undefined ? "'infinity'::date" : `${row.alias}.${q(lock.to)}`
  return `SELECT ${until} FROM ${draft.from(row)} WHERE ${conditions.join(" AND ")}`
}

/** An empty field of a lock matches everything, one with a list any of its values. */
function matching(match: LockMatch, paths: readonly EntryPath[], row: Row): readonly string[] {
  return match.map(({ lock, entry }) => {
    const field = `${row.alias}.${q(lock)}`
    const value = `(d.keys ->> ${paths.findIndex((path) => nameOf(path) === nameOf(entry))})`
    const isList = row.table.fields.get(lock)?.type.kind === "list"
    return isList
      ? `(${field} IS NULL OR cardinality(${field}) = 0 OR ${value} = ANY (${field}::text[]))`
      : `(${field} IS NULL OR ${field}::text = ${value})`
  })
}
