import { UnstyledButton } from "@mantine/core"
import { useState } from "react"
import type { ListQuery } from "../api/records.ts"
import { formatDecimal } from "../format/decimal.ts"
import { useWording } from "../format/use-wording.ts"
import classes from "./list-bar.module.css"
import { useTotal } from "./use-list.ts"
import type { Selection } from "./use-selection.ts"

/** How many rows are there so far, and whether there are no more. */
export interface Loaded {
  readonly rows: number
  readonly isAll: boolean
}

interface Props {
  readonly query: ListQuery
  readonly loaded: Loaded
  readonly selection: Selection
}

/** How many rows are loaded, in all (when asked), and selected. */
export function ListCount({ query, loaded, selection }: Props) {
  const { say, locale } = useWording()
  const [asked, setAsked] = useState("")
  const scope = JSON.stringify([query.entity, query.filter, query.q])
  const total = useTotal(query, { wanted: asked === scope })
  const inAll = loaded.isAll ? loaded.rows : asked === scope ? total.data : undefined
  const figure = (count: number) => formatDecimal(String(count), locale)
  return (
    <span className={classes.counts} role="status">
      {selection.ids.size > 0 && (
        <UnstyledButton
          className={classes.count}
          onClick={selection.clear}
          title={say("list.clear_selection")}
        >
          {say("list.selected", { count: figure(selection.ids.size) })}
        </UnstyledButton>
      )}
      {inAll !== undefined ? (
        <span>{say("list.total", { count: figure(inAll) })}</span>
      ) : (
        <UnstyledButton className={classes.count} onClick={() => setAsked(scope)} title={say("list.count")}>
          {say("list.loaded", { count: figure(loaded.rows) })}
        </UnstyledButton>
      )}
    </span>
  )
}
