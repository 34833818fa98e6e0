// What the names of constraints and indexes mean to people: the field and a sentence, by table and name.
import { wanted, type ConstraintState, type IndexState } from "../../engine/migration/index.ts"
import {
  isRows,
  type Entity,
  type Exclusion,
  type Model,
  type Table,
  type UniqueSet,
} from "../../engine/model/index.ts"
import { once } from "../../engine/plan/index.ts"

export interface Words {
  /** Pointer to the field. */
  readonly path: string
  readonly message: string
}

/** The words for a constraint or index of the model, if it has any. */
export function wordsFor(name: string, table: string, model: Model): Words | undefined {
  return once(model, "words of constraints", () => all(model)).get(`${table}.${name}`)
}

function all(model: Model): ReadonlyMap<string, Words> {
  const found = new Map<string, Words>()
  const messages = ruleMessages(model)
  const byTable = new Map(tables(model).map((table) => [table.table, table]))
  for (const state of wanted(model).tables.values()) {
    const table = byTable.get(state.name)
    for (const constraint of state.constraints.values())
      if (constraint.kind === "check" && constraint.check.kind === "formula")
        found.set(`${state.name}.${constraint.name}`, {
          path: "",
          message: messages.get(constraint.check.rule) ?? "",
        })
    if (table === undefined) continue
    const say = (name: string, words: Words | undefined): unknown =>
      words && found.set(`${state.name}.${name}`, words)
    for (const constraint of state.constraints.values()) say(constraint.name, ofConstraint(constraint, table))
    for (const index of state.indexes.values()) say(index.name, ofIndex(index, table))
  }
  return found
}

/** Why what a foreign key of `table` points to cannot go; of a child row also the field that holds it. */
export function usedBy(
  name: string,
  table: string,
  model: Model,
): { readonly path?: string; readonly message: string } | undefined {
  const key = wanted(model).tables.get(table)?.constraints.get(name)
  const all = tables(model)
  const user = all.find((one) => one.table === table)
  if (key?.kind !== "foreign" || user === undefined) return undefined
  const used = all.find((one) => one.table === key.target)
  const title = used?.title.toLowerCase() ?? "record"
  const message = `The ${title} is still used by others (${user.title}).`
  return used !== undefined && isRows(used) ? { message, path: `/${used.field}` } : { message }
}

/** What rules that are CHECKs say, by their ids. */
function ruleMessages({ ledgers, entities }: Model): ReadonlyMap<string, string> {
  const rules = [...ledgers.keys()].flatMap((id) => entities.get(id)?.rules ?? [])
  return new Map(rules.map(({ id, message }) => [id, message]))
}

/** What the lock of a ledger says, by its name and the table of the entries. */
export function lockWords(name: string, table: string, { ledgers, entities }: Model): string | undefined {
  const ledger = [...ledgers.values()].find(({ id }) => entities.get(id)?.table === table)
  return ledger?.locks.find((lock) => lock.name === name)?.message
}

export function tables(model: Model): Table[] {
  return [...model.entities.values()].flatMap((entity) => [entity, ...entity.rows.values()])
}

function ofConstraint(constraint: ConstraintState, table: Table): Words | undefined {
  switch (constraint.kind) {
    case "foreign":
      return {
        path: `/${constraint.column.split("__")[0]}`,
        message: `The ${titled(table, constraint.column.split("__")[0] ?? "")} does not exist.`,
      }
    case "exclude":
      return {
        path: `/${constraint.from}`,
        message:
          excluded(table, constraint.from)?.message ?? "The dates overlap with those of another record.",
      }
    case "check":
      return "column" in constraint.check
        ? {
            path: `/${constraint.check.column}`,
            message: `${titled(table, constraint.check.column)} has a value that is not allowed.`,
          }
        : undefined
    case "primary":
    case "opaque":
      return undefined
    default:
      return constraint satisfies never
  }
}

function excluded(table: Table, from: string): Exclusion | undefined {
  return "exclude" in table ? (table as Entity).exclude.find((one) => one.from === from) : undefined
}

function ofIndex(index: IndexState, table: Table): Words | undefined {
  if (index.kind === "opaque" || !index.unique) return undefined
  const columns = index.columns.map(({ column }) => column)
  const declared = table.unique.find((set) => sameFields(set, columns))
  const first = columns.find((column) => column !== "parent") ?? columns[0] ?? ""
  const names = columns.filter((column) => column !== "parent").map((column) => titled(table, column))
  return {
    path: `/${first}`,
    message: declared?.message ?? `Another ${table.title.toLowerCase()} has the same ${names.join(" and ")}.`,
  }
}

function sameFields(set: UniqueSet, columns: readonly string[]): boolean {
  const fields = columns.filter((column) => column !== "parent")
  return set.fields.length === fields.length && set.fields.every((field) => fields.includes(field))
}

function titled(table: Table, column: string): string {
  return table.fields.get(column)?.title ?? column
}
