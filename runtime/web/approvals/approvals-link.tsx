import { ActionIcon, Indicator, Tooltip } from "@mantine/core"
import { IconChecklist } from "@tabler/icons-react"
import { go } from "../route/location.ts"
import { approvalsPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import { useApprovals } from "./use-approvals.ts"

/** The way to what waits for one's word, with how much it is. */
export function ApprovalsLink() {
  const say = useText()
  const count = useApprovals().data?.length ?? 0
  const label = say(count === 0 ? "approvals.title" : "approvals.waiting", { count })
  return (
    <Tooltip label={label}>
      <Indicator label={count} size={16} offset={4} disabled={count === 0} color="red.8" zIndex={1}>
        <ActionIcon aria-label={label} onClick={() => go(approvalsPath)}>
          <IconChecklist size={18} />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  )
}
