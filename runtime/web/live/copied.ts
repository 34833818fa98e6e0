// What choosing a record brings along: values of it copied once into the fields beside the reference.
import type { QueryClient } from "@tanstack/react-query"
import { readRecord, readRow } from "../api/records.ts"
import { fieldsOf, rowsTarget } from "../contract/child-rows.ts"
import { targetsOf } from "../contract/fields.ts"
import type { Field, Fields, Model } from "../contract/model.ts"
import { isObject, referenceId, type Json, type Row } from "../contract/record.ts"
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
  const chosen = await knownRecord(queries, target, id)
  const known = await followed(queries, model, { target, chosen, copy: field.copy })
  return valuesOf(model, field.copy, { target, chosen, known, beside })
}

function knownRecord(queries: QueryClient, target: string, id: string): Promise<Row> {
  return queries.fetchQuery({
    queryKey: ["records", target, "known", id],
    queryFn: async ({ signal }): Promise<Row> =>
      rowsTarget(target) === undefined
        ? readRecord(target, id, [], signal)
        : ((await readRow(target, id, ["parent"], signal)) ?? {}),
    staleTime: 60_000,
  })
}

interface Followed {
  readonly target: string
  readonly chosen: Row
  readonly copy: NonNullable<Field["copy"]>
}

/** The records that the chosen one refers to and whose fields are copied too, by `entity/id`: of a company's bank journal its
 * account. Those that this principal may not see are left out. */
async function followed(
  queries: QueryClient,
  model: Model,
  { target, chosen, copy }: Followed,
): Promise<ReadonlyMap<string, Row>> {
  const fields = fieldsOf(model, target) ?? {}
  const names = new Set(
    Object.values(copy).flatMap((text) => [...(liveExpression(model, target, text)?.follows ?? [])]),
  )
  const found = [...names].map(async (name): Promise<readonly (readonly [string, Row])[]> => {
    const field = fields[name]
    const entity = field === undefined ? undefined : targetsOf(field)[0]
    const id = referenceId(chosen[name])
    if (entity === undefined || id === undefined || model.entities[entity] === undefined) return []
    return [[`${entity}/${id}`, await knownRecord(queries, entity, id)]]
  })
  return new Map((await Promise.all(found)).flat())
}

interface Choice {
  readonly target: string
  readonly chosen: Row
  readonly known: ReadonlyMap<string, Row>
  readonly beside: Fields
}

function valuesOf(model: Model, copy: NonNullable<Field["copy"]>, { target, chosen, known, beside }: Choice) {
  const around = { user: model.user, known, now: new Date() }
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
