// What is done to a record seldom: discard what was typed, delete it. Both ask first.
import { ActionIcon, Button, Group, Menu, Modal } from "@mantine/core"
import { IconArrowBackUp, IconDots, IconPrinter, IconTrash } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { deleteRecord } from "../api/records.ts"
import type { Entity } from "../contract/model.ts"
import type { StoredRow } from "../contract/record.ts"
import { refusalText } from "../frame/refusal.tsx"
import { readTrail } from "../list/list-trail.ts"
import { useNotify } from "../notice/notice-area.tsx"
import { go } from "../route/location.ts"
import { printPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import type { Editor } from "./use-editor.ts"

interface Props {
  readonly entity: Entity
  readonly title: string
  readonly stored: StoredRow | undefined
  readonly editor: Editor
}

export function RecordMenu(props: Props) {
  const { entity, title, stored, editor } = props
  const say = useText()
  const [asking, setAsking] = useState<"discard" | "delete">()
  const remove = useRemove(props)
  const printed = entity.kind === "document" ? stored : undefined
  if (!editor.dirty && printed === undefined && (stored === undefined || !entity.can.delete)) return null
  const close = () => setAsking(undefined)
  function confirm(): void {
    close()
    if (asking === "delete") void remove()
    else if (stored === undefined) editor.rebase({}, 0, "drop")
    else editor.rebase(stored, stored.version, "drop")
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={say("record.more")}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {printed !== undefined && (
            <Menu.Item
              leftSection={<IconPrinter size={14} />}
              onClick={() => go(printPath(entity.id, printed.id))}
            >
              {say("print.open")}
            </Menu.Item>
          )}
          {editor.dirty && (
            <Menu.Item leftSection={<IconArrowBackUp size={14} />} onClick={() => setAsking("discard")}>
              {say("record.discard")}
            </Menu.Item>
          )}
          {stored !== undefined && entity.can.delete && (
            <Menu.Item color="red" leftSection={<IconTrash size={14} />} onClick={() => setAsking("delete")}>
              {say("record.delete")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asking !== undefined}
        onClose={close}
        title={say(asking === "delete" ? "record.delete_question" : "record.discard_question", { title })}
        size="sm"
        closeButtonProps={{ "aria-label": say("record.cancel") }}
      >
        <p>{say(asking === "delete" ? "record.delete_help" : "record.discard_help")}</p>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close} data-autofocus>
            {say("record.cancel")}
          </Button>
          <Button color="red" onClick={confirm}>
            {say(asking === "delete" ? "record.delete" : "record.discard")}
          </Button>
        </Group>
      </Modal>
    </>
  )
}

function useRemove({ entity, title, stored, editor }: Props) {
  const say = useText()
  const notify = useNotify()
  const queries = useQueryClient()
  return async (): Promise<void> => {
    if (stored === undefined) return
    try {
      await deleteRecord(entity.id, stored.id, editor.version)
    } catch (error) {
      const { title: text, detail } = refusalText(error, say)
      return notify({ tone: "fault", text, detail })
    }
    editor.rebase(stored, stored.version, "drop")
    go(readTrail(entity.id)?.from ?? "/", "replace")
    queries.removeQueries({ queryKey: ["records", entity.id, "one", stored.id] })
    await queries.invalidateQueries({ queryKey: ["records"] })
    notify({ tone: "good", text: say("record.deleted", { title }) })
  }
}
