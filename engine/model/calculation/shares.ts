// Reads a calculation of shares.
import type { SharesSource } from "../../metaschema/index.ts"
import { present } from "../present.ts"
import { inside } from "../report.ts"
import type { SharesCalculation } from "../types.ts"
import { BOOLEAN, NUMBER, over, recordBase, rowsBase, type CalculationGround } from "./reading.ts"
import { holdTarget } from "./target.ts"

type Parts = Omit<SharesCalculation, "name" | "reads" | "writes">

/** The calculation; undefined when something that it cannot do without is faulty. All faults are reported. */
export function readShares(source: SharesSource, ground: CalculationGround): Parts | undefined {
  const { place } = ground
  const ofRecord = over(recordBase(ground), place, ground)
  const amount = ofRecord("amount", source.amount, NUMBER)
  const step = ofRecord("step", source.step, NUMBER)
  const base = rowsBase(source.rows, inside(place, "rows"), ground)
  if (base === undefined) return undefined
  const ofRow = over(base, place, ground)
  const weight = ofRow("weight", source.weight, NUMBER)
  const where = ofRow("where", source.where, BOOLEAN)
  holdTarget(source.into, base.table, "number", inside(place, "into"), ground)
  if (amount === undefined || weight === undefined) return undefined
  return { kind: "shares", amount, rows: source.rows, weight, into: source.into, ...present({ step, where }) }
}
