// Beside a list whose records may come from files.
import { ActionIcon, Tooltip } from "@mantine/core"
import { IconFileImport } from "@tabler/icons-react"
import { lazy, Suspense, useState } from "react"
import { useModel } from "../api/model.ts"
import type { Entity } from "../contract/model.ts"
import { useText } from "../text/use-text.ts"

const ImportDialog = lazy(() => import("./import-dialog.tsx"))

export function ImportButton({ entity }: { readonly entity: Entity }) {
  const say = useText()
  const { importers = [] } = useModel()
  const [open, setOpen] = useState(false)
  const own = importers.filter((one) => one.entity === entity.id)
  if (own.length === 0) return null
  const title = say("import.title", { entities: entity.plural })
  return (
    <>
      <Tooltip label={title}>
        <ActionIcon aria-label={title} onClick={() => setOpen(true)}>
          <IconFileImport size={16} />
        </ActionIcon>
      </Tooltip>
      {open && (
        <Suspense>
          <ImportDialog entity={entity} importers={own} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
