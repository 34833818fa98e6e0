// The levels by which rows are grouped.
import type { Type } from "../../expression/index.ts"
import type { ReportSource } from "../../metaschema/index.ts"
import { inOrder } from "../layout/layout.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { ReportGroup } from "../types.ts"
import { readOver, type ReportGround } from "./scope.ts"
import { fieldOf, titleOf, titlesOf, type Found } from "./titles.ts"

type GroupSource = NonNullable<ReportSource["groups"]>[string]

/** The groups in order; what cannot be grouped by is reported. */
export function readGroups(ground: ReportGround): readonly ReportGroup[] {
  return inOrder(ground.source.groups ?? {}).flatMap(([name, source]) => {
    const at = inside(ground.place, "groups", name)
    const by = readOver(source.by, ground.scope, undefined, inside(at, "by"), ground)
    if (by === undefined || !canGroup(by.node.type, inside(at, "by"), ground)) return []
    const found = fieldOf(by, ground)
    const entity = by.node.type.kind === "ref" ? by.node.type.entities[0] : undefined
    const { empty, sort, limit } = source
    return [
      {
        name,
        title: titleOf(source.title, `${ground.source.$id}/groups/${name}`, found, name),
        by,
        ...present({
          entity,
          tree: treeOf(source, entity, inside(at, "tree"), ground),
          empty,
          limit,
          titles: valueTitles(name, source, found, ground),
          sort:
            sort === undefined
              ? undefined
              : { column: sort.replace(/^-/, ""), descending: sort.startsWith("-") },
        }),
      },
    ]
  })
}

function canGroup(type: Type, place: Place, { layout }: ReportGround): boolean {
  if (type.kind !== "list" && type.kind !== "null" && !(type.kind === "ref" && type.entities.length > 1))
    return true
  const hint = type.kind === "ref" ? 'Group by its ".entity", or by one field of what it names.' : undefined
  layout.report.fault("MOD014", place, "Rows are grouped by one value each.", hint)
  return false
}

function treeOf(
  { tree = false }: GroupSource,
  entity: string | undefined,
  place: Place,
  { layout }: ReportGround,
): string | undefined {
  if (!tree) return undefined
  const field = entity === undefined ? undefined : layout.entities.get(entity)?.tree
  if (field === undefined)
    layout.report.fault("MOD014", place, `What is grouped by is no record of an entity with a tree.`)
  return field
}

/** Those of the group itself, or those of the field. */
function valueTitles(
  name: string,
  { titles }: GroupSource,
  found: Found | undefined,
  { source }: ReportGround,
): ReportGroup["titles"] {
  if (titles === undefined) return found && titlesOf(found)
  const pointer = `${source.$id}/groups/${name}/titles`
  return new Map(
    Object.entries(titles).map(([value, text]) => [value, { text, pointer: `${pointer}/${value}` }]),
  )
}
