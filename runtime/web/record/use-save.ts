// Saving: check here, send, place the server's faults at their fields, notice when someone was faster.
import { useQueryClient } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { useModel } from "../api/model.ts"
import { createRecord, patchRecord, readHistory, readRecord } from "../api/records.ts"
import type { Entity } from "../contract/model.ts"
import { placedFaults, RequestRefused } from "../contract/problem.ts"
import type { HistoryEntry, StoredRow } from "../contract/record.ts"
import { flattenRow } from "../field/titles.ts"
import { checkRecord } from "../form/check-record.ts"
import { refusalText } from "../frame/refusal.tsx"
import { useNotify } from "../notice/notice-area.tsx"
import { go } from "../route/location.ts"
import { recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import { toSend } from "./changes.ts"
import { draftKey, forgetDraft } from "./draft.ts"
import { focusFault } from "./focus-fault.ts"
import type { Editor } from "./use-editor.ts"

/** What others saved since the work was begun. */
export interface Conflict {
  readonly current: StoredRow
  readonly since: readonly HistoryEntry[]
}

export function useSave(entity: Entity, stored: StoredRow | undefined, editor: Editor) {
  const say = useText()
  const notify = useNotify()
  const store = useStore(entity, stored, editor)
  const [saving, setSaving] = useState(false)
  const [conflict, setConflict] = useState<Conflict>()
  const [doubled, setDoubled] = useState(false)
  const running = useRef(false)

  /** Saves against `version` (that of the work, unless told otherwise); gives the version that is stored then, undefined
   * when it was refused. */
  async function save(version = editor.version, duplicates?: "allow"): Promise<number | undefined> {
    if (running.current || (!editor.dirty && stored !== undefined)) return undefined
    const faults = checkRecord(entity.fields, editor.form.row, editor.form.stateOf, say)
    if (faults.size > 0) return void showFaults(editor, faults)
    running.current = true
    setSaving(true)
    try {
      const saved = await store(version, duplicates)
      notify({ tone: "good", text: say("record.saved") })
      return saved
    } catch (error) {
      await refuse(error)
      return undefined
    } finally {
      running.current = false
      setSaving(false)
    }
  }

  async function refuse(error: unknown): Promise<void> {
    if (error instanceof RequestRefused && error.status === 412 && stored !== undefined) {
      setConflict(await readConflict(entity, stored.id, editor.version))
      return
    }
    if (error instanceof RequestRefused && error.problem.code === "RUN015") setDoubled(true)
    const { title, detail } = refusalText(error, say)
    const faults =
      error instanceof RequestRefused ? placedFaults(error.problem.errors) : new Map<string, string>()
    if (faults.size > 0) showFaults(editor, faults)
    notify({ tone: "fault", text: title, detail })
  }
  return { saving, save, doubled, conflict, endConflict: () => setConflict(undefined) }
}

function showFaults(editor: Editor, faults: ReadonlyMap<string, string>): void {
  editor.setFaults(faults)
  focusFault([...faults.keys()])
}

/** Sends the work; then shows what the server made of it. */
function useStore(entity: Entity, stored: StoredRow | undefined, editor: Editor) {
  const queries = useQueryClient()
  const model = useModel()
  return async (version: number, duplicates?: "allow"): Promise<number> => {
    const body = toSend(editor.changes, entity.fields, editor.base)
    const answer =
      stored === undefined
        ? await createRecord(entity.id, body, editor.token, duplicates)
        : await patchRecord(entity.id, stored.id, body, version)
    if (stored === undefined) {
      forgetDraft(draftKey(model.tenant.name, entity.id, undefined))
      go(recordPath(entity.id, answer.id), "replace")
    } else {
      editor.rebase(flattenRow(queries, model, entity.fields, answer), answer.version, "drop")
    }
    queries.removeQueries({ queryKey: ["title", entity.id, answer.id] })
    await queries.invalidateQueries({ queryKey: ["records"] })
    return answer.version
  }
}

async function readConflict(entity: Entity, id: string, version: number): Promise<Conflict> {
  const current = await readRecord(entity.id, id, [])
  const entries = entity.history ? await readHistory(entity.id, id) : []
  return { current, since: entries.filter((entry) => entry.version > version) }
}
