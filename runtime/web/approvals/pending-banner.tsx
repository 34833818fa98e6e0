// Above the form of a record: what of it waits until others agree, and for who asked the way to withdraw it.
import { Button } from "@mantine/core"
import { IconHourglass } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { approvalsOf, type Approval } from "../api/approvals.ts"
import { useModel } from "../api/model.ts"
import type { Entity } from "../contract/model.ts"
import { isList, isObject, referenceId, textOf } from "../contract/record.ts"
import { formatDate } from "../format/date.ts"
import { useWording } from "../format/use-wording.ts"
import { Link } from "../route/link.tsx"
import { approvalsPath, recordPath } from "../route/route.ts"
import { useApprovals } from "./use-approvals.ts"
import { useVerdict } from "./use-verdict.ts"
import classes from "./approvals.module.css"

interface Props {
  readonly entity: Entity
  readonly id: string
}

/** Nothing where nothing waits, or this person is none of those concerned. */
export function PendingBanner({ entity, id }: Props) {
  const open = useQuery({
    queryKey: ["approvals", "of", entity.id, id],
    queryFn: ({ signal }) => approvalsOf(id, signal),
    enabled: entity.lifecycle !== undefined,
    retry: false,
  })
  return open.data?.map((approval) => <Pending key={approval.id} approval={approval} />)
}

/** One thing that waits; its name leads to the record. */
export function Pending({ approval }: { readonly approval: Approval }) {
  const { say, locale } = useWording()
  const { user } = useModel()
  const { saying, give } = useVerdict(approval)
  const mine = useApprovals().data?.some(({ id }) => id === approval.id) === true
  const { title, regarding, due_on } = approval
  return (
    <aside className={classes.banner} role="status" aria-label={say("approvals.pending")}>
      <IconHourglass size={16} aria-hidden />
      <div className={classes.about}>
        <strong>{say("approvals.pending")}</strong>{" "}
        <Link href={recordPath(regarding.entity, regarding.id)}>{title}</Link>
        <p className={classes.who}>
          <span>{say("approvals.of", { who: approversOf(approval).join(", ") })}</span>
          {due_on !== null && <span>{say("approvals.due", { day: formatDate(due_on, locale) })}</span>}
        </p>
      </div>
      {mine && <Link href={approvalsPath}>{say("approvals.title")}</Link>}
      {referenceId(approval.asked_by) === user.id && (
        <Button variant="default" loading={saying === "withdraw"} onClick={() => void give("withdraw", "")}>
          {say("approvals.withdraw")}
        </Button>
      )}
    </aside>
  )
}

function approversOf({ approvers }: Approval): readonly string[] {
  return isList(approvers)
    ? approvers.flatMap((one) => (isObject(one) && textOf(one["name"]) !== "" ? [textOf(one["name"])] : []))
    : []
}
