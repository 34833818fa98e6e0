// Who changed what, and when: the record's history, field by field, newest first.
import { Drawer, Skeleton } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { readHistory } from "../api/records.ts"
import type { Entity, Field } from "../contract/model.ts"
import { type HistoryEntry, type Json, isList } from "../contract/record.ts"
import { ReadValue } from "../field/read-value.tsx"
import { formatInstant } from "../format/date.ts"
import { useWording } from "../format/use-wording.ts"
import { Emptiness } from "../frame/emptiness.tsx"
import { Refusal } from "../frame/refusal.tsx"
import { useText } from "../text/use-text.ts"
import { readChange } from "./read-change.ts"
import classes from "./history.module.css"
import { useWho } from "./who.ts"

interface Props {
  readonly entity: Entity
  readonly id: string
  readonly version: number
  readonly close: () => void
}

export function HistoryDrawer({ entity, id, version, close }: Props) {
  const say = useText()
  const answer = useQuery({
    queryKey: ["records", entity.id, "history", id, version],
    queryFn: ({ signal }) => readHistory(entity.id, id, signal),
  })
  return (
    <Drawer
      opened
      onClose={close}
      position="right"
      size={420}
      title={say("record.history")}
      closeButtonProps={{ "aria-label": say("record.cancel") }}
    >
      {answer.isPending ? (
        <Skeleton height={120} />
      ) : answer.isError ? (
        <Refusal error={answer.error} />
      ) : answer.data.length === 0 ? (
        <Emptiness title={say("record.no_history")} />
      ) : (
        <ol className={classes.entries}>
          {answer.data.map((entry) => (
            <Entry key={entry.id} entity={entity} entry={entry} />
          ))}
        </ol>
      )}
    </Drawer>
  )
}

const actions = {
  create: "history.created",
  update: "history.updated",
  delete: "history.deleted",
  merge: "history.merged",
} as const

function Entry({ entity, entry }: { readonly entity: Entity; readonly entry: HistoryEntry }) {
  const { say, locale } = useWording()
  const who = useWho(entry.by)
  const action = isNamed(entry.action) ? entry.action : "update"
  const changed = Object.entries(entry.changes ?? {}).flatMap(([name, change]) => {
    const field = entity.fields[name]
    // Of one that went, what it held.
    const isShown = field !== undefined && (action !== "merge" || (!field.read_only && !isNothing(change)))
    return isShown ? [{ field, change }] : []
  })
  return (
    <li className={classes.entry}>
      <p className={classes.line}>
        <strong>{who ?? say("history.system")}</strong> {say(actions[action])}
        <time className={classes.time} dateTime={entry.at}>
          {formatInstant(entry.at, locale)}
        </time>
      </p>
      {(action === "update" || action === "merge") && (
        <dl className={classes.changes}>
          {changed.map(({ field, change }) => (
            <Change key={field.name} field={field} change={change} kind={action} />
          ))}
        </dl>
      )}
    </li>
  )
}

function isNamed(action: string): action is keyof typeof actions {
  return Object.hasOwn(actions, action)
}

interface ChangeProps {
  readonly field: Field
  readonly change: Json
  readonly kind: "update" | "merge"
}

function Change({ field, change, kind }: ChangeProps) {
  const say = useText()
  const { before, after } = readChange(change)
  const shown = (value: Json | undefined) =>
    isNothing(value) ? (
      <em>{say("history.was_empty")}</em>
    ) : (
      <ReadValue field={field} value={value} onChange={() => undefined} />
    )
  return (
    <>
      <dt>{field.title}</dt>
      <dd>
        {kind === "update" && (
          <>
            <del>{shown(before)}</del> →{" "}
          </>
        )}
        <ins>{shown(after)}</ins>
      </dd>
    </>
  )
}

function isNothing(value: Json | undefined): boolean {
  return value === null || value === undefined || value === "" || (isList(value) && value.length === 0)
}
