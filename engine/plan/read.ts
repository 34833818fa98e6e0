// Room 5 for reading: list, read, aggregate, history.
import type { Grant } from "../access/index.ts"
import { Problem } from "../error/index.ts"
import type { Expression } from "../expression/index.ts"
import type { Entity, Model } from "../model/index.ts"
import type { AggregateAction, HistoryAction, ListAction, ReadAction, SortKey } from "../request/index.ts"
import { conditions, readable } from "./conditions.ts"
import { select } from "./select.ts"
import type { AggregatePlan, HistoryPlan, ListPlan, MeasureFn, OrderKey, ReadPlan, Search } from "./types.ts"

const MOST_WORDS = 8
const MEASURE = /^(sum|count|min|max|avg)\((.*)\)$/s

/** Plans a list: what the grant lets see, filtered, searched and sorted, with the id as last key so that pages never
 * overlap. Refuses with PLN001-PLN004, ACC002, and REQ011 a cursor of another sort. */
export function planList(action: ListAction, grant: Grant, model: Model): ListPlan {
  const { entity } = grant
  const filter = filterOf(action, grant, model)
  const keys: readonly SortKey[] =
    action.sort.length > 0
      ? action.sort
      : entity.order.map(({ field, descending }) => ({ path: field, descending }))
  const order = orderOf(keys, entity, grant, model)
  const sort = keys.map((key) => (key.descending ? "-" : "") + key.path).join(",")
  if (
    action.cursor !== undefined &&
    (action.cursor.sort !== sort || action.cursor.values.length !== order.length)
  )
    throw new Problem("REQ011", {
      detail: "The cursor belongs to a list with another sort.",
      hint: "Ask for the first page without `cursor`.",
      path: "cursor",
    })
  return {
    kind: "list",
    entity,
    select: select(
      entity,
      {
        expand: action.expand,
        as: "list",
        ...(action.fields === undefined ? {} : { fields: action.fields }),
      },
      grant,
      model,
    ),
    where: conditions(grant.access(entity.id).read, filter),
    order,
    sort,
    limit: action.limit,
    count: action.count,
    ...(action.q === undefined ? {} : { search: searchOf(action.q, entity, grant) }),
    ...(action.cursor === undefined ? {} : { after: action.cursor.values }),
  }
}

/** Plans the reading of one record. Whether it exists and may be seen shows when it is run. */
export function planRead(action: ReadAction, grant: Grant, model: Model): ReadPlan {
  const { entity } = grant
  return {
    kind: "read",
    entity,
    id: action.id,
    select: select(
      entity,
      {
        expand: action.expand,
        as: "record",
        ...(action.fields === undefined ? {} : { fields: action.fields }),
      },
      grant,
      model,
    ),
    where: conditions(grant.access(entity.id).read),
  }
}

/** Plans grouping and sums. Terms are expressions; their text names them in the reply. */
export function planAggregate(action: AggregateAction, grant: Grant, model: Model): AggregatePlan {
  const { entity } = grant
  const room = { grant, model, code: "PLN005" as const }
  const filter = filterOf(action, grant, model)
  return {
    kind: "aggregate",
    entity,
    where: conditions(grant.access(entity.id).read, filter),
    group: action.group.map((name) => ({
      name,
      expression: readable(name, entity, { ...room, path: "group" }),
    })),
    measures: action.measures.map((name) => measure(name, entity, grant, model)),
    limit: action.limit,
  }
}

/** Plans the history of one record, without the fields that the principal may not read. */
export function planHistory(action: HistoryAction, grant: Grant, model: Model): HistoryPlan {
  const { entity } = grant
  const access = grant.access(entity.id)
  const users = model.entities.get("base.user")
  const hidden = [...entity.fields.values()].filter((field) => {
    const rights = access.field(field.name)
    return rights.read !== true || rights.mask !== undefined
  })
  return {
    kind: "history",
    entity,
    id: action.id,
    where: conditions(access.read),
    hidden: hidden.map((field) => field.name),
    limit: action.limit,
    ...(users === undefined ? {} : { users }),
  }
}

function filterOf(
  { filter }: { readonly filter?: string },
  grant: Grant,
  model: Model,
): Expression | undefined {
  if (filter === undefined) return undefined
  return readable(filter, grant.entity, {
    grant,
    model,
    code: "PLN002",
    path: "filter",
    expected: { kind: "boolean" },
  })
}

function orderOf(keys: readonly SortKey[], entity: Entity, grant: Grant, model: Model): OrderKey[] {
  const found = keys.map(({ path, descending }): OrderKey => {
    const expression = readable(path, entity, { grant, model, code: "PLN003", path: "sort" })
    const { node } = expression
    if (node.kind !== "path" || node.type.kind === "list")
      throw new Problem("PLN003", {
        detail: `"${path}" cannot be sorted by.`,
        hint: "Sort by fields that hold one value.",
        path: "sort",
      })
    const own = node.steps.length === 1 ? entity.fields.get(path) : undefined
    return { expression, descending, nullable: own === undefined || own.nullable }
  })
  const last = found.at(-1)
  const id = readable("id", entity, { grant, model, code: "PLN003", path: "sort" })
  return keys.some((key) => key.path === "id")
    ? found
    : [...found, { expression: id, descending: last?.descending ?? false, nullable: false }]
}

function searchOf(q: string, entity: Entity, grant: Grant): Search {
  const access = grant.access(entity.id)
  const fields = entity.searchable.flatMap((name) => {
    const field = entity.fields.get(name)
    const rights = access.field(name)
    return field !== undefined && rights.read === true && rights.mask === undefined ? [field] : []
  })
  if (fields.length === 0)
    throw new Problem("PLN002", {
      detail: `${entity.plural} have no fields to search in.`,
      hint: "Use filter= in place of q=.",
      path: "q",
    })
  return { fields, words: q.split(/\s+/).slice(0, MOST_WORDS) }
}

function measure(
  name: string,
  entity: Entity,
  grant: Grant,
  model: Model,
): AggregatePlan["measures"][number] {
  const found = MEASURE.exec(name)
  if (found === null) throw badMeasure(name)
  const fn = found[1] as MeasureFn
  const inner = (found[2] ?? "").trim()
  if (inner === "") {
    if (fn === "count") return { name, fn }
    throw badMeasure(name)
  }
  const of = readable(inner, entity, { grant, model, code: "PLN005", path: "measures" })
  if ((fn === "sum" || fn === "avg") && of.node.type.kind !== "number") throw badMeasure(name)
  if (of.node.type.kind === "list") throw badMeasure(name)
  return { name, fn, of }
}

function badMeasure(name: string): Problem {
  return new Problem("PLN005", {
    detail: `"${name}" is not a measure.`,
    hint: "Write sum(amount), avg(amount), min(date), max(date) or count().",
    path: "measures",
  })
}
