// A change of a column's type, and the way back when it lost something.
import { conversion, type ColumnState } from "../../../engine/migration/index.ts"
import { quoteIdentifier as name } from "../quote.ts"
import { defaultValue, typeName } from "./column.ts"
import { converted } from "./conversion.ts"
import { bringValues, keepValues, keptTable, type Occasion } from "./trash.ts"

interface Sides {
  readonly from: ColumnState
  readonly to: ColumnState
}

/** Converts the values; what they lose is kept in the trash. */
export function retype(table: string, { from, to }: Sides, occasion: Occasion): readonly string[] {
  const loses = conversion(from.type, to.type)?.loses === true
  return [
    ...(loses ? keepValues(table, { ...from, name: to.name }, occasion) : []),
    alterType(table, from, to),
  ]
}

/** Converts back, and gives the old values to the rows whose value is still what it became then. */
export function retypeBack(table: string, { from, to }: Sides, occasion: Occasion): readonly string[] {
  const kept = keptTable(table, to.name, occasion)
  const became = converted("kept.value", to.type, from.type)
  return [
    `DELETE FROM ${kept} kept USING ${name(table)} t` +
      ` WHERE t.id = kept.id AND t.${name(to.name)} IS DISTINCT FROM ${became}`,
    alterType(table, from, to),
    ...bringValues(table, to.name, occasion),
  ]
}

/** The default goes and comes with the type: PostgreSQL would have to cast it. */
function alterType(table: string, from: ColumnState, to: ColumnState): string {
  const column = `ALTER COLUMN ${name(to.name)}`
  const actions = [
    `${column} TYPE ${typeName(to.type)} USING ${converted(name(to.name), from.type, to.type)}`,
  ]
  if (from.default !== undefined) actions.unshift(`${column} DROP DEFAULT`)
  if (to.default !== undefined && to.default.kind !== "identity") {
    actions.push(`${column} SET DEFAULT ${defaultValue(to.default, to.type)}`)
  }
  return `ALTER TABLE ${name(table)} ${actions.join(", ")}`
}
