// One thing that waits for one's word: what, who asks, until when; a comment, and yes or no.
import { Button, TextInput } from "@mantine/core"
import { IconCheck, IconX } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { askedBy, type Approval } from "../api/approvals.ts"
import { useModel } from "../api/model.ts"
import { readRecord } from "../api/records.ts"
import { expandable } from "../contract/expandable.ts"
import { totalOf } from "../contract/fields.ts"
import { formatDate, formatInstant } from "../format/date.ts"
import { besideOf, valueText } from "../format/value-text.ts"
import { useWording } from "../format/use-wording.ts"
import { printParts } from "../print/print-parts.ts"
import { Link } from "../route/link.tsx"
import { recordPath } from "../route/route.ts"
import { textOf } from "../contract/record.ts"
import classes from "./approvals.module.css"
import { useVerdict } from "./use-verdict.ts"

export function ApprovalCard({ approval }: { readonly approval: Approval }) {
  const { say, locale } = useWording()
  const model = useModel()
  const [comment, setComment] = useState("")
  const { saying, give } = useVerdict(approval)
  const { regarding, title, due_on } = approval
  const kind = model.entities[regarding.entity]?.title
  const at = textOf(approval["created_at"])
  return (
    <li className={classes.card} aria-label={title}>
      <div className={classes.about}>
        <Link className={classes.name} href={recordPath(regarding.entity, regarding.id)}>
          {title}
        </Link>
        <p className={classes.who}>
          {kind !== undefined && <span>{kind}</span>}
          <span>{say("approvals.asked_by", { who: askedBy(approval) })}</span>
          {at !== "" && <time dateTime={at}>{formatInstant(at, locale)}</time>}
          {due_on !== null && <span>{say("approvals.due", { day: formatDate(due_on, locale) })}</span>}
        </p>
        <About approval={approval} />
      </div>
      <TextInput
        className={classes.comment}
        aria-label={say("approvals.comment")}
        placeholder={say("approvals.comment")}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <div className={classes.verdicts}>
        <Button
          variant="default"
          leftSection={<IconX size={14} />}
          loading={saying === "refuse"}
          onClick={() => void give("refuse", comment)}
        >
          {say("approvals.refuse")}
        </Button>
        <Button
          leftSection={<IconCheck size={14} />}
          loading={saying === "approve"}
          onClick={() => void give("approve", comment)}
        >
          {say("approvals.approve")}
        </Button>
      </div>
    </li>
  )
}

/** What the record is about, so that nobody has to open it to agree. */
function About({ approval: { regarding } }: { readonly approval: Approval }) {
  const wording = useWording()
  const { model } = wording
  const entity = model.entities[regarding.entity]
  const answer = useQuery({
    queryKey: ["records", regarding.entity, "about", regarding.id],
    queryFn: ({ signal }) =>
      readRecord(regarding.entity, regarding.id, expandable(model, entity?.fields ?? {}), signal),
    enabled: entity !== undefined,
    retry: false,
  })
  const row = answer.data
  if (entity === undefined || row === undefined) return null
  const { recipient, facts } = printParts(model, entity, row)
  const total = totalOf(entity)
  const told = [
    ...(total === undefined ? [] : [total]),
    ...(recipient === undefined ? [] : [recipient]),
    ...facts,
  ]
  return (
    <p className={classes.facts}>
      {told.slice(0, 6).map((field) => (
        <span key={field.name} title={field.title}>
          {valueText(field, row[field.name], wording, besideOf(model, entity, field.name, row))}
        </span>
      ))}
    </p>
  )
}
