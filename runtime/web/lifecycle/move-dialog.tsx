// Asks before a move: its question, what it wants to know, and what it would post. Enter makes the move.
import { Button, Group, Modal } from "@mantine/core"
import { useState } from "react"
import type { Entity, Transition } from "../contract/model.ts"
import type { StoredRow } from "../contract/record.ts"
import { checkRecord } from "../form/check-record.ts"
import { RecordForm } from "../form/record-form.tsx"
import { useText } from "../text/use-text.ts"
import classes from "./lifecycle.module.css"
import { Rehearsed } from "./rehearsed.tsx"
import { useInput } from "./use-input.ts"
import type { useMove } from "./use-move.ts"

interface Props {
  readonly entity: Entity
  readonly stored: StoredRow
  readonly version: number
  readonly transition: Transition
  readonly makes: ReturnType<typeof useMove>
  readonly close: () => void
}

/** Whether there is anything to ask before this transition. */
export function isAsked({ confirm, input, posts }: Transition): boolean {
  return confirm !== undefined || input !== undefined || posts === true
}

export function MoveDialog({ entity, stored, version, transition, makes, close }: Props) {
  const say = useText()
  const { form, input, setFaults } = useInput(entity, transition)
  const [duplicates, setDuplicates] = useState<"allow">()
  const { title, confirm, description, name } = transition
  const asks = transition.input !== undefined

  async function submit(event: React.FormEvent): Promise<void> {
    event.preventDefault()
    const faults = checkRecord(form.entity.fields, form.row, form.stateOf, say)
    if (faults.size > 0) return setFaults(faults)
    const outcome = await makes.move(transition, { input, version, duplicates })
    if (outcome.done || outcome.faults.size === 0) close()
    else setFaults(outcome.faults)
  }

  return (
    <Modal
      opened
      onClose={close}
      title={confirm ?? title}
      size={transition.posts === true ? 820 : "md"}
      closeButtonProps={{ "aria-label": say("move.back") }}
    >
      <form ref={asks ? focusFirst : undefined} onSubmit={(event) => void submit(event)}>
        {description !== undefined && <p>{description}</p>}
        {asks && <RecordForm entity={form.entity} state={form} />}
        <div className={classes.preview}>
          <Rehearsed
            entity={entity.id}
            id={stored.id}
            version={version}
            name={name}
            input={input}
            duplicates={duplicates}
            allow={() => setDuplicates("allow")}
          />
        </div>
        <Group justify="flex-end" gap="sm" mt="md">
          <Button variant="default" onClick={close}>
            {say("move.back")}
          </Button>
          <Button type="submit" loading={makes.moving === name} {...(asks ? {} : { "data-autofocus": true })}>
            {title}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}

/** What is asked for gets the focus, in place of the button that closes: the dialog looks for this mark. */
function focusFirst(form: HTMLFormElement | null): void {
  form?.querySelector("input:not([disabled]), textarea")?.setAttribute("data-autofocus", "true")
}
