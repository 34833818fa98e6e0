import { useMemo } from "react"
import type { Field } from "../contract/model.ts"
import { useWording } from "../format/use-wording.ts"
import { valueText } from "../format/value-text.ts"
import type { Rows } from "./grid-rows.ts"
import { rowSums } from "./row-sums.ts"
import classes from "./rows.module.css"

interface Props {
  readonly columns: readonly Field[]
  readonly rows: Rows
  readonly template: string
}

/** Sums below the rows, of what can be summed; nothing for a single row. */
export function SumRow({ columns, rows, template }: Props) {
  const wording = useWording()
  const sums = useMemo(() => rowSums(columns, rows), [columns, rows])
  if (sums.size === 0 || rows.length < 2) return null
  return (
    <div
      role="row"
      aria-label={wording.say("rows.sums")}
      className={classes.sumRow}
      style={{ gridTemplateColumns: template }}
    >
      {columns.map((field, at) => (
        <div key={field.name} role="gridcell" className={classes.sum} style={{ gridColumn: at + 2 }}>
          {valueText(field, sums.get(field.name), wording)}
        </div>
      ))}
    </div>
  )
}
