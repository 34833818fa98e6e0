import { useQuery } from "@tanstack/react-query"
import { useModel } from "../api/model.ts"
import { countRecords } from "../api/records.ts"
import { companyCondition } from "../company/use-company.ts"
import type { Entity, Module, View } from "../contract/model.ts"
import { and } from "../filter/condition.ts"
import { formatDecimal } from "../format/decimal.ts"
import { useWording } from "../format/use-wording.ts"
import { Link } from "../route/link.tsx"
import { listPath } from "../route/route.ts"
import classes from "./home.module.css"

interface Props {
  readonly module: Module
  readonly view: View
  readonly entity: Entity
  readonly title: string
}

/** A view with how many records stand in it; quiet where there are none. */
export function WaitingView({ module, view, entity, title }: Props) {
  const { locale } = useWording()
  const model = useModel()
  const filter = and([view.filter ?? "", companyCondition(model, entity) ?? ""])
  const { data: count } = useQuery({
    queryKey: ["records", entity.id, "count", filter, ""],
    queryFn: ({ signal }) => countRecords({ entity: entity.id, filter }, signal),
  })
  return (
    <Link className={classes.row} href={listPath(module.name, view.id)} data-none={count === 0 || undefined}>
      <span className={classes.name}>{title}</span>
      <span className={classes.count}>{count === undefined ? "" : formatDecimal(String(count), locale)}</span>
    </Link>
  )
}
