// One thing that waits for one's word: what, who asks, until when; a comment, and yes or no.
import { Button, TextInput } from "@mantine/core"
import { IconCheck, IconX } from "@tabler/icons-react"
import { useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { askedBy, giveVerdict, type Approval, type Verdict } from "../api/approvals.ts"
import { useModel } from "../api/model.ts"
import { formatDate, formatInstant } from "../format/date.ts"
import { useWording } from "../format/use-wording.ts"
import { refusalText } from "../frame/refusal.tsx"
import { useNotify } from "../notice/notice-area.tsx"
import { Link } from "../route/link.tsx"
import { recordPath } from "../route/route.ts"
import { textOf } from "../contract/record.ts"
import classes from "./approvals.module.css"

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

function useVerdict({ id, title }: Approval) {
  const { say } = useWording()
  const notify = useNotify()
  const queries = useQueryClient()
  const [saying, setSaying] = useState<Verdict>()
  async function give(verdict: Verdict, comment: string): Promise<void> {
    setSaying(verdict)
    try {
      await giveVerdict(id, verdict, comment)
      notify({ tone: "good", text: say(`approvals.${verdict}_done`, { title }) })
      void queries.invalidateQueries({ queryKey: ["records"] })
    } catch (error) {
      const { title: text, detail } = refusalText(error, say)
      notify({ tone: "fault", text, detail })
    } finally {
      setSaying(undefined)
      await queries.invalidateQueries({ queryKey: ["approvals"] })
    }
  }
  return { saying, give }
}
