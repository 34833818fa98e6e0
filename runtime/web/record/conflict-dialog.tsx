// Someone saved first: shows who changed what beside one's own work, and lets one choose.
import { Button, Group, Modal, Table } from "@mantine/core"
import { useQueryClient } from "@tanstack/react-query"
import { useModel } from "../api/model.ts"
import type { Entity } from "../contract/model.ts"
import { flattenRow } from "../field/titles.ts"
import { ReadValue } from "../field/read-value.tsx"
import { useText } from "../text/use-text.ts"
import { sameJson } from "./changes.ts"
import type { Editor } from "./use-editor.ts"
import type { Conflict } from "./use-save.ts"
import { useWho } from "./who.ts"

interface Props {
  readonly entity: Entity
  readonly editor: Editor
  readonly conflict: Conflict
  readonly close: () => void
  readonly save: (version?: number) => Promise<unknown>
}

export function ConflictDialog({ entity, editor, conflict, close, save }: Props) {
  const say = useText()
  const model = useModel()
  const queries = useQueryClient()
  const who = useWho(conflict.since[0]?.by ?? conflict.current.updated_by) ?? say("conflict.someone")
  const theirs = flattenRow(queries, model, entity.fields, conflict.current)
  const touched = Object.values(entity.fields).filter(
    (field) =>
      Object.hasOwn(editor.changes, field.name) && !sameJson(editor.changes[field.name], theirs[field.name]),
  )
  function takeTheirs(): void {
    editor.rebase(theirs, conflict.current.version, "drop")
    void queries.invalidateQueries({ queryKey: ["records", entity.id] })
    close()
  }
  function keepMine(): void {
    editor.rebase(theirs, conflict.current.version, "keep")
    close()
    void save(conflict.current.version)
  }
  return (
    <Modal
      opened
      onClose={close}
      title={say("conflict.title")}
      size="lg"
      closeButtonProps={{ "aria-label": say("record.cancel") }}
    >
      <p>{say("conflict.help", { who })}</p>
      <Table verticalSpacing={6} mb="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say("conflict.field")}</Table.Th>
            <Table.Th>{say("conflict.yours")}</Table.Th>
            <Table.Th>{say("conflict.theirs")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {touched.map((field) => (
            <Table.Tr key={field.name}>
              <Table.Th scope="row">{field.title}</Table.Th>
              <Table.Td>
                <ReadValue field={field} value={editor.changes[field.name]} onChange={() => undefined} />
              </Table.Td>
              <Table.Td>
                <ReadValue field={field} value={theirs[field.name]} onChange={() => undefined} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={takeTheirs}>
          {say("conflict.reload")}
        </Button>
        <Button onClick={keepMine} data-autofocus>
          {say("conflict.overwrite")}
        </Button>
      </Group>
    </Modal>
  )
}
