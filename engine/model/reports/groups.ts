// The levels by which rows are grouped, and the values that columns stand for.
import type { Type } from "../../expression/index.ts"
import type { ReportSource } from "../../metaschema/index.ts"
import { inOrder } from "../layout/layout.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { ReportAxis, ReportGroup, Said } from "../types.ts"
import { readOver, type ReportGround } from "./scope.ts"
import { fieldOf, titleOf, titlesOf } from "./titles.ts"

type GroupSource = NonNullable<ReportSource["groups"]>[string]
type AxisSource = NonNullable<ReportSource["across"]>["by"][string]

/** The groups in order; what cannot be grouped by is reported. */
export function readGroups(ground: ReportGround): readonly ReportGroup[] {
  return inOrder(ground.source.groups ?? {}).flatMap(([name, source]) => {
    const axis = readAxis([name, source], ["groups", name], ground)
    if (axis === undefined) return []
    const { sort, limit } = source
    const at = inside(ground.place, "groups", name, "tree")
    return [
      {
        ...axis,
        ...present({
          tree: treeOf(source, axis.entity, at, ground),
          limit,
          sort:
            sort === undefined
              ? undefined
              : { column: sort.replace(/^-/, ""), descending: sort.startsWith("-") },
        }),
      },
    ]
  })
}

/** Values that rows or columns stand for, declared below `path` of the report; undefined where there cannot be such. */
export function readAxis(
  [name, source]: readonly [string, AxisSource],
  path: readonly string[],
  ground: ReportGround,
): ReportAxis | undefined {
  const at = inside(ground.place, ...path, "by")
  const by = readOver(source.by, ground.scope, undefined, at, ground)
  if (by === undefined || !canGroup(by.node.type, at, ground)) return undefined
  const found = fieldOf(by, ground)
  const pointer = [ground.source.$id, ...path].join("/")
  const { empty, titles } = source
  return {
    name,
    title: titleOf(source.title, pointer, found, name),
    by,
    ...present({
      entity: by.node.type.kind === "ref" ? by.node.type.entities[0] : undefined,
      empty: empty === undefined ? undefined : { text: empty, pointer: `${pointer}/empty` },
      titles: titles === undefined ? found && titlesOf(found) : saidBy(titles, `${pointer}/titles`),
    }),
  }
}

function saidBy(titles: Readonly<Record<string, string>>, pointer: string): ReadonlyMap<string, Said> {
  return new Map(
    Object.entries(titles).map(([value, text]) => [value, { text, pointer: `${pointer}/${value}` }]),
  )
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
