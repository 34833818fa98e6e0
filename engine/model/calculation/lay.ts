// Decides the calculations of every entity, in their order, and that each reads only what is there when it runs.
import type { CalculationSource } from "../../metaschema/index.ts"
import { inOrder, type LayoutGround } from "../layout/layout.ts"
import { inside } from "../report.ts"
import type { Calculation, Entity } from "../types.ts"
import { readCharges } from "./charges.ts"
import type { CalculationGround } from "./reading.ts"
import { writtenBy } from "./results.ts"
import { readSchedule } from "./schedule.ts"
import { readShares } from "./shares.ts"
import { staleIn } from "./stale.ts"

/** Calculations by entity; all faults are reported. */
export function layCalculations(layout: LayoutGround): ReadonlyMap<string, readonly Calculation[]> {
  const found = new Map<string, readonly Calculation[]>()
  for (const [id, { source, place }] of layout.items.entities) {
    const entity = layout.entities.get(id)
    if (entity === undefined || source.calculations === undefined) continue
    const calculations = inOrder(source.calculations).flatMap(([name, one]) => {
      const ground = { layout, entity, place: inside(place, "calculations", name), reads: new Set<string>() }
      return readOne(name, one, ground) ?? []
    })
    reportOrder(calculations, entity, layout)
    if (calculations.length > 0) found.set(id, calculations)
  }
  return found
}

function readOne(
  name: string,
  source: CalculationSource,
  ground: CalculationGround,
): Calculation | undefined {
  const parts = partsOf(source, ground)
  if (parts === undefined) return undefined
  return { ...parts, name, reads: [...ground.reads].sort(), writes: writtenBy(source) }
}

function partsOf(source: CalculationSource, ground: CalculationGround) {
  switch (source.kind) {
    case "charges":
      return readCharges(source, ground)
    case "schedule":
      return readSchedule(source, ground)
    case "shares":
      return readShares(source, ground)
    default:
      return source satisfies never
  }
}

/** Reports a result that two calculations fill, and what a calculation reads before it is worked out. */
function reportOrder(calculations: readonly Calculation[], entity: Entity, layout: LayoutGround): void {
  const { report, items } = layout
  const place = items.entities.get(entity.id)?.place ?? { file: "", pointer: "" }
  const done = new Set<string>()
  for (const [i, { name, reads, writes }] of calculations.entries()) {
    const at = inside(place, "calculations", name)
    const to = calculations.slice(i).flatMap((later) => later.writes)
    const stale = staleIn(entity, new Set([...done, ...to]))
    for (const key of reads.map((path) => keyOf(path, entity))) {
      if (to.some((given) => key === given || key.startsWith(`${given}/`)))
        report.fault("MOD016", at, `It reads "${key}", which it gives itself or a later calculation does.`)
      else if (stale.has(key))
        report.fault(
          "MOD016",
          at,
          `It reads "${key}", which is worked out of what calculations give.`,
          "Read those results themselves.",
        )
    }
    for (const key of writes) {
      if (done.has(key)) report.fault("MOD014", at, `"${key}" is filled by another calculation already.`)
      done.add(key)
    }
  }
}

/** The field of the record, or `lines/amount` of its child rows, that a path from the record begins with. */
function keyOf(path: string, entity: Entity): string {
  const [first = "", second] = path.split(".")
  return second !== undefined && entity.rows.has(first) ? `${first}/${second}` : first
}
