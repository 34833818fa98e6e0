// The titles of records that references point to: known from expanded reads, else asked for one by one.
import { useQuery, type QueryClient } from "@tanstack/react-query"
import { useModel } from "../api/model.ts"
import { readRecord, readRow } from "../api/records.ts"
import { expandedForName, fieldsOf, rowName, rowsTarget } from "../contract/child-rows.ts"
import { sortOf, targetsOf, titleFieldOf } from "../contract/fields.ts"
import type { Fields, Model } from "../contract/model.ts"
import { isAnyReference, isObject, type Json, type Row, textOf, isList } from "../contract/record.ts"

const keyOf = (entity: string, id: string) => ["title", entity, id] as const

/** The title of a record; its id where this principal may not read it, undefined while it is asked for. */
export function useTitle(entity: string | undefined, id: string | undefined): string | undefined {
  const model = useModel()
  const isNamed = entity !== undefined && isNameable(model, entity)
  const answer = useQuery({
    queryKey: keyOf(entity ?? "", id ?? ""),
    queryFn: ({ signal }) => readTitle(model, entity ?? "", id ?? "", signal),
    enabled: id !== undefined && isNamed,
    staleTime: 5 * 60_000,
    retry: false,
  })
  if (id === undefined) return undefined
  return answer.data ?? (answer.isError || !isNamed ? id : undefined)
}

function isNameable(model: Model, target: string): boolean {
  return rowsTarget(target) === undefined
    ? titleFieldOf(model, target) !== undefined
    : fieldsOf(model, target) !== undefined
}

async function readTitle(model: Model, target: string, id: string, signal: AbortSignal): Promise<string> {
  if (rowsTarget(target) === undefined)
    return textOf((await readRecord(target, id, [], signal))[titleFieldOf(model, target) ?? "id"])
  const row = await readRow(target, id, expandedForName(model, target), signal)
  return row === undefined ? id : rowName(model, target, row)
}

/** A title that is at hand. */
export function knownTitle(queries: QueryClient, entity: string, id: string): string | undefined {
  return queries.getQueryData<string>(keyOf(entity, id))
}

/** Remembers a title that came along with something else. */
export function rememberTitle(queries: QueryClient, entity: string, id: string, title: string): void {
  queries.setQueryData(keyOf(entity, id), title)
}

/** Turns a row with expanded references into one with bare ids, as it is edited and sent; titles are remembered. */
export function flattenRow(queries: QueryClient, model: Model, fields: Fields, row: Row): Row {
  const flat: Record<string, Json | undefined> = { ...row }
  for (const field of Object.values(fields)) {
    const value = row[field.name]
    const sort = sortOf(field)
    if (sort === "rows" && isList(value)) {
      const inner = field.rows?.fields ?? {}
      flat[field.name] = value.map((each) =>
        isObject(each) ? asJson(flattenRow(queries, model, inner, each)) : each,
      )
    } else if (sort === "reference") {
      flat[field.name] = bareId(queries, model, targetsOf(field)[0] ?? "", value)
    } else if (sort === "many" && isList(value)) {
      flat[field.name] = value.map((each) => bareId(queries, model, targetsOf(field)[0] ?? "", each) ?? null)
    } else if (sort === "any_reference" && isAnyReference(value)) {
      bareId(queries, model, value.entity, value)
      flat[field.name] = { entity: value.entity, id: value.id }
    }
  }
  return flat
}

function asJson(row: Row): Json {
  return row
}

function bareId(
  queries: QueryClient,
  model: Model,
  entity: string,
  value: Json | undefined,
): Json | undefined {
  if (!isObject(value) || typeof value.id !== "string") return value
  const record = isObject(value.record) ? value.record : value
  const title = record[titleFieldOf(model, entity) ?? ""]
  if (title !== undefined && title !== null) rememberTitle(queries, entity, value.id, textOf(title))
  return value.id
}
