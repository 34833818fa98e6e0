// Decides what a derived value reads, column by column, and how to come from a changed row back to the rows that derive
// from it.
import { reads, type Path } from "../../expression/index.ts"
import type { Back, Derived, Field, Read, Table } from "../types.ts"

type Tables = ReadonlyMap<string, Table>

/** What derived values read, found out once for each. */
export interface Reads {
  /** All columns that the derived value reads directly; a read of child rows also reads which rows there are. */
  direct(table: Table, derived: Derived): readonly Read[]
  /** Those with the reads of generated and virtual fields replaced by what these read themselves, to any depth. */
  stored(table: Table, derived: Derived): readonly Read[]
  /** Whether the balance of a ledger is among what it reads, at any depth. */
  balances(table: Table, derived: Derived): boolean
}

/** The reads of the derived values of these tables. */
export function createReads(tables: Tables): Reads {
  const known = new Map<Derived, readonly Read[]>()
  const direct: Reads["direct"] = (table, derived) => {
    const found = known.get(derived) ?? directReads(table, derived, tables)
    known.set(derived, found)
    return found
  }
  const stored: Reads["stored"] = (table, derived) => {
    const expanded = direct(table, derived).flatMap((read) => {
      const inner = tables.get(read.table)
      const field: Field | undefined = inner?.fields.get(read.field)
      if (inner === undefined || field?.derived === undefined || isKept(field.derived)) return [read]
      const far = stored(inner, field.derived)
      return far.map((one): Read => ({ ...one, back: [...one.back, ...read.back] }))
    })
    return distinct(expanded)
  }
  const balances: Reads["balances"] = (table, derived) =>
    direct(table, derived).some((read) => {
      const inner = tables.get(read.table)
      const far = inner?.fields.get(read.field)?.derived
      if (inner === undefined || far === undefined || isKept(far)) return false
      return far.kind === "balance" || balances(inner, far)
    })
  return { direct, stored, balances }
}

function directReads(table: Table, derived: Derived, tables: Tables): readonly Read[] {
  const found: Read[] = []
  if (derived.kind === "balance") return found
  if (derived.kind === "likelihood") {
    const { won, lost, among, aspects, steps } = derived
    for (const { node } of [won, lost, ...aspects, ...steps])
      for (const path of reads(node)) follow(path, startOf(path, table.id, tables), tables, found)
    for (const field of among) found.push({ table: table.id, field, back: [] })
    return distinct(found)
  }
  if (derived.kind !== "rollup") {
    for (const path of reads(derived.expression.node))
      follow(path, startOf(path, table.id, tables), tables, found)
    return distinct(found)
  }
  const column = columnOf(table.id, tables.get(derived.of)?.fields.get(derived.via)) ?? derived.via
  const target: Back = { kind: "target", table: derived.of, field: derived.via, column }
  found.push({ table: derived.of, field: derived.via, back: [target] })
  if (derived.field !== undefined) found.push({ table: derived.of, field: derived.field, back: [target] })
  for (const path of derived.filter === undefined ? [] : reads(derived.filter.node))
    follow(path, [...startOf(path, derived.of, tables), target], tables, found)
  return distinct(found)
}

/** A path from the record begins at the row; one from `parent` comes back to all rows of that record. */
function startOf(path: Path, table: string, tables: Tables): readonly Back[] {
  if (path.root !== "parent") return []
  const [entity = "", field = ""] = table.split("/")
  return tables.has(entity) ? [{ kind: "children", table: entity, field }] : []
}

/** The column of a reference that names rows of the table `target`. */
export function columnOf(target: string, field: Field | undefined): string | undefined {
  if (field?.storage.kind !== "any_ref") return field?.name
  return field.storage.targets.find(({ entity }) => entity === target)?.column
}

function follow(path: Path, start: readonly Back[], tables: Tables, found: Read[]): void {
  let back = start
  for (const { shape, field: name } of path.steps) {
    const field = tables.get(shape)?.fields.get(name)
    // The steps of a polymorphic reference into itself read the columns that the step before has named.
    if (field === undefined) return
    if (field.storage.kind === "rows") {
      const rows = field.storage.rows.id
      back = [{ kind: "parent", table: rows }, ...back]
      found.push({ table: rows, field: "parent", back })
    } else {
      found.push({ table: shape, field: name, back })
      back = [{ kind: "referrers", table: shape, field: name }, ...back]
    }
  }
}

/** Whether the value is stored by a statement of ours, unlike generated columns and virtual fields. */
export function isKept(derived: Derived): boolean {
  return derived.kind === "stored" || derived.kind === "rollup" || derived.kind === "likelihood"
}

function distinct(found: readonly Read[]): readonly Read[] {
  return found.length < 2 ? found : [...new Map(found.map((read) => [keyOf(read), read])).values()]
}

function keyOf({ table, field, back }: Read): string {
  let key = `${table}.${field}`
  for (const step of back)
    key += ` ${step.kind} ${step.table}${step.kind === "parent" ? "" : `.${step.field}`}`
  return key
}
