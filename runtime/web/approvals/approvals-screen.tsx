// The approvals inbox: what others ask this person to agree to, those due first, and what this person asks of others.
import { Skeleton } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { askedApprovals } from "../api/approvals.ts"
import { useModel } from "../api/model.ts"
import { Emptiness } from "../frame/emptiness.tsx"
import { Refusal } from "../frame/refusal.tsx"
import { useScreenTitle } from "../frame/use-screen-title.ts"
import { useText } from "../text/use-text.ts"
import { ApprovalCard } from "./approval-card.tsx"
import classes from "./approvals.module.css"
import { Pending } from "./pending-banner.tsx"
import { useApprovals } from "./use-approvals.ts"

export default function ApprovalsScreen() {
  const say = useText()
  const answer = useApprovals()
  useScreenTitle(say("approvals.title"))
  return (
    <section className={classes.screen} aria-label={say("approvals.title")}>
      <h1 className={classes.title}>{say("approvals.title")}</h1>
      {answer.isPending ? (
        <Skeleton height={96} />
      ) : answer.isError ? (
        <Refusal error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.data.length === 0 ? (
        <Emptiness title={say("approvals.none")} text={say("approvals.none_help")} />
      ) : (
        <ul className={classes.list}>
          {answer.data.map((approval) => (
            <ApprovalCard key={approval.id} approval={approval} />
          ))}
        </ul>
      )}
      <Asked />
    </section>
  )
}

/** What this person waits for himself, and may withdraw. */
function Asked() {
  const say = useText()
  const { user } = useModel()
  const asked = useQuery({
    queryKey: ["approvals", "asked", user.id],
    queryFn: ({ signal }) => askedApprovals(user.id, signal),
    retry: false,
  })
  if (asked.data === undefined || asked.data.length === 0) return null
  return (
    <section aria-label={say("approvals.asked")}>
      <h2 className={classes.title}>{say("approvals.asked")}</h2>
      {asked.data.map((approval) => (
        <Pending key={approval.id} approval={approval} />
      ))}
    </section>
  )
}
