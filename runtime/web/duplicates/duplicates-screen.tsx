// What is there more than once: groups of records that are alike, those with most records first, each to be made one.
import { Button, Skeleton } from "@mantine/core"
import { IconArrowMerge } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { listDuplicates, type DuplicateGroup } from "../api/duplicates.ts"
import { useEntity } from "../api/model.ts"
import type { Entity } from "../contract/model.ts"
import { Emptiness } from "../frame/emptiness.tsx"
import { Refusal } from "../frame/refusal.tsx"
import { useScreenTitle } from "../frame/use-screen-title.ts"
import { mayMerge } from "../merge/may-merge.ts"
import { Link } from "../route/link.tsx"
import { go } from "../route/location.ts"
import { mergePath, recordPath } from "../route/route.ts"
import { useText } from "../text/use-text.ts"
import classes from "./duplicates.module.css"

export default function DuplicatesScreen({ entity: name }: { readonly entity: string }) {
  const say = useText()
  const entity = useEntity(name)
  if (entity?.duplicates === undefined)
    return <Emptiness title={say("record.unknown_entity", { entity: name })} />
  return <Groups entity={entity} />
}

function Groups({ entity }: { readonly entity: Entity }) {
  const say = useText()
  const title = say("duplicates.title", { entities: entity.plural })
  useScreenTitle(title)
  const answer = useQuery({
    queryKey: ["records", entity.id, "duplicates"],
    queryFn: ({ signal }) => listDuplicates(entity.id, signal),
  })
  return (
    <section className={classes.screen} aria-label={title}>
      <h1 className={classes.title}>{title}</h1>
      {answer.isPending ? (
        <Skeleton height={96} />
      ) : answer.isError ? (
        <Refusal error={answer.error} retry={() => void answer.refetch()} />
      ) : answer.data.length === 0 ? (
        <Emptiness title={say("duplicates.none")} />
      ) : (
        <ul className={classes.groups}>
          {answer.data.map((group) => (
            <Group key={`${group.by} ${group.values.join(" ")}`} entity={entity} group={group} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** As many as are made one at a time. */
const mostMerged = 20

function Group({ entity, group }: { readonly entity: Entity; readonly group: DuplicateGroup }) {
  const say = useText()
  const { by, values, items } = group
  const common = entity.duplicates?.find(({ name }) => name === by)?.title ?? by
  const label = `${common}: ${values.join(", ")}`
  return (
    <li className={classes.group} aria-label={label}>
      <div className={classes.about}>
        <p className={classes.common}>
          <span className={classes.key}>{common}</span> {values.join(", ")}
        </p>
        <p className={classes.records}>
          {items.map(({ id, title }) => (
            <Link key={id} href={recordPath(entity.id, id)}>
              {title ?? id}
            </Link>
          ))}
        </p>
      </div>
      {mayMerge(entity) && (
        <Button
          variant="default"
          leftSection={<IconArrowMerge size={14} />}
          onClick={() =>
            go(
              mergePath(
                entity.id,
                items.slice(0, mostMerged).map(({ id }) => id),
              ),
            )
          }
        >
          {say("merge.compare")}
        </Button>
      )}
    </li>
  )
}
