// Reads a calculation of taxes and charges.
import type { ChargesSource } from "../../metaschema/index.ts"
import { present } from "../present.ts"
import { inside } from "../report.ts"
import type { ChargesCalculation, Table } from "../types.ts"
import { definitionsOf, readTax, type Definitions } from "./definitions.ts"
import {
  BOOLEAN,
  NUMBER,
  over,
  recordBase,
  rowsBase,
  TEXT,
  type Base,
  type CalculationGround,
} from "./reading.ts"
import { amounts, carried, resultRows, targets } from "./target.ts"

type Parts = Omit<ChargesCalculation, "name" | "reads" | "writes">

/** The calculation; undefined when something that it cannot do without is faulty. All faults are reported. */
export function readCharges(source: ChargesSource, ground: CalculationGround): Parts | undefined {
  const { place, entity } = ground
  const ofRecord = over(recordBase(ground), place, ground)
  const base = rowsBase(source.lines.rows, inside(place, "lines", "rows"), ground)
  const definitions = base && definitionsOf(source, base, ground)
  const lines = base && readLines(source.lines, base, definitions, ground)
  const { taxes, ...totals } = source.into
  targets(totals, entity, amounts, inside(place, "into"), ground)
  const { net, tax, charges, discount, round_off: roundOff, total } = totals
  const ofTaxes = taxes && readTaxes(taxes, definitions, ground)
  if (lines === undefined) return undefined
  return {
    kind: "charges",
    lines,
    into: present({ net, tax, charges, discount, roundOff, total, taxes: ofTaxes }),
    ...present({
      rounding: ofRecord("rounding", source.rounding, TEXT),
      step: ofRecord("step", source.step, NUMBER),
      totalStep: ofRecord("total_step", source.total_step, NUMBER),
      tax: definitions && readTax(source.tax, definitions, ground),
      charges: source.charges && base && readRows(source.charges, base, ground),
      discount: source.discount && readDiscount(source.discount, ground),
    }),
  }
}

function readLines(
  source: ChargesSource["lines"],
  base: Base,
  definitions: Definitions | undefined,
  ground: CalculationGround,
): ChargesCalculation["lines"] | undefined {
  const at = inside(ground.place, "lines")
  const read = over(base, at, ground)
  const amount = read("amount", source.amount, NUMBER)
  const into = targets(source.into ?? {}, base.table, amounts, inside(at, "into"), ground)
  const where = read("where", source.where, BOOLEAN)
  const quantity = read("quantity", source.quantity, NUMBER)
  if (amount === undefined) return undefined
  return { rows: source.rows, amount, into, ...present({ where, quantity, taxes: definitions?.steps }) }
}

function readRows(
  source: NonNullable<ChargesSource["charges"]>,
  lines: Base,
  ground: CalculationGround,
): ChargesCalculation["charges"] | undefined {
  const at = inside(ground.place, "charges")
  const base = rowsBase(source.rows, inside(at, "rows"), ground)
  if (base === undefined) return undefined
  const read = over(base, at, ground)
  const ofLine = over({ ...lines, parent: { table: base.table, way: source.rows } }, at, ground)
  const into = targets(source.into ?? {}, base.table, amounts, inside(at, "into"), ground)
  const [kind, value] = [read("kind", source.kind, TEXT), read("value", source.value, NUMBER)]
  const row = read("row", source.row, NUMBER)
  const lineRate = ofLine("line_rate", source.line_rate, NUMBER)
  if (kind === undefined || value === undefined) return undefined
  return { rows: source.rows, kind, value, into, ...present({ row, lineRate }) }
}

function readDiscount(
  source: NonNullable<ChargesSource["discount"]>,
  ground: CalculationGround,
): NonNullable<ChargesCalculation["discount"]> {
  const read = over(recordBase(ground), inside(ground.place, "discount"), ground)
  return present({
    on: read("on", source.on, TEXT),
    percent: read("percent", source.percent, NUMBER),
    amount: read("amount", source.amount, NUMBER),
  })
}

type TaxRows = NonNullable<ChargesSource["into"]["taxes"]>

function readTaxes(
  source: TaxRows,
  definitions: Definitions | undefined,
  ground: CalculationGround,
): ChargesCalculation["into"]["taxes"] | undefined {
  const at = inside(ground.place, "into", "taxes")
  const table = resultRows(source.rows, inside(at, "rows"), ground)
  if (table === undefined) return undefined
  const { rows, carry, ...fields } = source
  targets(fields, table, (key) => (key === "tax" ? "ref" : "number"), at, ground)
  if (definitions === undefined) {
    const message = "There are no taxes that these rows could hold."
    ground.layout.report.fault("MOD014", at, message, 'Say where they come from: "lines": {"taxes": ...}.')
    return undefined
  }
  holdDefinition(source.tax, table, definitions, ground)
  const read = over(definitions.base, inside(at, "carry"), ground)
  return { rows, ...fields, carry: carried(carry, table, read, inside(at, "carry"), ground) }
}

function holdDefinition(
  name: string | undefined,
  table: Table,
  { base }: Definitions,
  { place, layout }: CalculationGround,
): void {
  const type = name === undefined ? undefined : table.fields.get(name)?.type
  if (type?.kind !== "ref" || type.entities.includes(base.table.id)) return
  const message = `"${name}" does not refer to ${base.table.id}, which the taxes are of.`
  layout.report.fault("MOD014", inside(place, "into", "taxes", "tax"), message)
}
