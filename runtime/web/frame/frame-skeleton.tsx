import { Skeleton } from "@mantine/core"
import { useText } from "../text/use-text.ts"
import classes from "./frame.module.css"

/** Keeps the places of navigation and bar while the model loads. */
export function FrameSkeleton() {
  const say = useText()
  return (
    <div className={classes.frame} role="status" aria-label={say("busy.loading")}>
      <div className={classes.side}>
        {[80, 120, 96, 136, 104].map((width) => (
          <Skeleton key={width} height={14} width={width} m={16} />
        ))}
      </div>
    </div>
  )
}
