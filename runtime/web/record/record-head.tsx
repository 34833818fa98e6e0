// Above the form: where one is in the list, the record's name, and what can be done with it.
import { ActionIcon, Button, Tooltip } from "@mantine/core"
import { IconArrowLeft, IconChevronDown, IconChevronUp, IconHistory } from "@tabler/icons-react"
import type { Entity } from "../contract/model.ts"
import type { StoredRow } from "../contract/record.ts"
import { MoveButtons } from "../lifecycle/move-buttons.tsx"
import { readTrail } from "../list/list-trail.ts"
import { go } from "../route/location.ts"
import { recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import classes from "./record.module.css"
import { RecordMenu } from "./record-menu.tsx"
import { Standing } from "./standing.tsx"
import type { Editor } from "./use-editor.ts"

interface Props {
  readonly entity: Entity
  readonly title: string
  readonly stored: StoredRow | undefined
  readonly editor: Editor
  readonly saving: boolean
  readonly save: () => Promise<number | undefined>
  readonly openHistory: () => void
}

export function RecordHead({ entity, title, stored, editor, saving, save, openHistory }: Props) {
  const say = useText()
  const { faults } = editor.form
  const writable = stored === undefined ? entity.can.create : entity.can.update
  return (
    <header className={classes.head}>
      <TrailButtons entity={entity} id={stored?.id} />
      <div className={classes.name}>
        <span className={classes.kind}>{entity.title}</span>
        <h1 className={classes.title}>{title}</h1>
      </div>
      <Standing entity={entity} row={editor.form.row} />
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
      {stored !== undefined && <MoveButtons entity={entity} stored={stored} editor={editor} save={save} />}
      {writable && (
        <Button
          onClick={() => void save()}
          className={classes.save}
          data-idle={(!editor.dirty && stored !== undefined) || undefined}
          variant={editor.dirty || stored === undefined ? "filled" : "default"}
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
