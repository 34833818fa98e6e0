// Room 5 for reading: list, read, aggregate, history.
import type { EntityAccess, Grant } from "../access/index.ts"
import { nearest, Problem } from "../error/index.ts"
import type { Expression } from "../expression/index.ts"
import type { Entity, Model, Table } from "../model/index.ts"
import type { AggregateAction, HistoryAction, ListAction, ReadAction, SortKey } from "../request/index.ts"
import { conditions, readable } from "./conditions.ts"
import { accessOf, select } from "./select.ts"
import type { AggregatePlan, HistoryPlan, ListPlan, MeasureFn, OrderKey, ReadPlan, Search } from "./types.ts"

const MOST_WORDS = 8
const MEASURE = /^(sum|count|min|max|avg)\((.*)\)$/s

/** Plans a list: what the grant lets see, filtered, searched and sorted, with the id as last key so that pages never
 * overlap. Refuses with PLN001-PLN004, ACC002, and REQ011 a cursor of another sort. */
export function planList(action: ListAction, grant: Grant, model: Model): ListPlan {
  const { table, access, customary } = listed(action, grant)
  const filter = filterOf(action, table, grant, model)
  const keys = action.sort.length > 0 ? action.sort : customary
  const order = orderOf(keys, table, grant, model)
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
    table,
    ...(table === grant.entity ? {} : { holders: access.read }),
    select: select(
      table,
      {
        expand: action.expand,
        as: "list",
        ...(action.fields === undefined ? {} : { fields: action.fields }),
      },
      grant,
      model,
    ),
    where: conditions(table === grant.entity ? access.read : undefined, filter),
    order,
    sort,
    limit: action.limit,
    count: action.count,
    ...(action.q === undefined ? {} : { search: searchOf(action.q, table, grant) }),
    ...(action.cursor === undefined ? {} : { after: action.cursor.values }),
  }
}

/** The rows of the newest records first: ids are made in order of time (UUID v7, RFC 9562). */
const rowsOrder: readonly SortKey[] = [
  { path: "parent", descending: true },
  { path: "position", descending: false },
]

/** What is listed, with the rights to it and its order when none is asked for. */
function listed(
  { rows }: ListAction,
  grant: Grant,
): { table: Table; access: EntityAccess; customary: readonly SortKey[] } {
  const { entity } = grant
  if (rows === undefined) {
    const customary = entity.order.map(({ field, descending }) => ({ path: field, descending }))
    return { table: entity, access: grant.access(entity.id), customary }
  }
  const table = entity.rows.get(rows)
  if (table === undefined) {
    const near = nearest(rows, entity.rows.keys())
    throw new Problem("PLN001", {
      detail: `${entity.title} has no child rows "${rows.slice(0, 60)}".`,
      ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
    })
  }
  const access = accessOf(table, grant)
  if (access.read === false)
    throw new Problem("ACC002", {
      detail: `Your roles do not show "${rows}" of ${entity.title}.`,
      path: rows,
    })
  return { table, access, customary: rowsOrder }
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
  const filter = filterOf(action, entity, grant, model)
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
  table: Table,
  grant: Grant,
  model: Model,
): Expression | undefined {
  if (filter === undefined) return undefined
  return readable(filter, table, {
    grant,
    model,
    code: "PLN002",
    path: "filter",
    expected: { kind: "boolean" },
  })
}

function orderOf(keys: readonly SortKey[], entity: Table, grant: Grant, model: Model): OrderKey[] {
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

function searchOf(q: string, table: Table, grant: Grant): Search {
  const { entity } = grant
  const access = grant.access(entity.id)
  const searchable = table === entity ? entity.searchable : []
  const fields = searchable.flatMap((name) => {
    const field = entity.fields.get(name)
    const rights = access.field(name)
    return field !== undefined && rights.read === true && rights.mask === undefined ? [field] : []
  })
  if (fields.length === 0)
    throw new Problem("PLN002", {
      detail: `${table === entity ? entity.plural : `Rows "${table.title}"`} have no fields to search in.`,
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
