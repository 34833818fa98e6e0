// The work of an import: a file, the importer for such files, what it asks for, and what the server says would come of it.
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { importFile, rehearseImport, type Sending } from "../api/imports.ts"
import type { Entity, Importer } from "../contract/model.ts"
import { textOf, type Json, type Row } from "../contract/record.ts"
import { refusalText } from "../frame/refusal.tsx"
import { useNotify } from "../notice/notice-area.tsx"
import { go } from "../route/location.ts"
import { recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"

export function useImport(entity: Entity, importers: readonly Importer[], close: () => void) {
  const [file, setFile] = useState<File>()
  const [chosen, setChosen] = useState(importers[0])
  const [row, setRow] = useState<Row>({})
  const isAsked = Object.values(chosen?.input ?? {}).every(
    (field) => !field.required || textOf(row[field.name]) !== "",
  )
  const sending = file === undefined || chosen === undefined ? undefined : sendingOf(file, chosen, row)
  const outlook = useQuery({
    queryKey: ["import", file?.name, file?.size, file?.lastModified, sending?.importer, sending?.input],
    queryFn: ({ signal }) => rehearseImport(needed(sending), signal),
    enabled: sending !== undefined && isAsked,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })
  /** The importer for files that end so is chosen with the file. */
  function take(next: File): void {
    const fit = importers.find(({ extensions }) =>
      extensions.some((one) => next.name.toLowerCase().endsWith(one)),
    )
    setFile(next)
    if (fit !== undefined) setChosen(fit)
  }
  const change = (name: string, value: Json): void => setRow((former) => ({ ...former, [name]: value }))
  return {
    file,
    take,
    chosen,
    setChosen,
    row,
    change,
    isAsked,
    outlook,
    ...useSending(entity, sending, close),
  }
}

function useSending(entity: Entity, sending: Sending | undefined, close: () => void) {
  const say = useText()
  const notify = useNotify()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  async function run(): Promise<void> {
    setBusy(true)
    try {
      const { ids } = await importFile(needed(sending))
      await queries.invalidateQueries({ queryKey: ["records"] })
      notify({ tone: "good", text: say("import.done", { count: ids.length }) })
      const [only] = ids
      close()
      if (ids.length === 1 && only !== undefined) go(recordPath(entity.id, only))
    } catch (error) {
      const { title: text, detail } = refusalText(error, say)
      notify({ tone: "fault", text, detail })
    } finally {
      setBusy(false)
    }
  }
  return { run, busy }
}

/** What is not asked for by this importer is left out, and what is empty. */
function sendingOf(file: File, { id, input }: Importer, row: Row): Sending {
  const given = Object.keys(input).flatMap((name) => {
    const text = textOf(row[name])
    return text === "" ? [] : [[name, text] as const]
  })
  return { importer: id, file, input: Object.fromEntries(given) }
}

function needed(sending: Sending | undefined): Sending {
  if (sending === undefined) throw new Error("nothing is sent before a file is chosen")
  return sending
}
