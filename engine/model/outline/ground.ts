// What outlining stands on: the items, what may refer to what, and which entities carry comments and their like.
import type { EntitySource, LifecycleSource, Property } from "../../metaschema/index.ts"
import { layerOf, type Source } from "../../layer/index.ts"
import type { Items } from "../read/items.ts"
import type { ModuleOrder } from "../read/modules.ts"
import type { Place, Report } from "../report.ts"

export type Carried = Extract<NonNullable<Property["ref"]>, { readonly carries: string }>["carries"]

export interface Ground {
  readonly items: Items
  readonly report: Report
  /** Whether something of `module` may refer to the entity, or to child rows, `sales.order/lines`; reports why not.
   * Malformed entities count as there. */
  isTarget(target: string, place: Place, module: string): boolean
  /** The entities that carry it, in order of id. */
  carriers(what: Carried): readonly string[]
  /** The life cycle of an entity. */
  lifecycle(entity: string): LifecycleSource | undefined
}

/** The ground of one compilation. */
export function createGround(source: Source, items: Items, modules: ModuleOrder, report: Report): Ground {
  const ids = [...items.entities.keys()].sort()
  // Of two, which is a fault, the first counts.
  const cycles = new Map(
    [...items.lifecycles.values()].reverse().map(({ source: cycle }) => [cycle.entity, cycle]),
  )
  return {
    items,
    report,
    isTarget(target, place, module) {
      const [entity = "", rows] = target.split("/")
      const found = items.entities.get(entity)?.source
      if (found === undefined) {
        if (!items.broken.has(`entity ${entity}`)) report.unknown(place, "entity", entity, ids)
        return false
      }
      if (rows !== undefined && found.properties[rows]?.items?.$ref === undefined) {
        report.unknown(place, `field of ${entity} with child rows,`, rows, rowsIn(found))
        return false
      }
      const reach = modules.reach.get(speaker(source, place, module))
      const [owner = ""] = entity.split(".")
      if (reach !== undefined && !reach.has(owner))
        report.fault(
          "MOD017",
          place,
          `The module does not depend on "${owner}", whose ${entity} it refers to.`,
          `Add "${owner}" to depends.`,
        )
      return true
    },
    lifecycle: (entity) => cycles.get(entity),
    carriers: (what) => ids.filter((id) => carries(items.entities.get(id)?.source, what)),
  }
}

/** Whether records of the entity carry it: as declared, or by being documents. */
export function carries(entity: EntitySource | undefined, what: Carried): boolean {
  return entity !== undefined && (entity[what] ?? entity.kind === "document")
}

/** The fields that hold child rows. */
function rowsIn({ properties }: EntitySource): string[] {
  return Object.keys(properties).filter((name) => properties[name]?.items?.$ref !== undefined)
}

/** The module whose dependencies count: that of the layer that wrote the key; none for plugins, templates and tenants. */
function speaker(source: Source, place: Place, module: string): string {
  const layer = layerOf(source, place.file, place.pointer)
  if (layer === undefined) return module
  return source.layers.get(layer) === "module" ? layer : ""
}
