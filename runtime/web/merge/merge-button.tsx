import { Button } from "@mantine/core"
import { IconArrowMerge } from "@tabler/icons-react"
import type { Entity } from "../contract/model.ts"
import { go } from "../route/location.ts"
import { mergePath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import { mayMerge } from "./may-merge.ts"

interface Props {
  readonly entity: Entity
  readonly ids: ReadonlySet<string>
}

/** As many as the server makes one at a time. */
const most = 20

/** For the records selected in a list, where these may be made one. */
export function MergeButton({ entity, ids }: Props) {
  const say = useText()
  if (!mayMerge(entity) || ids.size < 2 || ids.size > most) return null
  return (
    <Button
      variant="default"
      leftSection={<IconArrowMerge size={14} />}
      onClick={() => go(mergePath(entity.id, [...ids]))}
    >
      {say("merge.compare")}
    </Button>
  )
}
