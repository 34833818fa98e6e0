// Which stored derived values a write makes stale, and how to come from the written records to the stale rows.
import {
  findTable,
  type Back,
  type Derivation,
  type Entity,
  type Field,
  type Model,
  type Read,
  type Rule,
  type Table,
} from "../model/index.ts"
import { closure, mayBreak } from "./rules.ts"
import type { Refresh, Way } from "./types.ts"

/** What a write touches: fields of the record, `all` on create and delete; rows fields stand for their child rows. */
export interface Touched {
  readonly fields: ReadonlySet<string> | "all"
  readonly by: "create" | "update" | "delete"
  /** Rows fields of which no row comes or goes, with the fields of the rows that change; other touched ones change wholly. */
  readonly within?: Within
}
export type Within = ReadonlyMap<string, ReadonlySet<string>>

/** The refreshes that a write of `entity` asks for, in an order in which each comes after all that it reads. */
export function refreshes(entity: Entity, touched: Touched, model: Model): Refresh[] {
  const reached = new Map<string, Way[]>()
  const found: Refresh[] = []
  for (const derivation of model.derivations) {
    const isIdle = touched.by === "create" && addsZero(derivation, entity, model)
    const ways = unique(
      derivation.reads.flatMap((read) => [
        ...(isIdle ? [] : direct(read, entity, touched, model)),
        ...onward(read, reached),
      ]),
    )
    if (ways.length === 0) continue
    reached.set(`${derivation.table}.${derivation.field}`, ways)
    if (touched.by === "delete" && ways.every((way) => isOwn(way))) continue
    append(found, refresh(derivation, ways, model), derivation)
  }
  return found.map((one) => ({ ...one, rules: rulesOver(one, touched) }))
}

/** Whether a new record adds nothing to a sum: what is summed up of it is a sum or count itself, and that starts at zero.
 * Where it does not stay zero, the way goes on from there. */
function addsZero({ table, field }: Derivation, entity: Entity, model: Model): boolean {
  const derived = tableOf(table, model).fields.get(field)?.derived
  if (derived?.kind !== "rollup" || derived.fn !== "sum" || derived.field === undefined) return false
  if (derived.of.split("/")[0] !== entity.id) return false
  return startsAtZero(tableOf(derived.of, model).fields.get(derived.field))
}

/** Whether a stored field is 0, not unknown, in a record that nothing was summed up for yet. */
export function startsAtZero(field: Field | undefined): boolean {
  const { derived } = field ?? {}
  return derived?.kind === "rollup" && (derived.fn === "count" || derived.fn === "sum")
}

/** The rules of other records, or of rows worked out anew, that the new values may break. What the written record says of
 * itself is asserted anyway. */
function rulesOver({ table, fields, ways }: Refresh, { by }: Touched): readonly Rule[] {
  const here = ways.every((way) => way.back.length === 0 || (by === "create" && isOwn(way)))
  if (here || table.rules.length === 0) return []
  const names = closure(table, new Set(fields.map(({ name }) => name)))
  return table.rules.filter((rule) => !rule.needsOld && mayBreak(rule, names))
}

/** Whether a way ends at the written record or its child rows: gone, when that record was deleted. */
export function isOwn(way: Way): boolean {
  return way.back.every((step) => step.kind === "children" || step.kind === "parent")
}

/** Ways that start at the written record itself or at its child rows. */
function direct(read: Read, entity: Entity, touched: Touched, model: Model): Way[] {
  const [head, rowsField] = read.table.split("/")
  if (head !== entity.id || !isRead(read, rowsField, touched)) return []
  const [first] = read.back
  // Nothing refers to a record that is being made: those of the same array derive their values by themselves.
  if (touched.by === "create" && first?.kind === "referrers") return []
  const back = rowsField === undefined ? read.back : fromRows(read, head, rowsField)
  if (touched.by === "delete") return [{ when: "before", back }]
  const after: Way = { when: "after", back }
  const leaves = touched.by === "update" && first !== undefined && isLost(first, rowsField, touched, model)
  return leaves ? [after, { ...after, when: "before" }] : [after]
}

/** Whether an update may cut the first step of a way: a reference that changes, or child rows that go, with what refers to
 * them left without or gone too. */
function isLost(step: Back, rowsField: string | undefined, touched: Touched, model: Model): boolean {
  const inner = rowsField === undefined ? undefined : touched.within?.get(rowsField)
  if (step.kind === "target")
    return inner === undefined
      ? rowsField !== undefined || isTouched(step.field, touched)
      : inner.has(step.field)
  if (step.kind !== "referrers" || rowsField === undefined || inner !== undefined) return false
  const storage = tableOf(step.table, model).fields.get(step.field)?.storage
  return storage?.kind === "ref" && storage.onDelete !== "restrict"
}

/** From child rows there is either the step to their parent, which is the written record, or the rows themselves. */
function fromRows(read: Read, entity: string, rowsField: string): readonly Back[] {
  if (read.back[0]?.kind === "parent") return read.back.slice(1)
  return [{ kind: "children", table: entity, field: rowsField }, ...read.back]
}

/** Ways that go on from another derived value that is refreshed before. */
function onward(read: Read, reached: ReadonlyMap<string, readonly Way[]>): Way[] {
  const ways = reached.get(`${read.table}.${read.field}`) ?? []
  return ways.map((way) => ({ ...way, back: [...way.back, ...read.back] }))
}

function isRead(read: Read, rowsField: string | undefined, touched: Touched): boolean {
  if (rowsField === undefined) return isTouched(read.field, touched)
  const inner = touched.within?.get(rowsField)
  return isTouched(rowsField, touched) && (inner === undefined || inner.has(read.field))
}

function isTouched(field: string, touched: Touched): boolean {
  return touched.fields === "all" || touched.fields.has(field)
}

function unique(ways: readonly Way[]): Way[] {
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()]
}

function refresh(derivation: Derivation, ways: readonly Way[], model: Model): Refresh {
  const table = tableOf(derivation.table, model)
  const field = table.fields.get(derivation.field)
  if (field === undefined)
    throw new Error(`derivation of a field that ${derivation.table} lacks: ${derivation.field}`)
  return { table, fields: [field], ways, rules: [] }
}

/** The entity or child rows of a table id, `crm.quote/lines`. */
export function tableOf(id: string, model: Model): Table {
  const found = findTable(id, model.entities)
  if (found === undefined) throw new Error(`a compiled model names no table ${id}`)
  return found
}

/** Joins neighbours that go the same ways to the same table, so that one UPDATE serves, unless one reads the other. */
function append(found: Refresh[], next: Refresh, { reads }: Derivation): void {
  const last = found.at(-1)
  const same = last?.table.id === next.table.id && JSON.stringify(last.ways) === JSON.stringify(next.ways)
  const reading = reads.some(
    ({ table, field }) => table === last?.table.id && last.fields.some(({ name }) => name === field),
  )
  if (last !== undefined && same && !reading)
    found[found.length - 1] = { ...last, fields: [...last.fields, ...next.fields] }
  else found.push(next)
}
