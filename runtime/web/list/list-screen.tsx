// A list of records as a view describes it: bar on top, rows beneath, everything by keyboard.
import { useMediaQuery } from "@mantine/hooks"
import { useMemo } from "react"
import { useModel } from "../api/model.ts"
import { companyCondition } from "../company/use-company.ts"
import type { ListQuery } from "../api/records.ts"
import type { Entity, View } from "../contract/model.ts"
import { Emptiness } from "../frame/emptiness.tsx"
import { Refusal } from "../frame/refusal.tsx"
import { useScreenTitle } from "../frame/use-screen-title.ts"
import { and } from "../filter/condition.ts"
import { useText } from "../text/use-text.ts"
import { ListBar } from "./list-bar.tsx"
import { neededFields, visibleColumns } from "./list-columns.ts"
import { ListEmpty } from "./list-empty.tsx"
import { ListGrid } from "./list-grid.tsx"
import classes from "./list-screen.module.css"
import { useListState, type ListState } from "./list-state.ts"
import { useList } from "./use-list.ts"
import { useSelection } from "./use-selection.ts"

interface Props {
  readonly module: string
  readonly view: string
}

export default function ListScreen({ view: id }: Props) {
  const say = useText()
  const model = useModel()
  const view = model.views[id]
  const entity = view === undefined ? undefined : model.entities[view.entity]
  if (view === undefined || entity === undefined)
    return <Emptiness title={say("list.unknown_view", { view: id })} />
  return <ViewList view={view} entity={entity} />
}

function ViewList({ view, entity }: { readonly view: View; readonly entity: Entity }) {
  useScreenTitle(view.title)
  const model = useModel()
  const state = useListState()
  const columns = useMemo(() => visibleColumns(model, entity, view), [model, entity, view])
  const query = useListQuery(view, entity, state)
  const list = useList(query)
  const selection = useSelection(`${view.id} ${state.filter} ${state.q}`)
  const narrow = useMediaQuery("(max-width: 48em)") ?? false
  return (
    <section className={classes.screen} aria-label={view.title}>
      <ListBar
        view={view}
        entity={entity}
        query={query}
        loaded={{ rows: list.rows.length, isAll: list.isSuccess && !list.hasNextPage }}
        selection={selection}
      />
      {list.isError ? (
        <Refusal error={list.error} retry={() => void list.refetch()} />
      ) : !list.isPending && list.rows.length === 0 ? (
        <ListEmpty view={view} entity={entity} state={state} />
      ) : (
        <ListGrid
          key={narrow ? "cards" : "rows"}
          view={view}
          entity={entity}
          columns={columns}
          list={list}
          sort={state.sort.length > 0 ? state.sort : view.sort}
          selection={selection}
          shape={narrow ? "cards" : "rows"}
        />
      )}
    </section>
  )
}

function useListQuery(view: View, entity: Entity, state: ListState): ListQuery {
  const model = useModel()
  const { q, filter } = state
  const narrowed = state.companies === "all" ? undefined : companyCondition(model, entity)
  const sort = (state.sort.length > 0 ? state.sort : view.sort).join(",")
  return useMemo(() => {
    const paths = [entity.title_field, ...view.columns.map((column) => column.path)]
    const needed = neededFields(model, entity, paths)
    const fields = entity.kind === "ledger" ? [...needed.fields, "source"] : needed.fields
    const all = and([view.filter ?? "", narrowed ?? "", filter])
    return {
      entity: entity.id,
      fields,
      expand: needed.expand,
      sort: sort.split(",").filter((part) => part !== ""),
      ...(all === "" ? {} : { filter: all }),
      ...(q === "" ? {} : { q }),
    }
  }, [model, entity, view, sort, filter, narrowed, q])
}
