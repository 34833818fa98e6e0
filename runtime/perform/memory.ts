// What a transaction knows of rows without asking: those that it has made, and what it has read of records that it holds
// locked. From that it tells which derived values hang on a write; what is not known is looked for by the database.
import type { Entity, Field, Model, Table } from "../../engine/model/index.ts"
import { once, type Clean, type Known, type UpdatePlan, type WritePlan } from "../../engine/plan/index.ts"
import { flat } from "../sql/index.ts"

/** What is known of one row; what is in none of the maps is not known. */
interface Facts {
  readonly table: string
  readonly references: Map<string, string | null>
  readonly children: Map<string, readonly string[]>
  readonly parent?: string
  /** Made by this transaction, so that nobody else can refer to it. */
  readonly isNew: boolean
}

/** What is taken in: all that was sent, or what was read. */
interface Taking {
  readonly how: "made" | "seen"
  readonly isNew: boolean
}

/** A reference that is as it was sent: neither derived nor calculated nor looked up. */
interface Reference {
  readonly field: string
  readonly columns: readonly string[]
  /** Left empty, it is filled from a record that is chosen. */
  readonly isFetched: boolean
}

export class Memory implements Known {
  private readonly model: Model
  private readonly facts = new Map<string, Facts>()
  /** Entities and ledgers of which something was written. */
  private readonly written = new Set<string>()
  private readonly locked = new Set<string>()

  constructor(model: Model) {
    this.model = model
  }

  reference(table: string, id: string, column: string): string | null | undefined {
    const facts = this.facts.get(id)
    return facts?.table === table ? facts.references.get(column) : undefined
  }

  children(table: string, id: string, field: string): readonly string[] | undefined {
    const facts = this.facts.get(id)
    return facts?.table === table ? facts.children.get(field) : undefined
  }

  parent(id: string): string | undefined {
    return this.facts.get(id)?.parent
  }

  isStranger(id: string, table: string): boolean {
    return this.facts.get(id)?.isNew === true && !this.written.has(table.split("/")[0] ?? "")
  }

  /** Whether the transaction holds the record, or that of the child row, as it is. */
  holds(id: string): boolean {
    return this.facts.has(id) || this.locked.has(id)
  }

  /** Takes in that records, or those of child rows, are about to be locked. */
  lock(ids: readonly string[]): void {
    for (const id of ids) this.locked.add(id)
  }

  /** Takes in what a write is about to do. */
  note(plan: WritePlan): void {
    const { entity } = plan
    this.written.add(entity.id)
    if (plan.kind === "create")
      for (const record of plan.records) this.take(record, entity, { how: "made", isNew: true })
    else if (plan.kind === "update") this.change(plan)
    else this.facts.delete(plan.id)
  }

  /** Takes in what was read of a record that is locked, in the form of a selection. */
  see(entity: Entity, record: Clean): void {
    const isNew = this.facts.get(idOf(record))?.isNew ?? false
    this.take(record, entity, { how: "seen", isNew })
  }

  /** Takes in entries, as they are sent, that are about to be written into a ledger; none where only the database knows. */
  enter(ledger: Entity, entries: readonly Clean[]): void {
    this.written.add(ledger.id)
    const columns = this.referencesOf(ledger).flatMap((one) => one.columns)
    for (const entry of entries) {
      const references = new Map(columns.map((column) => [column, textOf(entry[column])] as const))
      this.facts.set(idOf(entry), { table: ledger.id, references, children: new Map(), isNew: true })
    }
  }

  private take(record: Clean, entity: Entity, { how, isNew }: Taking): void {
    const id = idOf(record)
    const children = new Map<string, readonly string[]>()
    for (const [name, table] of entity.rows) {
      if (this.isCalculated(entity, name) || (how === "seen" && !Object.hasOwn(record, name))) continue
      const rows = listOf(record[name])
      children.set(name, rows.map(idOf))
      for (const row of rows) {
        const references = this.referencesIn(row, table, how)
        this.facts.set(idOf(row), { table: table.id, references, children: new Map(), parent: id, isNew })
      }
    }
    const references = this.referencesIn(record, entity, how)
    this.facts.set(id, { table: entity.id, references, children, isNew })
  }

  /** What the update sets may fetch more, and rows may go: both are not known any more. */
  private change({ entity, id, set, rows }: UpdatePlan): void {
    const facts = this.facts.get(id)
    if (facts === undefined) return
    const isFetching = Object.keys(set).some((name) => entity.fields.get(name)?.copy !== undefined)
    for (const { field, columns } of this.referencesOf(entity))
      if (isFetching || Object.hasOwn(set, field))
        for (const column of columns) facts.references.delete(column)
    for (const { field } of rows) {
      for (const row of facts.children.get(field.name) ?? []) this.facts.delete(row)
      facts.children.delete(field.name)
    }
  }

  /** The references of a row. One that was not read is not known; one that was not sent is empty. */
  private referencesIn(row: Clean, table: Table, how: Taking["how"]): Map<string, string | null> {
    const sent = flat(how === "made" ? row : unexpanded(row), table)
    return new Map(
      this.referencesOf(table)
        .filter(({ field, isFetched }) =>
          how === "seen" ? Object.hasOwn(row, field) : !isFetched || (row[field] ?? null) !== null,
        )
        .flatMap(({ columns }) => columns.map((column) => [column, textOf(sent[column])] as const)),
    )
  }

  private referencesOf(table: Table): readonly Reference[] {
    return once(this.model, `references of ${table.id}`, () => {
      const fields = [...table.fields.values()]
      const fetched = new Set(fields.flatMap(({ copy = [] }) => copy.map(({ field }) => field)))
      return fields
        .filter(
          (field) =>
            field.derived === undefined &&
            field.lookup === undefined &&
            !this.isCalculated(table, field.name),
        )
        .flatMap((field): readonly Reference[] => {
          const columns = columnsOf(field)
          return columns.length === 0
            ? []
            : [{ field: field.name, columns, isFetched: fetched.has(field.name) }]
        })
    })
  }

  /** Whether a calculation fills the field, of a record or of its rows. */
  private isCalculated({ id }: Table, field: string): boolean {
    const [entity = "", rows] = id.split("/")
    const name = rows === undefined ? field : `${rows}/${field}`
    return (this.model.calculations.get(entity) ?? []).some(({ writes }) => writes.includes(name))
  }
}

/** The columns of a reference to one record. */
function columnsOf({ name, storage }: Field): readonly string[] {
  if (storage.kind === "ref") return [name]
  return storage.kind === "any_ref" ? storage.targets.map(({ column }) => column) : []
}

/** References that were read as records, as they are sent. */
function unexpanded(row: Clean): Clean {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      isRecord(value) && !("entity" in value) ? value["id"] : value,
    ]),
  )
}

function isRecord(value: unknown): value is Clean {
  return typeof value === "object" && value !== null && "id" in value
}

function listOf(value: unknown): readonly Clean[] {
  return Array.isArray(value) ? value.filter(isRecord) : []
}

function idOf(row: Clean): string {
  return String(row["id"])
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null
}
