// After a move that made records: whoever began a document goes on in it; of others a word is said.
import { listRecords } from "../api/records.ts"
import type { Made } from "../api/transitions.ts"
import { titleFieldOf } from "../contract/fields.ts"
import type { Model } from "../contract/model.ts"
import { textOf } from "../contract/record.ts"
import type { Notice } from "../notice/notice-area.tsx"
import { go } from "../route/location.ts"
import { recordPath } from "../route/route.ts"
import type { Say } from "../text/use-text.ts"

/** How many made documents are looked at, to find one that waits to be finished. */
const mostLooked = 5

/** Opens the document that was begun, where it is the only one; says how many where there are several. */
export async function showMade(
  model: Model,
  made: readonly Made[],
  say: Say,
  notify: (notice: Notice) => void,
): Promise<void> {
  const documents = made.filter(({ entity }) => model.entities[entity]?.lifecycle !== undefined)
  const many = (count: number) => notify({ tone: "good", text: say("move.made_many", { count }) })
  if (documents.length > mostLooked) return many(documents.length)
  const begun = (await Promise.all(documents.map((each) => begunOf(model, each)))).flat()
  const [only] = begun
  if (begun.length > 1) return many(begun.length)
  if (only === undefined) return
  notify({ tone: "good", text: say("move.made", { title: only.title }) })
  go(recordPath(only.entity, only.id))
}

/** The document with its title while it stands at the beginning of its life cycle and may be seen; nothing otherwise. */
async function begunOf(model: Model, { entity, id }: Made): Promise<readonly (Made & { title: string })[]> {
  const named = titleFieldOf(model, entity) ?? "id"
  const { items } = await listRecords({ entity, fields: ["id", "state", named], filter: `id == '${id}'` })
  const { lifecycle, title = entity } = model.entities[entity] ?? {}
  return items
    .filter((row) => row["state"] === lifecycle?.initial)
    .map((row) => ({ entity, id, title: `${title} ${textOf(row[named])}`.trim() }))
}
