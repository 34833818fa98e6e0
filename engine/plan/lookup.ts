// Which values a change looks up anew: those that follow a field which the change writes, and are not given by it.
import type { Grant } from "../access/index.ts"
import {
  fillingRounds,
  isRows,
  type Entity,
  type Field,
  type Rows,
  type Rule,
  type Table,
} from "../model/index.ts"
import type { Assertions, Clean, LookedUp } from "./types.ts"
import { reads } from "../expression/index.ts"

/** What follows a patch. */
export interface Following {
  readonly lookups: readonly LookedUp[]
  /** Fields of the record that change with it; a rows field stands for what changes in its rows. */
  readonly fields: readonly string[]
}

/** What follows the patch `record` of an entity: only what people write is followed, the system says all that it means. */
export function following(entity: Entity, record: Clean, { by }: Pick<Grant, "by">): Following {
  if (by === "system" || !looksUp(entity)) return { lookups: [], fields: [] }
  const given = new Set(Object.keys(record))
  const touched = new Set([...given, ...copiedWith(entity, given)])
  const own = anew(entity, record, touched, new Set()).map((field): LookedUp => ({ table: entity, field }))
  const inRows = [...entity.rows.values()].flatMap((rows) => {
    const found = rowsAnew(rows, record[rows.field], touched)
    if (found.length > 0) touched.add(rows.field)
    return found
  })
  return { lookups: [...own, ...inRows], fields: [...touched].filter((name) => !given.has(name)) }
}

/** The rules of an update with what follows it: those that read what is looked up are asserted once it is. `given` are the
 * rules of what people write, which alone compare with the record before: nobody wrote what follows. */
export function waiting(
  { inline, after, rows }: Assertions,
  given: Assertions,
  lookups: readonly LookedUp[],
): Assertions {
  const found = new Set(lookups.filter(({ table }) => !isRows(table)).map(({ field }) => field.name))
  const asked = new Set([...given.inline, ...given.after])
  const waits = (rule: Rule): boolean =>
    !rule.needsOld && reads(rule.assert.node).some(({ steps }) => found.has(steps[0]?.field ?? ""))
  const due = (rule: Rule): boolean => !rule.needsOld || asked.has(rule)
  return {
    inline: inline.filter((rule) => due(rule) && !waits(rule)),
    after: [...inline.filter(waits), ...after.filter(due)],
    rows,
  }
}

const known = new WeakMap<Entity, boolean>()

function looksUp(entity: Entity): boolean {
  const found =
    known.get(entity) ?? [entity, ...entity.rows.values()].some((table) => fillingRounds(table).length > 0)
  known.set(entity, found)
  return found
}

/** The fields that the choice of other records fills anew. */
function copiedWith({ fields }: Table, given: ReadonlySet<string>): readonly string[] {
  const chosen = [...fields.values()].filter(({ name }) => given.has(name))
  return chosen.flatMap(({ copy = [] }) => copy.map(({ field }) => field))
}

/** The fields of one row to look up, in order; `touched` and what is found go on to what follows them. */
function anew(
  table: Table,
  given: Clean,
  touched: Set<string>,
  holder: ReadonlySet<string>,
): readonly Field[] {
  return fillingRounds(table)
    .flat()
    .filter(({ name, lookup }) => {
      if (lookup === undefined || given[name] !== undefined) return false
      if (lookup.unless.some((one) => (given[one] ?? null) !== null)) return false
      const { own, holder: held } = lookup.reads
      if (!own.some((one) => touched.has(one)) && !held.some((one) => holder.has(one))) return false
      touched.add(name)
      return true
    })
}

/** In each row that changes what follows the records that it is chosen to be of; what follows its other fields, and in all
 * rows what follows the record around them, where it still is as it was found: what somebody typed stays. */
function rowsAnew(rows: Rows, given: unknown, holder: ReadonlySet<string>): readonly LookedUp[] {
  if (!Array.isArray(given))
    return anew(rows, {}, new Set(), holder).map((field) => ({
      table: rows,
      field,
      rows: { changed: [], left: "all" },
    }))
  const changed = new Map<Field, string[]>()
  const left = new Map<Field, string[]>()
  // Rows of a clean record are clean records.
  for (const row of given as readonly Clean[]) {
    if (typeof row["id"] !== "string") continue
    const chosen = Object.keys(row).filter((name) => refers(rows.fields.get(name)))
    const other = anew(rows, row, new Set(chosen), new Set())
    const all = anew(rows, row, new Set(Object.keys(row)), holder)
    for (const field of all) {
      const into = other.includes(field) ? changed : left
      into.set(field, [...(into.get(field) ?? []), row["id"]])
    }
  }
  return fillingRounds(rows)
    .flat()
    .filter((field) => changed.has(field) || left.has(field))
    .map((field) => ({
      table: rows,
      field,
      rows: { changed: changed.get(field) ?? [], left: left.get(field) ?? [] },
    }))
}

function refers(field: Field | undefined): boolean {
  return field?.storage.kind === "ref" || field?.storage.kind === "any_ref"
}
