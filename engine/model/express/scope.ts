// Which names an expression may use, by what it is for.
import type { Scope, Shape } from "../../expression/index.ts"
import type { Outline } from "../outline/outline.ts"
import type { Field } from "../types.ts"
import type { Expressions } from "./expressions.ts"

/** Where the expressions of a table stand: its shape and, for child rows, that of the record. */
export interface Standing {
  readonly shape: Fields
  readonly parent: Fields | undefined
}
/** A shape whose fields know how they are stored. */
export interface Fields extends Shape {
  readonly fields: ReadonlyMap<string, Field>
}

/** Only what is stored: computed values, conditions on unique sets. */
export function storedScope({ shape, parent }: Standing, all: Expressions): Scope {
  return { record: shape, entity: all.table, ...(parent === undefined ? {} : { parent }) }
}

/** What is stored and who asks: form conditions, rights, filters of views. */
export function askedScope(standing: Standing, all: Expressions): Scope {
  return { ...storedScope(standing, all), user: all.user }
}

/** Also the record before the change: rules. */
export function changeScope(standing: Standing, all: Expressions): Scope {
  return { ...askedScope(standing, all), old: true }
}

/** A choice among other records: plain names are theirs, `parent` is the record that chooses; the record of a child row
 * that is chosen is `row.parent`. */
export function choiceScope(chosen: Shape, chooser: Shape, all: Expressions): Scope {
  return { record: chosen, parent: chooser, user: all.user, entity: all.table }
}

/** Where expressions over another table stand: child rows have their record beside them. */
export function standingOf(table: Outline, all: Expressions): Standing {
  const [entity = ""] = table.id.split("/")
  return { shape: table, parent: entity === table.id ? undefined : all.table(entity) }
}
