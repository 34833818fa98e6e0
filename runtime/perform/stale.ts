// Statements that work derived values out anew, told which rows are stale where that is known, and left out where none are.
import { reached } from "../../engine/plan/index.ts"
import { bind, type Bindings, type Stale, type Statement, type Template } from "../sql/index.ts"
import type { Memory } from "./memory.ts"

/** The statements, bound. What is stale is judged by what the memory has noted up to now, the write that they follow too. */
export function boundBy(
  memory: Memory,
  templates: readonly Template[],
  bindings: Bindings,
): readonly Statement[] {
  const ends = new Map<Stale["ways"], readonly string[] | undefined>()
  return templates.flatMap((template) => {
    const { stale } = template
    if (stale === undefined) return [bind(template, bindings)]
    if (!ends.has(stale.ways)) ends.set(stale.ways, endsOf(stale.ways, bindings, memory))
    const all = ends.get(stale.ways)
    if (all === undefined) return [bind(template, bindings)]
    const ids = stale.work === "lock" ? all.filter((id) => !memory.holds(id)) : all
    if (ids.length === 0) return []
    if (stale.work === "lock") memory.lock(ids)
    return [bind(stale.direct, { ...bindings, inputs: { ...bindings.inputs, stale: `{${ids.join(",")}}` } })]
  })
}

/** The rows at the ends of the ways; undefined where they are not known. */
function endsOf(ways: Stale["ways"], { inputs }: Bindings, memory: Memory): readonly string[] | undefined {
  const found = ways.map(({ way, input }) => {
    const from = idsIn(inputs[input])
    return way.when === "before" ? from : reached(way, from, memory)
  })
  if (found.some((ids) => ids === undefined)) return undefined
  return [...new Set(found.flatMap((ids) => ids ?? []))]
}

/** The ids in an array literal of them. */
function idsIn(text: string | null | undefined): readonly string[] {
  const inner = (text ?? "").slice(1, -1)
  return inner === "" ? [] : inner.split(",")
}
