// Decides the views: lists of real columns, filtered and sorted by what exists. An entity without a view gets a list.
import type { ViewSource } from "../../metaschema/index.ts"
import { booleanType } from "../express/expressions.ts"
import { askedScope } from "../express/scope.ts"
import { present } from "../present.ts"
import type { Loaded } from "../read/items.ts"
import { inside } from "../report.ts"
import type { Entity, Field, View } from "../types.ts"
import { entityAt, inOrder, type LayoutGround } from "./layout.ts"
import { resolvePath } from "./path.ts"

/** All views by id: the declared ones, then a list for each entity that has none. */
export function layViews(ground: LayoutGround): ReadonlyMap<string, View> {
  const views = new Map<string, View>()
  for (const [id, loaded] of ground.items.views) {
    const view = layView(id, loaded, ground)
    if (view !== undefined) views.set(id, view)
  }
  const covered = new Set([...ground.items.views.values()].map(({ source }) => source.entity))
  for (const entity of ground.entities.values())
    if (!covered.has(entity.id) && !views.has(entity.id)) views.set(entity.id, defaultView(entity))
  return views
}

function layView(id: string, { source, place }: Loaded<ViewSource>, ground: LayoutGround): View | undefined {
  const { all, report, entities } = ground
  const entity = entityAt(source.entity, inside(place, "entity"), ground)
  if (entity === undefined) return undefined
  const columns = inOrder(source.columns).map(([path, { title, width }]) => {
    resolvePath(path, entity, entities, inside(place, "columns", path), report)
    return { path, ...present({ title, width }) }
  })
  const sort = source.sort ?? []
  sort.forEach((key, index) => {
    const field = resolvePath(key.replace(/^-/, ""), entity, entities, inside(place, "sort", index), report)
    if (field?.type.kind === "list")
      report.fault(
        "MOD014",
        inside(place, "sort", index),
        `"${key}" is not a single value that lists could be sorted by.`,
      )
  })
  const scope = askedScope({ shape: entity, parent: undefined }, all)
  const filter =
    source.filter === undefined
      ? undefined
      : all.read(source.filter, scope, booleanType, inside(place, "filter"))
  return {
    id,
    kind: source.kind,
    entity: entity.id,
    title: source.title,
    columns,
    sort,
    ...present({ icon: source.icon, filter }),
  }
}

/** The title and the first fields that fit into a row, at most seven columns. */
function defaultView(entity: Entity): View {
  const names = [...entity.fields.values()].filter((field) => fitsRow(field)).map((field) => field.name)
  const paths = [entity.titleField, ...names.filter((name) => name !== entity.titleField)].slice(0, 7)
  const columns = paths.map((path) => ({ path }))
  return {
    id: entity.id,
    kind: "list",
    entity: entity.id,
    title: entity.plural,
    columns,
    sort: [],
    ...present({ icon: entity.icon }),
  }
}

const long = new Set(["markdown", "richtext", "secret", "expression", "image", "file"])

function fitsRow({ type, format, source }: Field): boolean {
  return Object.keys(source).length > 0 && type.kind !== "list" && !(format !== undefined && long.has(format))
}
