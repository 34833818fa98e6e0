// The form of what a transition asks for: a record that is stored nowhere, drawn like any other.
import { useMemo, useState } from "react"
import type { Entity, Fields, Transition } from "../contract/model.ts"
import type { Json, JsonObject } from "../contract/record.ts"
import type { FormState } from "../form/form-state.ts"

const noFields: Fields = {}

export interface InputForm {
  readonly form: FormState
  /** The input as it is sent: what is empty is left out. */
  readonly input: JsonObject
  readonly setFaults: (faults: ReadonlyMap<string, string>) => void
}

/** The form over the transition's input, which begins with its constant defaults. */
export function useInput(entity: Entity, transition: Transition): InputForm {
  const { input: fields = noFields } = transition
  const [row, setRow] = useState<JsonObject>(() => startOf(fields))
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const form = useMemo<FormState>(() => {
    const asked: Entity = {
      ...entity,
      id: `${entity.id}/${transition.name}`,
      title: transition.title,
      fields,
    }
    const update: FormState["update"] = (field, value) => {
      setRow((former) => ({ ...former, [field]: value(former[field]) }))
      setFaults((former) => new Map([...former].filter(([path]) => path.split("/")[1] !== field)))
    }
    return {
      entity: asked,
      row,
      faults,
      stateOf: (name) => ({ visible: true, required: fields[name]?.required === true, readOnly: false }),
      shows: () => true,
      change: (field, value) => update(field, () => value),
      update,
    }
  }, [entity, transition, fields, row, faults])
  const input = useMemo(
    () => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== "")),
    [row],
  )
  return { form, input, setFaults }
}

function startOf(fields: NonNullable<Transition["input"]>): JsonObject {
  const row: Record<string, Json> = {}
  for (const { name, default: value } of Object.values(fields)) {
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      row[name] = value
  }
  return row
}
