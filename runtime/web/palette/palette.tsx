// The command palette: any view, any new record, any stored record, from the keyboard.
import { useDebouncedValue } from "@mantine/hooks"
import { Spotlight, spotlight } from "@mantine/spotlight"
import "@mantine/spotlight/styles.css"
import { IconPlus } from "@tabler/icons-react"
import { useState } from "react"
import { useModel } from "../api/model.ts"
import { Icon } from "../icon/icon.tsx"
import { go } from "../route/location.ts"
import { listPath, newPath, recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import { useFoundRecords } from "./found-records.ts"
import { creatable, matching, viewEntries } from "./entries.ts"

/** Opens it; the frame loads this file when it is wanted for the first time. */
export const openPalette = spotlight.open

export default function Palette() {
  const say = useText()
  const [query, setQuery] = useState("")
  const [settled] = useDebouncedValue(query.trim(), 150)
  const { found, searching } = useFoundRecords(settled)
  const model = useModel()
  const views = matching(viewEntries(model), query).slice(0, query === "" ? 50 : 6)
  const creates = query === "" ? [] : matching(creatable(model), query).slice(0, 3)
  const nothing = views.length + creates.length + found.length === 0
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      lockScroll={false}
      scrollable
      maxHeight={420}
      title={<span className="visually-hidden">{say("frame.search")}</span>}
    >
      <Spotlight.Search placeholder={say("palette.placeholder")} aria-label={say("palette.placeholder")} />
      <Spotlight.ActionsList>
        {found.length > 0 && (
          <Spotlight.ActionsGroup label={say("palette.records")}>
            {found.map(({ entity, id, title }) => (
              <Spotlight.Action
                key={`${entity.id}/${id}`}
                label={title}
                description={entity.title}
                leftSection={<Icon name={entity.icon} />}
                onClick={() => go(recordPath(entity.id, id))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {views.length > 0 && (
          <Spotlight.ActionsGroup label={say("palette.views")}>
            {views.map(({ key, title, module, view, icon }) => (
              <Spotlight.Action
                key={key}
                label={title}
                description={module.title}
                leftSection={<Icon name={icon} />}
                onClick={() => go(listPath(module.name, view))}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {creates.map(({ key, title, entity }) => (
          <Spotlight.Action
            key={key}
            label={say("palette.create", { entity: title })}
            leftSection={<IconPlus size={16} />}
            onClick={() => go(newPath(entity))}
          />
        ))}
        {nothing && (
          <Spotlight.Empty>{say(searching ? "field.searching" : "palette.nothing")}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
