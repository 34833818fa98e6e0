// Above the form: where one is in the list, the record's name, and what can be done with it.
import { ActionIcon, Button, Tooltip } from "@mantine/core"
import { IconArrowLeft, IconChevronDown, IconChevronUp, IconHistory } from "@tabler/icons-react"
import { sortOf } from "../contract/fields.ts"
import type { Entity } from "../contract/model.ts"
import { type StoredRow, textOf } from "../contract/record.ts"
import { Status } from "../format/status.tsx"
import { readTrail } from "../list/list-trail.ts"
import { go } from "../route/location.ts"
import { recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import classes from "./record.module.css"
import { RecordMenu } from "./record-menu.tsx"
import type { Editor } from "./use-editor.ts"

interface Props {
  readonly entity: Entity
  readonly title: string
  readonly stored: StoredRow | undefined
  readonly editor: Editor
  readonly saving: boolean
  readonly save: () => void
  readonly openHistory: () => void
}

export function RecordHead({ entity, title, stored, editor, saving, save, openHistory }: Props) {
  const say = useText()
  const { row, faults } = editor.form
  const status = Object.values(entity.fields).find(
    (field) => sortOf(field) === "choice" && ["state", "status"].includes(field.name),
  )
  const writable = stored === undefined ? entity.can.create : entity.can.update
  return (
    <header className={classes.head}>
      <TrailButtons entity={entity} id={stored?.id} />
      <div className={classes.name}>
        <span className={classes.kind}>{entity.title}</span>
        <h1 className={classes.title}>{title}</h1>
      </div>
      <span className={classes.status}>
        {status !== undefined && typeof row[status.name] === "string" && (
          <Status field={status} value={textOf(row[status.name])} />
        )}
      </span>
      <span className={classes.state} role="status">
        {faults.size > 0 ? (
          <span className={classes.fault}>{say("record.faults", { count: faults.size })}</span>
        ) : (
          editor.dirty && say("record.unsaved")
        )}
      </span>
      {stored !== undefined && entity.history && (
        <Tooltip label={say("record.history")}>
          <ActionIcon aria-label={say("record.history")} onClick={openHistory}>
            <IconHistory size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <RecordMenu entity={entity} title={title} stored={stored} editor={editor} />
      {writable && (
        <Button
          onClick={save}
          loading={saving}
          disabled={!editor.dirty && stored !== undefined}
          aria-keyshortcuts="Control+S"
        >
          {say("record.save")}
        </Button>
      )}
    </header>
  )
}

/** Back to the list, and to its neighbours, when the record was opened from one. */
function TrailButtons({ entity, id }: { readonly entity: Entity; readonly id: string | undefined }) {
  const say = useText()
  const trail = readTrail(entity.id)
  const at = id === undefined ? -1 : (trail?.ids.indexOf(id) ?? -1)
  const step = (by: number) => {
    const next = trail?.ids[at + by]
    return at < 0 || next === undefined ? undefined : () => go(recordPath(entity.id, next), "replace")
  }
  return (
    <div className={classes.trail}>
      {trail !== undefined && (
        <ActionIcon aria-label={say("record.back")} onClick={() => go(trail.from)}>
          <IconArrowLeft size={16} />
        </ActionIcon>
      )}
      {at >= 0 && (
        <>
          <StepButton label={say("record.previous")} act={step(-1)} sign={<IconChevronUp size={16} />} />
          <StepButton label={say("record.next")} act={step(1)} sign={<IconChevronDown size={16} />} />
        </>
      )}
    </div>
  )
}

interface StepProps {
  readonly label: string
  readonly act: (() => void) | undefined
  readonly sign: React.ReactNode
}

function StepButton({ label, act, sign }: StepProps) {
  return (
    <ActionIcon
      aria-label={label}
      disabled={act === undefined}
      {...(act === undefined ? {} : { onClick: act })}
    >
      {sign}
    </ActionIcon>
  )
}
