// An importer as those who may use it see it: which files it is for and what it asks for.
import type { EntityAccess } from "../access/index.ts"
import type { Importer, Model } from "../model/index.ts"
import { fieldsView, type Say } from "./field-view.ts"

/** Plain JSON; what is asked for is described like the fields of an entity. */
export function importerView(importer: Importer, say: Say): Record<string, unknown> {
  const { id, entity, title, description, format, extensions, input } = importer
  const ofInput: Say = (pointer, text) =>
    say(pointer.replace(`${id}/properties/`, `${id}/input/properties/`), text)
  return {
    ...{ id, entity, title: say(`${id}/title`, title), format, extensions },
    ...(description === undefined ? {} : { description: say(`${id}/description`, description) }),
    input: fieldsView(input, id, undefined, ofInput),
  }
}

/** The importers whose records the roles let make, in their order. */
export function importersFor(model: Model, access: (entity: string) => EntityAccess): readonly Importer[] {
  return [...model.importers.values()]
    .filter(({ entity }) => access(entity).create !== false)
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}
