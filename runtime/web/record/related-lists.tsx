// Records that refer to this one, as the form lists them: the first few of each, and the way to all.
import { Button, Skeleton, Table } from "@mantine/core"
import { IconPlus } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useModel } from "../api/model.ts"
import { listRecords } from "../api/records.ts"
import { fieldAt, isFigure, sortOf } from "../contract/fields.ts"
import type { Entity, RelatedList } from "../contract/model.ts"
import { literal } from "../filter/literal.ts"
import { Cell } from "../format/cell.tsx"
import { Refusal } from "../frame/refusal.tsx"
import { neededFields } from "../list/list-columns.ts"
import { Link } from "../route/link.tsx"
import { go } from "../route/location.ts"
import { listPath, newPath, recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import classes from "./related.module.css"

const shown = 8

export function RelatedLists({ entity, id }: { readonly entity: Entity; readonly id: string }) {
  const model = useModel()
  const lists = (model.forms[entity.id]?.related ?? []).filter(
    (list) => model.entities[list.entity]?.fields[list.via] !== undefined,
  )
  return lists.map((list) => <Related key={list.key} list={list} entity={entity.id} id={id} />)
}

interface RelatedProps {
  readonly list: RelatedList
  readonly entity: string
  readonly id: string
}

function Related({ list, entity, id }: RelatedProps) {
  const say = useText()
  const model = useModel()
  const target = model.entities[list.entity]
  const via = target?.fields[list.via]
  const anyReference = via !== undefined && sortOf(via) === "any_reference"
  const title = list.title ?? target?.plural ?? ""
  const filter = `${list.via} == ${literal(id)}`
  const all = allPath(list.entity, model.modules, model.views)
  return (
    <section className={classes.related} aria-label={title}>
      <header className={classes.head}>
        <h2 className={classes.title}>{title}</h2>
        {all !== undefined && (
          <Link href={`${all}?company=all&filter=${encodeURIComponent(filter)}`}>
            {say("record.related_all")}
          </Link>
        )}
        {target?.can.create === true && (
          <Button
            variant="default"
            size="compact-xs"
            leftSection={<IconPlus size={12} />}
            onClick={() => go(newPath(list.entity, { [list.via]: anyReference ? `${entity}/${id}` : id }))}
            aria-label={say("record.new", { entity: target.title })}
          >
            {say("record.related_new")}
          </Button>
        )}
      </header>
      {target !== undefined && <RelatedRows list={list} target={target} filter={filter} />}
    </section>
  )
}

interface RowsProps {
  readonly list: RelatedList
  readonly target: Entity
  readonly filter: string
}

function RelatedRows({ list, target, filter }: RowsProps) {
  const say = useText()
  const model = useModel()
  const paths = list.columns.length > 0 ? list.columns : [target.title_field]
  const query = {
    entity: list.entity,
    ...neededFields(model, target, [target.title_field, ...paths]),
    filter,
    limit: shown,
  }
  const answer = useQuery({
    queryKey: ["records", list.entity, "related", query],
    queryFn: ({ signal }) => listRecords(query, signal),
  })
  if (answer.isPending) return <Skeleton height={64} />
  if (answer.isError) return <Refusal error={answer.error} />
  if (answer.data.items.length === 0) return <p className={classes.empty}>{say("record.related_empty")}</p>
  const columns = paths.flatMap((path) => {
    const field = fieldAt(model, target, path)
    return field === undefined ? [] : [{ path, field }]
  })
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing={4} highlightOnHover className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ path, field }) => (
              <Table.Th key={path} data-figure={isFigure(field) || undefined}>
                {field.title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {answer.data.items.map((row) => (
            <Table.Tr key={row.id}>
              {columns.map(({ path, field }, index) => (
                <Table.Td key={path} data-figure={isFigure(field) || undefined}>
                  {index === 0 ? (
                    <Link href={recordPath(list.entity, row.id)}>
                      <Cell entity={target} path={path} field={field} row={row} />
                    </Link>
                  ) : (
                    <Cell entity={target} path={path} field={field} row={row} />
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** A view of the entity that narrows nothing, if the navigation has one. */
function allPath(
  entity: string,
  modules: ReturnType<typeof useModel>["modules"],
  views: ReturnType<typeof useModel>["views"],
) {
  for (const module of modules) {
    const item = module.navigation.find(
      ({ view }) => views[view]?.entity === entity && views[view]?.filter === undefined,
    )
    if (item !== undefined) return listPath(module.name, item.view)
  }
  return undefined
}
