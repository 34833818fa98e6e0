import { Skeleton } from "@mantine/core"
import { useText } from "../text/use-text.ts"
import classes from "./record.module.css"

/** Keeps the places of head and fields while a record loads. */
export function RecordSkeleton() {
  const say = useText()
  return (
    <div className={classes.screen} role="status" aria-label={say("busy.loading")}>
      <div className={classes.head}>
        <Skeleton height={18} width={220} />
      </div>
      <div className={classes.skeleton}>
        {Array.from({ length: 10 }, (_, index) => (
          <div key={index}>
            <Skeleton height={10} width={80} mb={6} />
            <Skeleton height={30} />
          </div>
        ))}
      </div>
    </div>
  )
}
