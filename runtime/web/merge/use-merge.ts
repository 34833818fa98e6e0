// The work of making records one: who stays, of whom single fields are taken, and what the server says would come of it.
import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { mergeRecords, rehearseMerge, type Merging } from "../api/duplicates.ts"
import { useModel } from "../api/model.ts"
import { readRecord } from "../api/records.ts"
import { expandable } from "../contract/expandable.ts"
import type { Entity } from "../contract/model.ts"
import type { StoredRow } from "../contract/record.ts"
import { flattenRow } from "../field/titles.ts"
import { refusalText } from "../frame/refusal.tsx"
import { useNotify } from "../notice/notice-area.tsx"
import { go } from "../route/location.ts"
import { recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"

/** The records, each as it is; undefined until all are there, and the fault where one cannot be read. */
export function useRecords(entity: Entity, ids: readonly string[]) {
  const model = useModel()
  const queries = useQueryClient()
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ["records", entity.id, "merged", id],
      queryFn: async ({ signal }: { readonly signal: AbortSignal }): Promise<StoredRow> => {
        const row = await readRecord(entity.id, id, expandable(model, entity.fields), signal)
        return { ...flattenRow(queries, model, entity.fields, row), id: row.id, version: row.version }
      },
      retry: false,
    })),
    combine: (answers) => ({
      rows: answers.every((one) => one.isSuccess) ? answers.flatMap(({ data }) => data ?? []) : undefined,
      error: answers.find(({ isError }) => isError)?.error,
    }),
  })
}

export function useMerge(entity: Entity, ids: readonly string[]) {
  const [survivor, setSurvivor] = useState<string>()
  const [choices, setChoices] = useState<Merging["choices"]>({})
  const merging: Merging = { ids, choices, ...(survivor === undefined ? {} : { survivor }) }
  const outlook = useQuery({
    queryKey: ["records", entity.id, "merge", merging],
    queryFn: ({ signal }) => rehearseMerge(entity.id, merging, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })
  /** Another one stays, and takes over by itself again. */
  function stay(id: string): void {
    setSurvivor(id)
    setChoices({})
  }
  const choose = (field: string, id: string): void => setChoices((former) => ({ ...former, [field]: id }))
  return { merging, outlook, stay, choose, ...useMerging(entity, merging) }
}

function useMerging(entity: Entity, merging: Merging) {
  const say = useText()
  const notify = useNotify()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  async function merge(): Promise<void> {
    setBusy(true)
    try {
      const { id } = await mergeRecords(entity.id, merging)
      go(recordPath(entity.id, id), "replace")
      queries.removeQueries({ queryKey: ["records", entity.id] })
      await queries.invalidateQueries({ queryKey: ["records"] })
      notify({ tone: "good", text: say("merge.done", { count: merging.ids.length }) })
    } catch (error) {
      const { title: text, detail } = refusalText(error, say)
      notify({ tone: "fault", text, detail })
    } finally {
      setBusy(false)
    }
  }
  return { merge, busy }
}
