// References in the cells of a report are shown by title: all titles of an entity are asked for together, not cell by cell.
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useModel } from "../api/model.ts"
import { listRecords } from "../api/records.ts"
import { titleFieldOf } from "../contract/fields.ts"
import type { Model } from "../contract/model.ts"
import { textOf } from "../contract/record.ts"
import type { ReportResult, ReportRow } from "../contract/report.ts"
import { rememberTitle } from "../field/titles.ts"
import { literal } from "../filter/literal.ts"

/** Ids in one question: addresses stay within what servers take. */
const most = 100

/** Whether the titles of all references in the result are at hand; they are remembered for `useTitle`. */
export function useTitlesOf(result: ReportResult | undefined): boolean {
  const model = useModel()
  const queries = useQueryClient()
  const wanted = result === undefined ? new Map<string, ReadonlySet<string>>() : referencesIn(result)
  const answer = useQuery({
    queryKey: ["report titles", result?.report, result?.parameters],
    queryFn: async ({ signal }) => {
      for (const [entity, ids] of wanted)
        for (const { id, title } of await titlesOf(model, entity, [...ids], signal))
          rememberTitle(queries, entity, id, title)
      return true
    },
    enabled: wanted.size > 0,
    staleTime: 60_000,
  })
  return wanted.size === 0 || !answer.isPending
}

function referencesIn({ rows, columns }: ReportResult): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = columns.filter(({ type }) => type === "reference").map(({ key }) => key)
  const found = new Map<string, Set<string>>()
  const walk = (row: ReportRow): void => {
    for (const key of keys) {
      const cell = row.cells[key]
      if (typeof cell !== "object" || cell === null) continue
      found.set(cell.entity, (found.get(cell.entity) ?? new Set()).add(cell.id))
    }
    row.rows?.forEach(walk)
  }
  if (keys.length > 0) rows.forEach(walk)
  return found
}

async function titlesOf(
  model: Model,
  entity: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<readonly { readonly id: string; readonly title: string }[]> {
  const field = titleFieldOf(model, entity)
  if (field === undefined) return []
  const parts = Array.from({ length: Math.ceil(ids.length / most) }, (_, at) =>
    ids.slice(at * most, (at + 1) * most),
  )
  const pages = await Promise.all(
    parts.map((part) =>
      listRecords({ entity, fields: ["id", field], filter: `id in ${literal(part)}`, limit: most }, signal),
    ),
  )
  return pages.flatMap(({ items }) => items.map((item) => ({ id: item.id, title: textOf(item[field]) })))
}
