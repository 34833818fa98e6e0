// Records of one thing side by side: one is chosen to stay, field by field whose value it takes, and below stands what
// comes to refer to it.
import { Button, Skeleton } from "@mantine/core"
import { IconArrowMerge } from "@tabler/icons-react"
import type { Moved, Outlook } from "../api/duplicates.ts"
import { useEntity, useModel } from "../api/model.ts"
import type { Entity } from "../contract/model.ts"
import type { StoredRow } from "../contract/record.ts"
import { Emptiness } from "../frame/emptiness.tsx"
import { Refusal } from "../frame/refusal.tsx"
import { useScreenTitle } from "../frame/use-screen-title.ts"
import { usePlace } from "../route/location.ts"
import { useText } from "../text/use-text.ts"
import { MergeTable } from "./merge-table.tsx"
import classes from "./merge.module.css"
import { useMerge, useRecords } from "./use-merge.ts"

export default function MergeScreen({ entity: name }: { readonly entity: string }) {
  const say = useText()
  const entity = useEntity(name)
  const { query } = usePlace()
  const ids = (query.get("ids") ?? "").split(",").filter((id) => id !== "")
  if (entity?.merge !== true || ids.length < 2)
    return <Emptiness title={say("record.unknown_entity", { entity: name })} />
  return <Side entity={entity} ids={ids} />
}

function Side({ entity, ids }: { readonly entity: Entity; readonly ids: readonly string[] }) {
  const say = useText()
  const title = say("merge.title", { entities: entity.plural })
  useScreenTitle(title)
  const { rows, error } = useRecords(entity, ids)
  return (
    <section className={classes.screen} aria-label={title}>
      <h1 className={classes.title}>{title}</h1>
      {error !== undefined && error !== null ? (
        <Refusal error={error} />
      ) : rows === undefined ? (
        <Skeleton height={240} aria-label={say("busy.loading")} />
      ) : (
        <Choice entity={entity} ids={ids} rows={rows} />
      )}
    </section>
  )
}

interface ChoiceProps {
  readonly entity: Entity
  readonly ids: readonly string[]
  readonly rows: readonly StoredRow[]
}

function Choice({ entity, ids, rows }: ChoiceProps) {
  const say = useText()
  const { merging, outlook, stay, choose, merge, busy } = useMerge(entity, ids)
  if (outlook.isPending) return <Skeleton height={240} aria-label={say("busy.loading")} />
  if (outlook.isError) return <Refusal error={outlook.error} retry={() => void outlook.refetch()} />
  return (
    <>
      <p className={classes.help}>{say("merge.help")}</p>
      <MergeTable
        entity={entity}
        rows={rows}
        outlook={outlook.data}
        choices={merging.choices}
        stay={stay}
        choose={choose}
      />
      <Consequences outlook={outlook.data} />
      <Button
        leftSection={<IconArrowMerge size={14} />}
        loading={busy}
        disabled={outlook.isPlaceholderData}
        onClick={() => void merge()}
      >
        {say("merge.merge", { count: ids.length })}
      </Button>
    </>
  )
}

/** What comes to refer to the one that stays, and what becomes of the others. */
function Consequences({ outlook }: { readonly outlook: Outlook }) {
  const say = useText()
  const model = useModel()
  const nameOf = ({ entity: id, rows, field }: Moved): string => {
    const holder = model.entities[id]
    const fields = rows === undefined ? holder?.fields : holder?.fields[rows]?.rows?.fields
    return [holder?.plural ?? id, fields?.[field]?.title ?? field].join(" · ")
  }
  return (
    <section className={classes.consequences} aria-label={say("merge.moved")}>
      <h2 className={classes.heading}>{say("merge.moved")}</h2>
      {outlook.moved.length === 0 ? (
        <p>{say("merge.nothing_moves")}</p>
      ) : (
        <ul className={classes.moved}>
          {outlook.moved.map((one) => (
            <li key={`${one.entity} ${one.rows ?? ""} ${one.field}`}>
              <span className={classes.count}>{one.count}</span> {nameOf(one)}
            </li>
          ))}
        </ul>
      )}
      <p className={classes.help}>{say("merge.gone")}</p>
    </section>
  )
}
