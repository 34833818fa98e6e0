// The rows that a rule or an effect goes through: child rows of the document, or those of what each of them refers to.
import type { Env, Row } from "../expression/index.ts"

/** One of the rows gone through. */
export interface Through {
  /** Where its expressions stand. */
  readonly at: Env
  /** The child row of the document that it is or comes of, and where that stands among its like. */
  readonly line: Row
  readonly index: number
}

/** The rows of `lines`, with the document as their `parent`; of `lines.item.components` those of each line's item, with the
 * line as their `parent`, whose own is the document. None where a reference on the way is empty. */
export function through(each: string, env: Env): readonly Through[] {
  const [field = "", ...way] = each.split(".")
  return rowsIn(env.row, field).flatMap((line, index): readonly Through[] => {
    if (way.length === 0) return [{ at: { ...env, row: line, parent: env.row }, line, index }]
    const parent: Row = { ...line, parent: env.row }
    return reached([line], way).map((row) => ({ at: { ...env, row, parent }, line, index }))
  })
}

/** The rows at the end of a way from `rows`: a step into a reference leads to the record that the snapshot holds for it. */
function reached(rows: readonly Row[], way: readonly string[]): readonly Row[] {
  return way.reduce<readonly Row[]>((from, name) => from.flatMap((row) => rowsIn(row, name)), rows)
}

function rowsIn(row: Row, field: string): readonly Row[] {
  const value: unknown = row[field]
  if (Array.isArray(value)) return value as readonly Row[] // a snapshot holds child rows as an array of objects
  return typeof value === "object" && value !== null ? [value as Row] : [] // and a record behind a reference as one
}
