// Faults of the database in the words of the model: rules and constraints by their messages, at their fields.
import { Problem, type Fault } from "../../engine/error/index.ts"
import type { Model, Rule } from "../../engine/model/index.ts"
import { once, type WritePlan } from "../../engine/plan/index.ts"
import { toProblem } from "../database/index.ts"
import { tables, usedBy, wordsFor } from "./words.ts"

/** Passes the result on; turns a fault into a Problem that speaks of the plan's records. */
export async function explained<T>(work: Promise<T>, model: Model, plan?: WritePlan): Promise<T> {
  try {
    return await work
  } catch (fault) {
    if (fault instanceof RolledBack) throw fault
    throw toProblem(fault, {
      rule: (text) => brokenRule(text, model, plan),
      expectation: (text) => new Unmet(text),
      constraint: (name, table) => wordsFor(name, table, model),
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
  const rule = rules(model).get(id)
  if (rule === undefined) return undefined
  // Of another record, whose values this write would change, only the message says something here.
  if (plan !== undefined && entityOf(id) !== plan.entity.id)
    return { path: "", code: "RUN005", message: rule.message }
  const index =
    plan?.kind === "create" && plan.form === "many"
      ? plan.records.findIndex((one) => one["id"] === record)
      : -1
  return { path: (index >= 0 ? `/${index}` : "") + rule.path, code: "RUN005", message: rule.message }
}

/** The entity whose rule it is, also where it is one of its child rows. */
function entityOf(rule: string): string | undefined {
  return rule.split("#")[0]?.split("/")[0]
}

function rules(model: Model): ReadonlyMap<string, Rule> {
  return once(
    model,
    "rules by id",
    () => new Map(tables(model).flatMap((table) => table.rules.map((rule) => [rule.id, rule]))),
  )
}
