import { Button } from "@mantine/core"
import { useModel } from "../api/model.ts"
import { companyCondition } from "../company/use-company.ts"
import type { Entity, View } from "../contract/model.ts"
import { Emptiness } from "../frame/emptiness.tsx"
import { go } from "../route/location.ts"
import { newPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import { clearList, setCompanies, type ListState } from "./list-state.ts"

interface Props {
  readonly view: View
  readonly entity: Entity
  readonly state: ListState
}

/** Says why a list shows nothing: no records at all, none that the view picks out, or none that match. */
export function ListEmpty({ view, entity, state }: Props) {
  const say = useText()
  const isNarrowed = companyCondition(useModel(), entity) !== undefined && state.companies === "own"
  if (state.q !== "" || state.filter !== "") {
    return (
      <Emptiness title={say("list.empty_filtered")} text={say("list.empty_filtered_help")}>
        <Button variant="default" onClick={clearList}>
          {say("list.clear")}
        </Button>
        {isNarrowed && (
          <Button variant="default" onClick={() => setCompanies("all")}>
            {say("company.all")}
          </Button>
        )}
      </Emptiness>
    )
  }
  return (
    <Emptiness title={say(view.filter === undefined ? "list.empty" : "list.nothing_waits")}>
      {entity.can.create && (
        <Button onClick={() => go(newPath(entity.id))}>{say("record.new", { entity: entity.title })}</Button>
      )}
    </Emptiness>
  )
}
