// What the palette offers without asking the server: the views of the navigation, and entities one may create.
import type { Model, Module } from "../contract/model.ts"

export interface ViewEntry {
  readonly key: string
  readonly title: string
  readonly module: Module
  readonly view: string
  readonly icon: string | undefined
}

export interface CreateEntry {
  readonly key: string
  readonly title: string
  readonly entity: string
}

/** All views in order of the navigation. */
export function viewEntries(model: Model): readonly ViewEntry[] {
  return model.modules.flatMap((module) =>
    module.navigation.flatMap((item) => {
      const view = model.views[item.view]
      if (view === undefined) return []
      const icon = view.icon ?? model.entities[view.entity]?.icon ?? module.icon
      return [{ key: `${module.name}/${item.key}`, title: item.title, module, view: item.view, icon }]
    }),
  )
}

/** The entities that stand in a view and may be created. */
export function creatable(model: Model): readonly CreateEntry[] {
  return viewedEntities(model).flatMap((id) => {
    const entity = model.entities[id]
    return entity?.can.create === true ? [{ key: `new/${id}`, title: entity.title, entity: id }] : []
  })
}

/** The entities of the navigation's views, each once. */
export function viewedEntities(model: Model): readonly string[] {
  return [...new Set(viewEntries(model).map((entry) => model.views[entry.view]?.entity ?? ""))]
}

/** The entries whose title holds every word of the query. */
export function matching<Entry extends { readonly title: string }>(
  entries: readonly Entry[],
  query: string,
): readonly Entry[] {
  const words = query.toLowerCase().split(/\s+/)
  return entries.filter((entry) => words.every((word) => entry.title.toLowerCase().includes(word)))
}
