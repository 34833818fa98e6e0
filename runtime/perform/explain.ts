// Faults of the database in the words of the model: rules and constraints by their messages, at their fields.
import { Problem, type Fault } from "../../engine/error/index.ts"
import { findTable, isRows, type Model, type Rule, type Table } from "../../engine/model/index.ts"
import {
  once,
  type Clean,
  type CreatePlan,
  type UpdatePlan,
  type WritePlan,
} from "../../engine/plan/index.ts"
import { toProblem } from "../database/index.ts"
import { alreadyThere } from "./duplicates/already-there.ts"
import { lockWords, tables, usedBy, wordsFor } from "./words.ts"

/** Passes the result on; turns a fault into a Problem that speaks of the plan's records. */
export async function explained<T>(work: Promise<T>, model: Model, plan?: WritePlan): Promise<T> {
  try {
    return await work
  } catch (fault) {
    if (fault instanceof RolledBack) throw fault
    throw toProblem(fault, {
      rule: (text) => brokenRule(text, model, plan),
      found: (text) => alreadyThere(text, model, plan),
      expectation: (text) => new Unmet(text),
      constraint: (name, table) => wordsFor(name, table, model),
      lock: (name, table) => lockWords(name, table, model),
      used: (name, table) => usedBy(name, table, model),
    })
  }
}

/** Thrown to undo what a dry run wrote: no fault of anything. */
export class RolledBack extends Error {}

/** What `tenon.expect` raised: which expectation was not met. Those who made the statements know what that means. */
export class Unmet extends Problem {
  readonly expected: string

  constructor(expected: string) {
    super("RUN001", { detail: "There is no such record, or it may not be changed." })
    this.expected = expected
  }
}

export function isUnmet(fault: unknown, expected: string): boolean {
  return fault instanceof Unmet && fault.expected === expected
}

/** `crm.lead#rules/dates 018f...` -> the rule's message at its path; in an array of records, below the record's index. */
function brokenRule(text: string, model: Model, plan: WritePlan | undefined): Fault | undefined {
  const [id = "", record] = text.split(" ")
  if (id === "right/create")
    return { path: "", code: "ACC004", message: "Your roles do not let you create a record like this." }
  const rule = rules(model).get(id) ?? closedRule(id, model)
  if (rule === undefined) return notFound(text, model, plan)
  const owner = entityOf(id) ?? ""
  // Of another record, whose values this write would change, only the message says something here.
  if (model.ledgers.has(owner) || (plan !== undefined && owner !== plan.entity.id))
    return { path: "", code: "RUN005", message: rule.message }
  const index =
    plan?.kind === "create" && plan.form === "many"
      ? plan.records.findIndex((one) => one["id"] === record)
      : -1
  return { path: (index >= 0 ? `/${index}` : "") + rule.path, code: "RUN005", message: rule.message }
}

/** `sales.order#lookup/rate 018f... ["CHF", "2026-01-31"]`: the message of what was looked up in vain, with these values. */
function notFound(text: string, model: Model, plan: WritePlan | undefined): Fault | undefined {
  const [id = "", record = ""] = text.split(" ")
  const [held = "", name = ""] = id.split("#lookup/")
  const table = findTable(held, model.entities)
  const field = table?.fields.get(name)
  if (table === undefined || field?.lookup === undefined) return undefined
  // A border: our own statement wrote the array behind the two words.
  const values = JSON.parse(text.slice(id.length + record.length + 2)) as readonly (string | null)[]
  const said = field.lookup.message?.text.split(/\{[^{}]*\}/)
  const message =
    said?.map((part, i) => `${part}${i < said.length - 1 ? (values[i] ?? "-") : ""}`).join("") ??
    `${field.title} is needed, and none was found.`
  return { path: pathTo(table, name, record, plan), code: "RUN016", message }
}

/** Where the field stands in what was sent: below the index of its record in an array, and of its row. */
function pathTo(table: Table, name: string, id: string, plan: WritePlan | undefined): string {
  const [entity] = table.id.split("/")
  if (plan === undefined || plan.kind === "delete" || plan.entity.id !== entity) return ""
  const records = plan.kind === "create" ? plan.records : [plan.set]
  for (const [index, record] of records.entries()) {
    const above = plan.kind === "create" && plan.form === "many" ? `/${index}` : ""
    const at = isRows(table) ? rowsIn(plan, record, table.field).findIndex((row) => row["id"] === id) : -1
    if (at >= 0 && isRows(table)) return `${above}/${table.field}/${at}/${name}`
    if (!isRows(table) && (plan.kind === "update" || record["id"] === id)) return `${above}/${name}`
  }
  return isRows(table) ? `/${table.field}` : `/${name}`
}

/** The rows of a record as they were sent, in their order. */
function rowsIn(plan: CreatePlan | UpdatePlan, record: Clean, field: string): readonly Clean[] {
  // Rows of a clean record are clean records.
  if (plan.kind === "create") return (record[field] ?? []) as readonly Clean[]
  const rows = plan.rows.find((one) => one.field.name === field)
  return [...(rows?.kept ?? []), ...(rows?.added ?? [])].sort(
    (a, b) => Number(a["position"]) - Number(b["position"]),
  )
}

/** The entity whose rule it is, also where it is one of its child rows. */
function entityOf(rule: string): string | undefined {
  return rule.split("#")[0]?.split("/")[0]
}

/** What the database holds closed by state without a rule that says it: `sales.order#state/delete`. */
function closedRule(id: string, model: Model): Pick<Rule, "path" | "message"> | undefined {
  const [entity = "", field] = id.split("#state/")
  const title = model.entities.get(entity)?.title.toLowerCase()
  if (title === undefined || field === undefined) return undefined
  const named = model.entities.get(entity)?.fields.get(field)?.title
  if (named === undefined) return { path: "", message: `The ${title} stays, in the state that it is in.` }
  return { path: `/${field}`, message: `${named} stays as it is, in the state that the ${title} is in.` }
}

function rules(model: Model): ReadonlyMap<string, Rule> {
  return once(model, "rules by id", () => {
    const ofBalances = [...model.ledgers.values()].flatMap(({ balances }) => balances?.rules ?? [])
    const all = [...tables(model).flatMap((table) => table.rules), ...ofBalances]
    return new Map(all.map((rule) => [rule.id, rule]))
  })
}
