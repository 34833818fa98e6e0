// The titles of the fields that every record has, in the words of the application: no module brings them, so none
// translates them.
import type { Entity, Field, Fields, Model } from "../contract/model.ts"
import type { Say, TextKey } from "../text/use-text.ts"

/** By the field's name: the title as the engine gives it, and the text in its place. */
const titles: Readonly<Record<string, readonly [string, TextKey]>> = {
  state: ["State", "system.state"],
  created_at: ["Created", "system.created_at"],
  created_by: ["Created by", "system.created_by"],
  updated_at: ["Changed", "system.updated_at"],
  updated_by: ["Changed by", "system.updated_by"],
}

/** The model with these titles said by `say`; those that a module words itself stay. */
export function withSystemTitles(model: Model, say: Say): Model {
  const entities = Object.entries(model.entities).map(([id, entity]): [string, Entity] => [
    id,
    { ...entity, fields: titled(entity.fields, say) },
  ])
  return { ...model, entities: Object.fromEntries(entities) }
}

function titled(fields: Fields, say: Say): Fields {
  const own = Object.entries(titles).flatMap(([name, [title, key]]): [string, Field][] => {
    const field = fields[name]
    return field?.read_only === true && field.title === title ? [[name, { ...field, title: say(key) }]] : []
  })
  return { ...fields, ...Object.fromEntries(own) }
}
