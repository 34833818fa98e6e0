// The state of an open record: what is stored, what was typed, what follows from it, what is wrong.
import { useCallback, useEffect, useMemo, useRef, useState } from "react"
import { useModel } from "../api/model.ts"
import type { Entity } from "../contract/model.ts"
import { textOf, type Json, type Row, type StoredRow } from "../contract/record.ts"
import type { FormState } from "../form/form-state.ts"
import { computeRow, evaluate, fieldState, type Surroundings } from "../live/evaluate.ts"
import { useKnownRecords } from "../live/known-records.ts"
import { liveExpression, liveRules } from "../live/live-rules.ts"
import { withCalculated } from "./calculated.ts"
import { changesOf, sameJson } from "./changes.ts"
import { draftKey, forgetDraft, keepDraft, newToken, readDraft, type Draft } from "./draft.ts"
import type { Start } from "./start-values.ts"
import { useBrought } from "./use-brought.ts"
import { usePreview } from "./use-preview.ts"

export interface Editor {
  readonly form: FormState
  /** What the changes are changes of. */
  readonly base: Row
  readonly changes: Draft["changes"]
  readonly dirty: boolean
  /** Whether the work was taken up from before a reload. */
  readonly restored: boolean
  readonly version: number
  readonly token: string
  readonly setFaults: (faults: ReadonlyMap<string, string>) => void
  /** Takes another stored state as the ground; what was typed stays on top, or goes. */
  readonly rebase: (stored: Row, version: number, typed: "keep" | "drop") => void
}

const none: ReadonlyMap<string, string> = new Map()

/** Edits `stored`, or a new record that begins with `start`. */
export function useEditor(entity: Entity, stored: StoredRow | undefined, start: Start): Editor {
  const model = useModel()
  const key = draftKey(model.tenant.name, entity.id, stored?.id)
  const [draft] = useState(() => readDraft(key))
  const [base, setBase] = useState<Row>(stored ?? start.defaults)
  const [version, setVersion] = useState(draft?.version ?? stored?.version ?? 0)
  const [typed, setTyped] = useState<Row>(() => ({
    ...(stored ?? { ...start.defaults, ...start.given }),
    ...draft?.changes,
  }))
  const [faults, setFaults] = useState(none)
  const [token] = useState(() => draft?.token ?? newToken())
  const around = useSurroundings(entity, typed, base)
  const changes = useMemo(() => changesOf(base, typed, entity.fields), [base, typed, entity])
  const brought = useBrought(entity, { start, former: stored ?? draft }, setTyped)
  const preview = usePreview(entity, stored?.id, { base, typed, changes })
  const row = useWorkedOut(entity, { base, typed, preview }, around)
  const dirty = Object.entries(changes).some(([name, value]) => !sameJson(value, brought[name]))
  useEffect(
    () => keepDraft(key, { version, changes: dirty ? changes : {}, token }),
    [key, version, changes, dirty, token],
  )
  const update = useCallback<FormState["update"]>((field, value) => {
    setTyped((former) => ({ ...former, [field]: value(former[field]) }))
    setFaults((former) => withoutField(former, field))
  }, [])
  const rebase = useCallback(
    (next: Row, nextVersion: number, keep: "keep" | "drop") => {
      setTyped((former) => (keep === "keep" ? { ...next, ...changesOf(base, former, entity.fields) } : next))
      setBase(next)
      setVersion(nextVersion)
      setFaults(none)
      if (keep === "drop") forgetDraft(key)
    },
    [base, entity, key],
  )
  useFreshStored(stored, { dirty, version }, rebase)
  const form = useFormStateOf({ entity, row, faults, around, update })
  return { form, base, changes, dirty, restored: draft !== undefined, version, token, setFaults, rebase }
}

interface Parts {
  readonly base: Row
  readonly typed: Row
  readonly preview: StoredRow | undefined
}

/** What was typed with what follows from it: as the server worked it out last, and here since. */
function useWorkedOut(entity: Entity, { base, typed, preview }: Parts, around: Surroundings): Row {
  const model = useModel()
  return useMemo(() => {
    const calculated = preview === undefined ? typed : withCalculated(typed, preview, entity.fields, base)
    return computeRow(liveRules(model, entity.id), entity.fields, calculated, around)
  }, [model, entity, base, typed, preview, around])
}

/** A newer stored state replaces the shown one as long as nothing was typed. */
function useFreshStored(
  stored: StoredRow | undefined,
  { dirty, version }: Pick<Editor, "dirty" | "version">,
  rebase: Editor["rebase"],
): void {
  const seen = useRef(stored)
  useEffect(() => {
    if (stored === undefined || stored === seen.current) return
    seen.current = stored
    if (!dirty && stored.version >= version) rebase(stored, stored.version, "drop")
  }, [stored, dirty, version, rebase])
}

function useSurroundings(entity: Entity, row: Row, old: Row): Surroundings {
  const { user } = useModel()
  const known = useKnownRecords(entity, row)
  const [now] = useState(() => new Date())
  return useMemo(() => ({ user, known, old, now }), [user, known, old, now])
}

type Shown = Pick<FormState, "entity" | "row" | "faults" | "update"> & { readonly around: Surroundings }

function useFormStateOf({ entity, row, faults, around, update }: Shown): FormState {
  const model = useModel()
  return useMemo(() => {
    const rules = liveRules(model, entity.id)
    const locked = row.id === undefined ? !entity.can.create : !entity.can.update
    const stateOf = (name: string) => {
      const field = entity.fields[name]
      if (field === undefined) return { visible: false, required: false, readOnly: true }
      const state = fieldState(field, rules.fields.get(name), row, around)
      const computed = field.computed !== undefined
      const closed = field.closed_in?.includes(textOf(row["state"])) === true
      return locked || computed || closed ? { ...state, readOnly: true } : state
    }
    const shows = (condition: string | undefined) => {
      const live = condition === undefined ? undefined : liveExpression(model, entity.id, condition)
      const value = live === undefined ? true : evaluate(live, row, around)
      return value === undefined || value === true
    }
    const change = (field: string, value: Json) => update(field, () => value)
    return { entity, row, faults, stateOf, shows, change, update }
  }, [model, entity, row, faults, around, update])
}

function withoutField(faults: ReadonlyMap<string, string>, field: string): ReadonlyMap<string, string> {
  const kept = [...faults].filter(([path]) => path.split("/")[1] !== field)
  return kept.length === faults.size ? faults : new Map(kept)
}
