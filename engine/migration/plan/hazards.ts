// What may go wrong or be regretted in a plan, with the probe that finds the rows it is about. Probes ask before anything
// happens, so they speak of old names and skip what is new.
import type { Hazard, SchemaState, Step } from "../types.ts"
import { lookBack, type Before, type Finding } from "./before.ts"
import { columnHazards } from "./column-hazards.ts"
import { definitionHazards } from "./definition-hazards.ts"

/** The hazards of the steps, in their order, each told once. */
export function hazardsOf(from: SchemaState, steps: readonly Step[]): readonly Hazard[] {
  const before = lookBack(from, steps)
  const told = new Set<string>()
  const all = steps.flatMap((step, at) =>
    findingsOf(step, before).map((finding): Hazard => ({ ...finding, step: at })),
  )
  return all.filter(({ code, message }) => {
    const known = told.has(code + message)
    told.add(code + message)
    return !known
  })
}

/** What is found of a step; nothing of one on a table that is new, where no row can stand in the way. */
function findingsOf({ change, lock, work }: Step, before: Before): readonly Finding[] {
  const table = "table" in change && typeof change.table === "string" ? change.table : undefined
  const old = table === undefined ? undefined : before.table(table)
  if (table !== undefined && old === undefined) return []
  const findings = [...columnHazards(change, before), ...definitionHazards(change, before)]
  if (old !== undefined && work === "rewrite") findings.push(rewrite(old, lock))
  if (old !== undefined && change.kind === "add_index") findings.push(building(old))
  return findings
}

function rewrite(table: string, lock: Step["lock"]): Finding {
  return {
    code: "MIG109",
    message: `Every row of ${table} is written anew${lock === "access_exclusive" ? " while nobody can read it" : ""}.`,
    hint: "On a large table, choose a quiet hour.",
    destructive: false,
    probe: { kind: "rows", table },
  }
}

function building(table: string): Finding {
  return {
    code: "MIG111",
    message: `Writes to ${table} wait while an index is built.`,
    hint: "On a large table, choose a quiet hour.",
    destructive: false,
    probe: { kind: "rows", table },
  }
}
