import { MultiSelect } from "@mantine/core"
import { useQueries, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { useModel } from "../api/model.ts"
import { readRecord } from "../api/records.ts"
import { targetsOf, titleFieldOf } from "../contract/fields.ts"
import { isList, referenceId, textOf } from "../contract/record.ts"
import { useText } from "../text/use-text.ts"
import { wrapperProps, type InputProps } from "./input-props.ts"
import { narrowing } from "./narrowing.ts"
import { useReferenceSearch } from "./reference-search.ts"

/** Several records of one entity. */
export function ManyInput(props: InputProps) {
  const say = useText()
  const { field, value, onChange, around } = props
  const entity = targetsOf(field)[0] ?? ""
  const ids = isList(value) ? value.flatMap((each) => referenceId(each) ?? []) : []
  const chosen = useTitles(entity, ids)
  const [opened, setOpened] = useState(false)
  const [typed, setTyped] = useState("")
  const filter = narrowing(field.filter, around ?? {})
  const { found, searching } = useReferenceSearch({ entity, q: typed, filter, enabled: opened })
  const data = [...chosen, ...found.filter((each) => !ids.includes(each.value))]
  return (
    <MultiSelect
      {...wrapperProps(props)}
      size="xs"
      data={data}
      filter={({ options }) => [...options]}
      value={ids}
      onChange={onChange}
      searchable
      searchValue={typed}
      onSearchChange={setTyped}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      hidePickedOptions
      placeholder={ids.length === 0 ? say("field.choose") : ""}
      nothingFoundMessage={say(searching ? "field.searching" : "field.nothing")}
    />
  )
}

/** The chosen records with their titles; "…" while one is asked for. */
function useTitles(entity: string, ids: readonly string[]) {
  const queries = useQueryClient()
  const name = titleFieldOf(useModel(), entity)
  const answers = useQueries({
    queries: ids.map((id) => ({
      queryKey: ["title", entity, id],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        textOf((await readRecord(entity, id, [], signal))[name ?? "id"]),
      initialData: () => queries.getQueryData<string>(["title", entity, id]),
      staleTime: 5 * 60_000,
    })),
  })
  return ids.map((value, index) => ({ value, label: answers[index]?.data ?? "…" }))
}
