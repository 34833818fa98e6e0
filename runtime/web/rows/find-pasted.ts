// What pasted texts stand for in a column of references: the records whose title or code they are.
import type { QueryClient } from "@tanstack/react-query"
import { listRecords } from "../api/records.ts"
import { sortOf, targetsOf, titleFieldOf } from "../contract/fields.ts"
import type { Field, Model } from "../contract/model.ts"
import { textOf, type StoredRow } from "../contract/record.ts"
import { and } from "../filter/condition.ts"
import { literal } from "../filter/literal.ts"
import { rememberTitle } from "../field/titles.ts"

/** Texts asked for at once: the address of a request is not endless. */
const atOnce = 40

interface Wanted {
  /** The column. */
  readonly field: Field
  /** The condition that narrows what may be chosen there: the accounts of one company, say. */
  readonly among: string | undefined
  readonly texts: readonly string[]
}

/** The records by text; one that two records answer to is left out. They are remembered, so that what they bring along needs
 * no further question. */
export async function findPasted(
  queries: QueryClient,
  model: Model,
  { field, among, texts }: Wanted,
): Promise<ReadonlyMap<string, StoredRow>> {
  const target = targetsOf(field)[0] ?? ""
  const names = namesOf(model, target)
  if (names.length === 0) return new Map()
  const found = new Map<string, StoredRow | undefined>()
  for (let from = 0; from < texts.length; from += atOnce) {
    const list = literal(texts.slice(from, from + atOnce))
    const filter = and([names.map((name) => `${name} in ${list}`).join(" || "), among ?? ""])
    for (const record of (await listRecords({ entity: target, filter, limit: 1000 })).items) {
      queries.setQueryData(["records", target, "known", record.id], record)
      rememberTitle(queries, target, record.id, textOf(record[names[0] ?? "id"]))
      for (const name of names) {
        const text = record[name]
        if (typeof text !== "string") continue
        const other = found.get(text)
        found.set(text, found.has(text) && other?.id !== record.id ? undefined : record)
      }
    }
  }
  const wanted = new Set(texts)
  return new Map(
    [...found].flatMap(([text, record]) =>
      record === undefined || !wanted.has(text) ? [] : [[text, record]],
    ),
  )
}

/** The fields that name a record: its title, then other short texts that it is found by. */
function namesOf(model: Model, target: string): readonly string[] {
  const entity = model.entities[target]
  const title = titleFieldOf(model, target)
  if (entity === undefined || title === undefined) return []
  const others = entity.searchable.filter((name) => {
    const field = entity.fields[name]
    return name !== title && field !== undefined && sortOf(field) === "text"
  })
  return [title, ...others].slice(0, 3)
}
