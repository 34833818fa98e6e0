// The definitions of taxes: which entity they are of, how they are reached from a line, and how they are read.
import type { ChargesSource } from "../../metaschema/index.ts"
import { present } from "../present.ts"
import { inside } from "../report.ts"
import type { TaxReading } from "../types.ts"
import {
  BOOLEAN,
  fieldsOf,
  joined,
  NUMBER,
  over,
  TEXT,
  type Base,
  type CalculationGround,
} from "./reading.ts"

/** How deep groups hold groups. */
const deepest = 3

export interface Definitions {
  /** The definitions as a base of expressions: those of the lines, and the members of groups, level by level. */
  readonly base: Base
  /** The fields that lead from a line to them. */
  readonly steps: readonly string[]
}

/** The definitions that `lines.taxes` leads to; undefined where there are none, or where it is faulty, which is reported. */
export function definitionsOf(
  source: ChargesSource,
  lines: Base,
  ground: CalculationGround,
): Definitions | undefined {
  const { layout, place } = ground
  const at = inside(place, "lines")
  const expression = over(lines, at, ground)("taxes", source.lines.taxes, undefined)
  if (expression === undefined) return undefined
  const { node } = expression
  const one = node.type.kind === "list" ? node.type.of : node.type
  const entity =
    one.kind === "ref" && one.entities.length === 1 ? layout.entities.get(one.entities[0] ?? "") : undefined
  if (node.kind !== "path" || node.root !== "row" || entity === undefined) {
    const message = "This is no path from a line to the definitions of its taxes."
    layout.report.fault("MOD014", inside(at, "taxes"), message, "Name a field that refers to one entity.")
    return undefined
  }
  const steps = fieldsOf(node)
  const first = joined(lines.ways[0] ?? "", steps)
  const members = source.tax?.members
  const ways = [first]
  if (members !== undefined)
    for (let depth = 0; depth < deepest; depth++) ways.push(joined(ways.at(-1) ?? "", [members]))
  for (const way of ways) ground.reads.add(`${way}.id`)
  return { base: { table: entity, ways, parent: { table: ground.entity, way: "" } }, steps }
}

/** How a definition is read; undefined where it is not said or faulty, which is reported. */
export function readTax(
  source: ChargesSource["tax"],
  { base }: Definitions,
  ground: CalculationGround,
): TaxReading | undefined {
  const { report } = ground.layout
  if (source === undefined) {
    const message = `How a tax of ${base.table.id} is worked out is not said.`
    report.fault("MOD014", ground.place, message, 'Add "tax": {"rate": ...}.')
    return undefined
  }
  const at = inside(ground.place, "tax")
  const read = over(base, at, ground)
  const rate = read("rate", source.rate, NUMBER)
  const { members } = source
  const field = members === undefined ? undefined : base.table.fields.get(members)
  if (members !== undefined && (field?.storage.kind !== "many" || field.storage.entity !== base.table.id))
    report.fault("MOD014", inside(at, "members"), `"${members}" does not hold many of ${base.table.id}.`)
  const parts = present({
    kind: read("kind", source.kind, TEXT),
    included: read("included", source.included, BOOLEAN),
    enlarges: read("enlarges", source.enlarges, BOOLEAN),
    order: read("order", source.order, NUMBER),
    members,
  })
  return rate === undefined ? undefined : { rate, ...parts }
}
