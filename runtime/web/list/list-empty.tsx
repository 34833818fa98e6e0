import { Button } from "@mantine/core"
import type { Entity } from "../contract/model.ts"
import { Emptiness } from "../frame/emptiness.tsx"
import { go } from "../route/location.ts"
import { newPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import { clearList } from "./list-state.ts"

/** Says why a list shows nothing: no records at all, or none that match. */
export function ListEmpty({ entity, narrowed }: { readonly entity: Entity; readonly narrowed: boolean }) {
  const say = useText()
  if (narrowed) {
    return (
      <Emptiness title={say("list.empty_filtered")} text={say("list.empty_filtered_help")}>
        <Button variant="default" onClick={clearList}>
          {say("list.clear")}
        </Button>
      </Emptiness>
    )
  }
  return (
    <Emptiness title={say("list.empty")}>
      {entity.can.create && (
        <Button onClick={() => go(newPath(entity.id))}>{say("record.new", { entity: entity.title })}</Button>
      )}
    </Emptiness>
  )
}
