// What may go wrong or be regretted in a plan, with the probe that finds the rows it is about. Probes ask before anything
// happens, so they speak of old names and skip what is new.
import type { Hazard, SchemaState, Step } from "../types.ts"
import { lookBack, type Finding } from "./before.ts"
import { columnHazards } from "./column-hazards.ts"
import { definitionHazards } from "./definition-hazards.ts"

/** The hazards of the steps, in their order. */
export function hazardsOf(from: SchemaState, steps: readonly Step[]): readonly Hazard[] {
  const before = lookBack(from, steps)
  return steps.flatMap(({ change, lock, work }, step) => {
    const table = "table" in change ? change.table : undefined
    const there = typeof table !== "string" || before.table(table) !== undefined
    const findings = there ? [...columnHazards(change, before), ...definitionHazards(change, before)] : []
    if (there && typeof table === "string" && work === "rewrite")
      findings.push(rewrite(table, lock === "access_exclusive"))
    if (there && change.kind === "add_index") findings.push(building(change.table))
    return findings.map((finding): Hazard => ({ ...finding, step }))
  })
}

function rewrite(table: string, exclusive: boolean): Finding {
  return {
    code: "MIG109",
    message: `Every row of ${table} is written anew${exclusive ? " while nobody can read it" : ""}.`,
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
