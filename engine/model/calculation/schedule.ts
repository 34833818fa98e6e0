// Reads a calculation of instalments.
import type { DateStepSource, ScheduleSource } from "../../metaschema/index.ts"
import { findTable } from "../find-table.ts"
import { inOrder } from "../layout/layout.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { DateStep, ScheduleCalculation, Table } from "../types.ts"
import { DATE, NUMBER, over, recordBase, TEXT, type Base, type CalculationGround } from "./reading.ts"
import { carried, resultRows, targets } from "./target.ts"

type Parts = Omit<ScheduleCalculation, "name" | "reads" | "writes">

/** The calculation; undefined when something that it cannot do without is faulty. All faults are reported. */
export function readSchedule(source: ScheduleSource, ground: CalculationGround): Parts | undefined {
  const read = over(recordBase(ground), ground.place, ground)
  const total = read("total", source.total, NUMBER)
  const date = read("date", source.date, DATE)
  const step = read("step", source.step, NUMBER)
  const base = termsBase(source.terms.rows, ground)
  const terms = base && readTerms(source, base, ground)
  const into = base && readInto(source.into, base, ground)
  if (total === undefined || date === undefined || terms === undefined || into === undefined) return undefined
  return { kind: "schedule", total, date, terms, into, ...present({ step }) }
}

/** The rows at the end of a path through references. */
function termsBase(path: string, ground: CalculationGround): Base | undefined {
  const { entity, layout, place } = ground
  const at = inside(place, "terms", "rows")
  let table: Table = entity
  const steps = path.split(".")
  for (const [i, name] of steps.entries()) {
    const field = table.fields.get(name)
    if (field === undefined)
      return void layout.report.unknown(at, `field of ${table.id}`, name, table.fields.keys())
    const { storage } = field
    const isLast = i === steps.length - 1
    const id =
      isLast && storage.kind === "rows" ? storage.rows.id : storage.kind === "ref" ? storage.entity : ""
    const next = isLast === (storage.kind === "rows") ? findTable(id, layout.entities) : undefined
    if (next === undefined) {
      const message = `"${name}" of ${table.id} ${isLast ? "holds no rows" : "does not refer to one entity"}.`
      return void layout.report.fault("MOD014", at, message)
    }
    table = next
  }
  ground.reads.add(`${path}.id`)
  return { table, ways: [path], parent: { table: entity, way: "" } }
}

function readTerms(
  { terms: source }: ScheduleSource,
  base: Base,
  ground: CalculationGround,
): ScheduleCalculation["terms"] | undefined {
  const at = inside(ground.place, "terms")
  const read = over(base, at, ground)
  const steps = (from: Readonly<Record<string, DateStepSource>>, place: Place): readonly DateStep[] =>
    inOrder(from).flatMap(([key, { unit, by }]) => {
      const expression = over(base, inside(place, key), ground)("by", by, NUMBER)
      return expression === undefined ? [] : [{ unit, by: expression }]
    })
  const [kind, value] = [read("kind", source.kind, TEXT), read("value", source.value, NUMBER)]
  const due = steps(source.due ?? {}, inside(at, "due"))
  const discount = source.discount && readDiscount(source.discount, base, steps, ground)
  if (kind === undefined || value === undefined) return undefined
  return { rows: source.rows.split("."), kind, value, due, ...present({ discount }) }
}

function readDiscount(
  source: NonNullable<ScheduleSource["terms"]["discount"]>,
  base: Base,
  steps: (from: Readonly<Record<string, DateStepSource>>, place: Place) => readonly DateStep[],
  ground: CalculationGround,
): NonNullable<ScheduleCalculation["terms"]["discount"]> {
  const at = inside(ground.place, "terms", "discount")
  const read = over(base, at, ground)
  const parts = present({
    percent: read("percent", source.percent, NUMBER),
    amount: read("amount", source.amount, NUMBER),
  })
  return { until: steps(source.until, inside(at, "until")), ...parts }
}

function readInto(
  source: ScheduleSource["into"],
  base: Base,
  ground: CalculationGround,
): ScheduleCalculation["into"] | undefined {
  const at = inside(ground.place, "into")
  const table = resultRows(source.rows, inside(at, "rows"), ground)
  if (table === undefined) return undefined
  const { rows, carry, discount_until: discountUntil, ...rest } = source
  const dates = new Set(["due", "discount_until"])
  targets(
    present({ ...rest, discount_until: discountUntil }),
    table,
    (key) => (dates.has(key) ? "date" : "number"),
    at,
    ground,
  )
  const read = over(base, inside(at, "carry"), ground)
  const carrying = carried(carry, table, read, inside(at, "carry"), ground)
  return { rows, ...rest, carry: carrying, ...present({ discountUntil }) }
}
