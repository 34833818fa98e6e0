// One record on its form; without an id, a new one.
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useEntity, useModel } from "../api/model.ts"
import { readRecord } from "../api/records.ts"
import { expandable } from "../contract/expandable.ts"
import type { Entity } from "../contract/model.ts"
import { RequestRefused } from "../contract/problem.ts"
import type { Row, StoredRow } from "../contract/record.ts"
import { flattenRow } from "../field/titles.ts"
import { Emptiness } from "../frame/emptiness.tsx"
import { Refusal } from "../frame/refusal.tsx"
import { useText } from "../text/use-text.ts"
import { RecordEditor } from "./record-editor.tsx"
import { RecordSkeleton } from "./record-skeleton.tsx"

interface Props {
  readonly entity: string
  readonly id?: string
}

export default function RecordScreen({ entity: name, id }: Props) {
  const say = useText()
  const entity = useEntity(name)
  if (entity === undefined) return <Emptiness title={say("record.unknown_entity", { entity: name })} />
  if (id === undefined && !entity.can.create)
    return <Emptiness title={say("record.no_create", { entity: entity.title })} />
  return id === undefined ? <RecordEditor entity={entity} /> : <StoredRecord entity={entity} id={id} />
}

function StoredRecord({ entity, id }: { readonly entity: Entity; readonly id: string }) {
  const say = useText()
  const model = useModel()
  const queries = useQueryClient()
  const answer = useQuery({
    queryKey: ["records", entity.id, "one", id, model.fingerprint],
    queryFn: async ({ signal }) => {
      const row = await readRecord(entity.id, id, expandable(model, entity.fields), signal)
      return stored(flattenRow(queries, model, entity.fields, row), row)
    },
  })
  if (answer.isPending) return <RecordSkeleton />
  if (answer.isError) {
    const gone = answer.error instanceof RequestRefused && answer.error.status === 404
    return gone ? (
      <Emptiness title={say("record.not_found")} />
    ) : (
      <Refusal error={answer.error} retry={() => void answer.refetch()} />
    )
  }
  return <RecordEditor entity={entity} stored={answer.data} />
}

function stored(flat: Row, { id, version }: StoredRow): StoredRow {
  return { ...flat, id, version }
}
