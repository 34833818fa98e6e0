import type { ReactNode } from "react"
import classes from "./emptiness.module.css"

interface Props {
  readonly title: string
  readonly text?: string | undefined
  readonly children?: ReactNode
}

/** What stands where there is nothing to show: why, and what can be done. */
export function Emptiness({ title, text, children }: Props) {
  return (
    <div className={classes.box}>
      <h2 className={classes.title}>{title}</h2>
      {text !== undefined && <p className={classes.text}>{text}</p>}
      {children}
    </div>
  )
}
