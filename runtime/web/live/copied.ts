// What choosing a record brings along: values of it copied once into the fields beside the reference.
import type { QueryClient } from "@tanstack/react-query"
import { readRecord, readRow } from "../api/records.ts"
import { rowsTarget } from "../contract/child-rows.ts"
import type { Field, Fields, Model } from "../contract/model.ts"
import { isObject, type Json, type Row } from "../contract/record.ts"
import { evaluate, toJson } from "./evaluate.ts"
import { liveExpression } from "./live-rules.ts"

/** The values for the fields beside the reference `field`, read off the record `id`; only those that this principal may
 * write and that can be worked out here. None when nothing is chosen: what was copied before stays. */
export async function copiedValues(
  queries: QueryClient,
  model: Model,
  field: Field,
  beside: Fields,
  id: Json,
): Promise<{ readonly [name: string]: Json }> {
  const target = typeof field.ref === "string" ? field.ref : undefined
  if (field.copy === undefined || target === undefined || typeof id !== "string") return {}
  const chosen = await queries.fetchQuery({
    queryKey: ["records", target, "known", id],
    queryFn: async ({ signal }): Promise<Row> =>
      rowsTarget(target) === undefined
        ? readRecord(target, id, [], signal)
        : ((await readRow(target, id, ["parent"], signal)) ?? {}),
    staleTime: 60_000,
  })
  return valuesOf(model, field.copy, { target, chosen, beside })
}

interface Choice {
  readonly target: string
  readonly chosen: Row
  readonly beside: Fields
}

function valuesOf(model: Model, copy: NonNullable<Field["copy"]>, { target, chosen, beside }: Choice) {
  const around = { user: model.user, known: new Map<string, Row>(), now: new Date() }
  const values: Record<string, Json> = {}
  for (const [name, text] of Object.entries(copy)) {
    const field = beside[name]
    const live = liveExpression(model, target, text)
    if (field === undefined || field.read_only || live === undefined) continue
    const value = evaluate(live, chosen, around, isObject(chosen["parent"]) ? chosen["parent"] : undefined)
    if (value !== undefined) values[name] = toJson(value, field)
  }
  return values
}
