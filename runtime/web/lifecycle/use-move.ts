// Making a move: what was typed is saved before, the record shows what became of it after, and a refusal stands at its field.
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useModel } from "../api/model.ts"
import { makeMove, type Asking } from "../api/transitions.ts"
import type { Entity, Transition } from "../contract/model.ts"
import { placedFaults, RequestRefused } from "../contract/problem.ts"
import type { StoredRow } from "../contract/record.ts"
import { flattenRow } from "../field/titles.ts"
import { refusalText } from "../frame/refusal.tsx"
import { useNotify } from "../notice/notice-area.tsx"
import { newToken } from "../record/draft.ts"
import type { Editor } from "../record/use-editor.ts"
import { useText, type Say } from "../text/use-text.ts"
import { showMade } from "./show-made.ts"

/** What came of a press: done, or refused with messages at the fields of the input. */
export type Outcome =
  { readonly done: true } | { readonly done: false; readonly faults: ReadonlyMap<string, string> }

interface Options {
  readonly entity: Entity
  readonly stored: StoredRow
  readonly editor: Editor
}

export function useMove({ entity, stored, editor }: Options) {
  const say = useText()
  const model = useModel()
  const queries = useQueryClient()
  const notify = useNotify()
  const [moving, setMoving] = useState<string>()

  /** Moves the record as it is in `version`. */
  async function move(transition: Transition, asking: Omit<Asking, "name">): Promise<Outcome> {
    setMoving(transition.name)
    try {
      const moved = await makeMove(entity.id, stored.id, { ...asking, name: transition.name }, newToken())
      const { kind, record } = moved
      editor.rebase(flattenRow(queries, model, entity.fields, record), record.version, "drop")
      queries.removeQueries({ queryKey: ["title", entity.id, stored.id] })
      void queries.invalidateQueries({ queryKey: ["records"] })
      void queries.invalidateQueries({ queryKey: ["approvals"] })
      notify({
        tone: "good",
        text: kind === "asked" ? say("move.asked") : doneText(say, entity, transition, [stored, record]),
      })
      if (moved.kind === "moved") await showMade(model, moved.made, say, notify)
      return { done: true }
    } catch (error) {
      return { done: false, faults: refused(error, transition) }
    } finally {
      setMoving(undefined)
    }
  }

  /** Messages of fields of the input are given back; those of the record are shown there. */
  function refused(error: unknown, { input = {} }: Transition): ReadonlyMap<string, string> {
    const { title, detail } = refusalText(error, say)
    const faults =
      error instanceof RequestRefused ? placedFaults(error.problem.errors) : new Map<string, string>()
    const ofInput = new Map([...faults].filter(([path]) => (path.split("/")[1] ?? "") in input))
    const ofRecord = new Map([...faults].filter(([path]) => !ofInput.has(path)))
    if (ofRecord.size > 0) editor.setFaults(ofRecord)
    notify({ tone: "fault", text: title, detail })
    return ofInput
  }

  return { moving, move }
}

/** Names the state that was reached; a move that leads nowhere else did what its name says. */
function doneText(
  say: Say,
  entity: Entity,
  { title }: Transition,
  [before, after]: readonly [StoredRow, StoredRow],
): string {
  const state = after["state"]
  if (state === before["state"]) return say("move.stayed", { title })
  const found = entity.fields["state"]?.enum?.find(({ value }) => value === state)
  return say("move.done", { state: found?.title ?? entity.title })
}
