// What a document has written into the books, ledger by ledger; nothing for documents that write none.
import { Skeleton } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { useModel } from "../api/model.ts"
import { readBooked } from "../api/transitions.ts"
import { targetsOf } from "../contract/fields.ts"
import type { Entity, Model } from "../contract/model.ts"
import { Refusal } from "../frame/refusal.tsx"
import { useText } from "../text/use-text.ts"
import classes from "./entries.module.css"
import { alikeIn } from "./entry-columns.ts"
import { EntriesTable } from "./entries-table.tsx"

interface Props {
  readonly entity: Entity
  readonly id: string
}

/** Whether records of the entity may have entries that this principal sees. */
export function hasEntries(model: Model, entity: Entity): boolean {
  return Object.values(model.entities).some(
    ({ kind, fields }) =>
      kind === "ledger" && fields["source"] !== undefined && targetsOf(fields["source"]).includes(entity.id),
  )
}

export function EntriesOf({ entity, id }: Props) {
  const say = useText()
  const model = useModel()
  const answer = useQuery({
    queryKey: ["records", entity.id, "entries", id],
    queryFn: ({ signal }) => readBooked(entity.id, id, signal),
  })
  if (answer.isPending) return <Skeleton height={96} />
  if (answer.isError) return <Refusal error={answer.error} retry={() => void answer.refetch()} />
  if (answer.data.length === 0) return <p className={classes.none}>{say("entries.none")}</p>
  const alike = alikeIn(answer.data.flatMap(({ items }) => items))
  return answer.data.map(({ ledger, items }) => {
    const book = model.entities[ledger]
    return (
      book !== undefined && (
        <EntriesTable key={ledger} ledger={book} title={book.title} entries={items} alike={alike} />
      )
    )
  })
}
