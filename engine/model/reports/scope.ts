// What the files of this room share: the report as declared and the names that its expressions may use.
import { reads, type Expression, type Scope, type Type } from "../../expression/index.ts"
import type { ReportSource } from "../../metaschema/index.ts"
import type { LayoutGround } from "../layout/layout.ts"
import type { Place } from "../report.ts"
import type { Table } from "../types.ts"

export interface ReportGround {
  readonly layout: LayoutGround
  readonly place: Place
  readonly source: ReportSource
  /** What is read. */
  readonly table: Table
  /** Over a record of it. */
  readonly scope: Scope
}

/** The expression checked in its scope; undefined when it has faults, which are reported. What a report is asked with is
 * bound as it is: nothing behind it is looked up. */
export function readOver(
  text: string,
  scope: Scope,
  expected: Type | undefined,
  place: Place,
  { layout }: ReportGround,
): Expression | undefined {
  const expression = layout.all.read(text, scope, expected, place)
  const deep =
    expression === undefined
      ? undefined
      : reads(expression.node).find(({ root, steps }) => root === "params" && steps.length > 1)
  if (deep === undefined) return expression
  layout.report.fault(
    "MOD014",
    place,
    `A report does not look behind its parameter "${deep.steps[0]?.field}".`,
    "Compare a field of the source with the parameter itself.",
  )
  return undefined
}
