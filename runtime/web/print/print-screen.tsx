// A document as it goes to paper, with what the browser's print needs around it; the bar itself is not printed.
import { Button, Skeleton } from "@mantine/core"
import { useHotkeys } from "@mantine/hooks"
import { IconArrowLeft, IconPrinter } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useEntity, useModel } from "../api/model.ts"
import { readRecord } from "../api/records.ts"
import { targetsOf } from "../contract/fields.ts"
import { expandable } from "../contract/expandable.ts"
import type { Entity, Field, Model } from "../contract/model.ts"
import { referenceId, type Row, type StoredRow } from "../contract/record.ts"
import { Emptiness } from "../frame/emptiness.tsx"
import { Refusal } from "../frame/refusal.tsx"
import { useScreenTitle } from "../frame/use-screen-title.ts"
import { go } from "../route/location.ts"
import { recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import { printParts } from "./print-parts.ts"
import classes from "./print.module.css"
import { Sheet } from "./sheet.tsx"

interface Props {
  readonly entity: string
  readonly id: string
}

export default function PrintScreen({ entity: name, id }: Props) {
  const say = useText()
  const entity = useEntity(name)
  if (entity === undefined) return <Emptiness title={say("record.unknown_entity", { entity: name })} />
  return <Printed entity={entity} id={id} />
}

function Printed({ entity, id }: { readonly entity: Entity; readonly id: string }) {
  const say = useText()
  const model = useModel()
  const answer = useQuery({
    queryKey: ["records", entity.id, "print", id, model.fingerprint],
    queryFn: ({ signal }) => readPrinted(model, entity, id, signal),
  })
  const back = () => go(recordPath(entity.id, id))
  useHotkeys([["Escape", back]])
  useScreenTitle(say("print.page", { title: entity.title }))
  if (answer.isPending) return <Skeleton height={400} />
  if (answer.isError) return <Refusal error={answer.error} retry={() => void answer.refetch()} />
  return (
    <div className={classes.screen}>
      <div className={classes.bar}>
        <Button variant="default" leftSection={<IconArrowLeft size={14} />} onClick={back}>
          {say("print.back")}
        </Button>
        <Button leftSection={<IconPrinter size={14} />} onClick={() => window.print()}>
          {say("print.print")}
        </Button>
      </div>
      <Sheet entity={entity} {...answer.data} />
    </div>
  )
}

interface Read {
  readonly row: StoredRow
  readonly issuer: Row | undefined
  readonly recipient: Row | undefined
}

/** The record with the names of all it refers to, and who sends and gets it with their addresses. */
async function readPrinted(model: Model, entity: Entity, id: string, signal: AbortSignal): Promise<Read> {
  const row = await readRecord(entity.id, id, expandable(model, entity.fields), signal)
  const { issuer, recipient } = printParts(model, entity, row)
  const party = async (field: Field | undefined): Promise<Row | undefined> => {
    const target = field === undefined ? undefined : targetsOf(field)[0]
    const of = field === undefined ? undefined : referenceId(row[field.name])
    if (target === undefined || of === undefined) return undefined
    return readRecord(target, of, placesOf(model.entities[target]), signal)
  }
  const [from, to] = await Promise.all([party(issuer), party(recipient)])
  return { row, issuer: from, recipient: to }
}

/** The references that an address names. */
function placesOf(entity: Entity | undefined): readonly string[] {
  if (entity === undefined) return []
  const inRows =
    entity.fields["addresses"]?.rows?.fields["country"] === undefined ? [] : ["addresses.country"]
  return entity.fields["country"] === undefined ? inRows : ["country", ...inRows]
}
