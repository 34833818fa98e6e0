// What waits in a module: its views of documents that a condition picks out, and the documents that one may begin.
import type { Entity, Model, Module, View } from "../contract/model.ts"

export interface Work {
  readonly module: Module
  readonly views: readonly { readonly view: View; readonly entity: Entity; readonly title: string }[]
  readonly begins: readonly Entity[]
}

/** The modules in which there is work for this person, as the navigation orders them. */
export function workOf(model: Model): readonly Work[] {
  return model.modules.flatMap((module) => {
    const shown = module.navigation.flatMap(({ view: id, title }) => {
      const view = model.views[id]
      const entity = model.entities[view?.entity ?? ""]
      return view === undefined || entity?.kind !== "document" ? [] : [{ view, entity, title }]
    })
    const views = shown.filter(({ view }) => view.filter !== undefined)
    const begins = new Set(shown.flatMap(({ entity }) => (entity.can.create ? [entity] : [])))
    return views.length === 0 ? [] : [{ module, views, begins: [...begins] }]
  })
}
