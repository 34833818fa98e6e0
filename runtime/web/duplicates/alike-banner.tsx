// Above the form of a record: what is there already and is like it, with the way there, and for one that is stored the way
// to make them one.
import { Button } from "@mantine/core"
import { IconCopy } from "@tabler/icons-react"
import type { Alike, FoundAlike } from "../api/duplicates.ts"
import type { Entity } from "../contract/model.ts"
import { mayMerge } from "../merge/may-merge.ts"
import { Link } from "../route/link.tsx"
import { go } from "../route/location.ts"
import { mergePath, recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import classes from "./duplicates.module.css"

interface Props {
  readonly entity: Entity
  readonly id: string | undefined
  readonly alike: Alike
  /** Makes it all the same, where that may be done and was refused. */
  readonly force?: () => void
}

export function AlikeBanner({ entity, id, alike, force }: Props) {
  const say = useText()
  const { items, others } = alike
  const mergeable = id !== undefined && items.length > 0 && mayMerge(entity)
  return (
    <aside className={classes.banner} role="status" aria-label={say("duplicates.possible")}>
      <IconCopy size={16} aria-hidden />
      <div className={classes.about}>
        <strong>{say("duplicates.possible")}</strong>
        <ul className={classes.found}>
          {items.map((found) => (
            <li key={found.id}>
              <Link href={recordPath(entity.id, found.id)}>{found.title ?? found.id}</Link>
              <span className={classes.key}>{commonOf(entity, found)}</span>
            </li>
          ))}
          {others > 0 && <li className={classes.key}>{say("duplicates.others", { count: others })}</li>}
        </ul>
      </div>
      {mergeable && (
        <Button
          variant="default"
          onClick={() => go(mergePath(entity.id, [id, ...items.map((found) => found.id)]))}
        >
          {say("merge.compare")}
        </Button>
      )}
      {force !== undefined && (
        <Button variant="default" onClick={force}>
          {say("duplicates.force")}
        </Button>
      )}
    </aside>
  )
}

/** What both have in common, in words. */
function commonOf({ duplicates = [] }: Entity, { by }: FoundAlike): string {
  return duplicates.flatMap(({ name, title }) => (by.includes(name) ? [title] : [])).join(", ")
}
