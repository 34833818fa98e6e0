// Above the rows: title and counts, quick search, filter, new record.
import { ActionIcon, Button, TextInput, Tooltip } from "@mantine/core"
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks"
import { IconCopy, IconPlus, IconSearch } from "@tabler/icons-react"
import { useEffect, useRef, useState } from "react"
import type { ListQuery } from "../api/records.ts"
import { CompanySwitch } from "../company/company-switch.tsx"
import type { Entity, View } from "../contract/model.ts"
import { FilterButton } from "../filter/filter-button.tsx"
import { ImportButton } from "../import/import-button.tsx"
import { MergeButton } from "../merge/merge-button.tsx"
import { go } from "../route/location.ts"
import { duplicatesPath, newPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import classes from "./list-bar.module.css"
import { ListCount, type Loaded } from "./list-count.tsx"
import { setCompanies, setFilter, setSearch, useListState } from "./list-state.ts"
import type { Selection } from "./use-selection.ts"

interface Props {
  readonly view: View
  readonly entity: Entity
  readonly query: ListQuery
  readonly loaded: Loaded
  readonly selection: Selection
}

export function ListBar({ view, entity, query, loaded, selection }: Props) {
  const say = useText()
  const { filter, companies } = useListState()
  const create = () => go(newPath(entity.id))
  useHotkeys(entity.can.create ? [["c", create]] : [])
  return (
    <header className={classes.bar}>
      <div className={classes.heading}>
        <h1 className={classes.title}>{view.title}</h1>
        <ListCount query={query} loaded={loaded} selection={selection} />
      </div>
      <CompanySwitch entity={entity} companies={companies} change={setCompanies} />
      <QuickSearch view={view} entity={entity} />
      <MergeButton entity={entity} ids={selection.ids} />
      {entity.duplicates !== undefined && (
        <Tooltip label={say("duplicates.title", { entities: entity.plural })}>
          <ActionIcon
            aria-label={say("duplicates.title", { entities: entity.plural })}
            onClick={() => go(duplicatesPath(entity.id))}
          >
            <IconCopy size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <ImportButton entity={entity} />
      <FilterButton entity={entity} filter={filter} change={setFilter} />
      {entity.can.create && (
        <Button leftSection={<IconPlus size={14} />} onClick={create} aria-keyshortcuts="c">
          {say("list.create")}
        </Button>
      )}
    </header>
  )
}

/** What is typed goes into the address a moment after the last key. */
function QuickSearch({ view, entity }: Pick<Props, "view" | "entity">) {
  const say = useText()
  const { q } = useListState()
  const [text, setText] = useState(q)
  const input = useRef<HTMLInputElement>(null)
  const settle = useDebouncedCallback(setSearch, 200)
  useEffect(() => setText(q), [q])
  useHotkeys([["/", () => input.current?.focus()]])
  if (entity.searchable.length === 0) return null
  return (
    <TextInput
      ref={input}
      className={classes.search}
      type="search"
      aria-label={say("list.search", { title: view.title })}
      placeholder={say("list.search", { title: view.title })}
      leftSection={<IconSearch size={14} />}
      aria-keyshortcuts="/"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        settle(event.currentTarget.value)
      }}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  )
}
