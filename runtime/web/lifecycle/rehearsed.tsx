// What a move would do, asked of the server while one still hesitates: entries that it would post, records it would make.
import { Button, Skeleton } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query"
import { useModel } from "../api/model.ts"
import { rehearseMove, type Rehearsal } from "../api/transitions.ts"
import { titleFieldOf } from "../contract/fields.ts"
import type { Model } from "../contract/model.ts"
import { RequestRefused } from "../contract/problem.ts"
import { textOf, type JsonObject } from "../contract/record.ts"
import { alikeIn } from "../entries/entry-columns.ts"
import { EntriesTable } from "../entries/entries-table.tsx"
import { rememberTitle } from "../field/titles.ts"
import { refusalText } from "../frame/refusal.tsx"
import { useText } from "../text/use-text.ts"
import classes from "./lifecycle.module.css"

interface Props {
  readonly entity: string
  readonly id: string
  readonly version: number
  readonly name: string
  readonly input: JsonObject
  /** Whether records that it would make may be like some that are there, and to say that they may. */
  readonly duplicates: "allow" | undefined
  readonly allow: () => void
}

/** How long typing rests before the server is asked. */
const restMs = 350

export function Rehearsed({ entity, id, version, name, input, duplicates, allow }: Props) {
  const say = useText()
  const [rested] = useDebouncedValue(input, restMs)
  const model = useModel()
  const queries = useQueryClient()
  const answer = useQuery({
    queryKey: ["rehearsal", entity, id, version, name, rested, duplicates],
    queryFn: async ({ signal }) => {
      const told = await rehearseMove(entity, id, { name, input: rested, duplicates }, signal)
      // Entries may refer to what is not there yet.
      for (const made of told.created) rememberTitle(queries, made.entity, made.id, nameOf(model, made))
      return told
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })
  if (answer.isPending) return <Skeleton height={72} aria-label={say("busy.loading")} />
  if (answer.isError) return <Hindered error={answer.error} allow={allow} />
  return <Told rehearsal={answer.data} />
}

/** Every reason; the message alone tells of several only that there are some. */
function Hindered({ error, allow }: { readonly error: Error; readonly allow: () => void }) {
  const say = useText()
  const model = useModel()
  const twins = error instanceof RequestRefused && error.problem.code === "RUN015" ? error.problem.entity : ""
  const mayAllow = model.entities[twins ?? ""]?.can.duplicates === true
  const { detail } = refusalText(error, say)
  const reasons = error instanceof RequestRefused ? error.problem.errors.map(({ message }) => message) : []
  return (
    <div role="alert" className={classes.fault}>
      {reasons.length > 0 ? (
        <ul>
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      ) : (
        detail
      )}
      {mayAllow && (
        <Button variant="default" size="xs" onClick={allow}>
          {say("duplicates.force")}
        </Button>
      )}
    </div>
  )
}

function Told({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const say = useText()
  const model = useModel()
  const { postings, created, asks_approval } = rehearsal
  const made = created
    .filter(({ entity }) => model.entities[entity] !== undefined)
    .map((each) => nameOf(model, each))
  const alike = alikeIn(Object.values(postings).flat())
  return (
    <div aria-live="polite">
      {asks_approval === true && <p className={classes.note}>{say("move.asks_approval")}</p>}
      {Object.entries(postings).map(([ledger, entries]) => {
        const book = model.entities[ledger]
        return (
          book !== undefined && (
            <EntriesTable
              key={ledger}
              ledger={book}
              title={say("move.posts", { ledger: book.title })}
              entries={entries}
              alike={alike}
            />
          )
        )
      })}
      {made.length > 0 && (
        <p className={classes.note}>{say("move.makes", { records: made.slice(0, 6).join(", ") })}</p>
      )}
    </div>
  )
}

type Made = Rehearsal["created"][number]

/** `Open item INV-7`, or the kind alone of what has no name. */
function nameOf(model: Model, { entity, record }: Made): string {
  const name = textOf(record?.[titleFieldOf(model, entity) ?? ""])
  return [model.entities[entity]?.title ?? "", name].filter((part) => part !== "").join(" ")
}
