import { useQueries } from "@tanstack/react-query"
import { useMemo } from "react"
import { useModel } from "../api/model.ts"
import { readRecord } from "../api/records.ts"
import { targetsOf } from "../contract/fields.ts"
import { referenceId, type Row, type StoredRow } from "../contract/record.ts"
import type { Entity } from "../contract/model.ts"
import { liveRules } from "./live-rules.ts"

/** The records behind those references that the form's expressions read, by `entity/id`. */
export function useKnownRecords(entity: Entity, row: Row): ReadonlyMap<string, Row> {
  const model = useModel()
  const wanted = useMemo(() => {
    const rules = liveRules(model, entity.id)
    const names = new Set(
      [...rules.fields.values(), ...[...rules.rows.values()].flatMap((inner) => [...inner.values()])].flatMap(
        (field) =>
          [field.visible, field.requiredWhen, field.readOnlyWhen, field.computed].flatMap((live) => [
            ...(live?.follows ?? []),
          ]),
      ),
    )
    return [...names].flatMap((name) => {
      const field = entity.fields[name]
      const target = field === undefined ? undefined : targetsOf(field)[0]
      return target === undefined || model.entities[target] === undefined ? [] : [{ name, target }]
    })
  }, [model, entity])
  const asked = wanted.flatMap(({ name, target }) => {
    const id = referenceId(row[name])
    return id === undefined ? [] : [{ target, id }]
  })
  const answers = useQueries({
    queries: asked.map(({ target, id }) => ({
      queryKey: ["records", target, "known", id],
      queryFn: ({ signal }: { signal: AbortSignal }) => readRecord(target, id, [], signal),
      staleTime: 60_000,
      retry: false,
    })),
    combine: rowsOf,
  })
  const keys = asked.map(({ target, id }) => `${target}/${id}`).join(" ")
  return useMemo(() => {
    const known = keys.split(" ").flatMap((key, index): [string, Row][] => {
      const answer = answers[index]
      return answer === undefined ? [] : [[key, answer]]
    })
    return new Map(known)
  }, [keys, answers])
}

/** At module scope, so that the combined rows keep their identity while nothing new arrives. */
function rowsOf(
  answers: readonly { readonly data: StoredRow | undefined }[],
): readonly (StoredRow | undefined)[] {
  return answers.map((answer) => answer.data)
}
