// What laying out stands on: the finished entities and the reader of expressions.
import type { Expressions } from "../express/expressions.ts"
import type { Items } from "../read/items.ts"
import type { Place, Report } from "../report.ts"
import type { Entity } from "../types.ts"

export interface LayoutGround {
  readonly items: Items
  readonly entities: ReadonlyMap<string, Entity>
  readonly all: Expressions
  readonly report: Report
}

/** The entity of that id; reports an unknown one, but not one that is there and malformed. */
export function entityAt(
  id: string,
  place: Place,
  { items, entities, report }: LayoutGround,
): Entity | undefined {
  const entity = entities.get(id)
  if (entity === undefined && !items.broken.has(`entity ${id}`))
    report.unknown(place, "entity", id, entities.keys())
  return entity
}

/** Entries of a map by their `order`; those without one keep their place in the file, at the end. */
export function inOrder<T extends { readonly order?: number }>(
  map: Readonly<Record<string, T>>,
): readonly (readonly [string, T])[] {
  return Object.entries(map).sort(([, a], [, b]) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0)
}
