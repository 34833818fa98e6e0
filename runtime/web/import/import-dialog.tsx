// A file is dropped or chosen, the server says what would come of it and what is wrong where, and only then it is imported.
import { Button, Group, Loader, Modal, ScrollArea, Select } from "@mantine/core"
import { ordered } from "../contract/fields.ts"
import type { Entity, Importer } from "../contract/model.ts"
import { FieldInput } from "../field/field-input.tsx"
import { Refusal } from "../frame/refusal.tsx"
import { useText } from "../text/use-text.ts"
import { FileDrop } from "./file-drop.tsx"
import classes from "./import.module.css"
import { Outlook } from "./outlook.tsx"
import { useImport } from "./use-import.ts"

interface Props {
  readonly entity: Entity
  readonly importers: readonly Importer[]
  readonly close: () => void
}

export default function ImportDialog({ entity, importers, close }: Props) {
  const say = useText()
  const work = useImport(entity, importers, close)
  const { file, take, chosen, row, change, outlook } = work
  const isReady =
    outlook.isSuccess && !outlook.isFetching && outlook.data.faults.length === 0 && outlook.data.records > 0
  return (
    <Modal
      opened
      onClose={close}
      size={860}
      title={say("import.title", { entities: entity.plural })}
      closeButtonProps={{ "aria-label": say("move.back") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) void work.run()
        }}
      >
        <FileDrop file={file} take={take} accept={importers.flatMap(({ extensions }) => extensions)} />
        <div className={classes.asked}>
          <Select
            label={say("import.kind")}
            data={importers.map(({ id, title }) => ({ value: id, label: title }))}
            value={chosen?.id ?? null}
            allowDeselect={false}
            onChange={(id) => work.setChosen(importers.find((one) => one.id === id))}
          />
          {ordered(chosen?.input ?? {}).map((field) => (
            <FieldInput
              key={field.name}
              field={field}
              label={field.title}
              value={row[field.name]}
              onChange={(value) => change(field.name, value)}
              required={field.required}
              around={row}
              {...(field.description === undefined ? {} : { description: field.description })}
            />
          ))}
        </div>
        <ScrollArea.Autosize
          mah={380}
          viewportProps={{
            role: "region",
            "aria-label": say("import.outlook"),
            "aria-live": "polite",
            "aria-busy": outlook.isFetching,
            tabIndex: 0,
          }}
        >
          {file === undefined ? null : !work.isAsked ? (
            <p>{say("import.asks")}</p>
          ) : outlook.isError ? (
            <Refusal error={outlook.error} />
          ) : outlook.data === undefined ? (
            <Loader size="sm" />
          ) : (
            <Outlook entity={entity} imported={outlook.data} />
          )}
        </ScrollArea.Autosize>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close}>
            {say("move.back")}
          </Button>
          <Button type="submit" loading={work.busy} disabled={!isReady}>
            {say("import.run")}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
