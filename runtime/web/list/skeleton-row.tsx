import { Skeleton } from "@mantine/core"
import type { CSSProperties } from "react"
import { useText } from "../text/use-text.ts"
import classes from "./list-grid.module.css"

interface Props {
  readonly style: CSSProperties
  readonly widths: readonly number[]
}

/** Keeps the place of a row that is on its way. */
export function SkeletonRow({ style, widths }: Props) {
  const say = useText()
  return (
    <div className={classes.row} role="row" style={style} data-skeleton>
      <div role="gridcell" className={classes.check}>
        <span className="visually-hidden">{say("busy.loading")}</span>
      </div>
      {widths.map((width, index) => (
        <div key={index} role="gridcell" className={classes.cell} style={{ width }}>
          <Skeleton height={10} width={`${45 + ((index * 37) % 40)}%`} />
        </div>
      ))}
    </div>
  )
}
