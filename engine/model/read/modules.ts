// Decides the order of the modules and what each may refer to. Takes the modules' files, gives them in order of
// dependency; refuses unknown modules and circles.
import { inside, type Report } from "../report.ts"
import type { Items } from "./items.ts"

export interface ModuleOrder {
  /** Names, each after all that it depends on. */
  readonly order: readonly string[]
  /** For each module the modules whose things it may name: itself and its dependencies, direct or not. */
  readonly reach: ReadonlyMap<string, ReadonlySet<string>>
}

/** The modules in order of dependency, by name among equals. */
export function orderModules(items: Items, report: Report): ModuleOrder {
  const reach = new Map<string, ReadonlySet<string>>()
  const open: string[] = []
  const visit = (name: string): ReadonlySet<string> => {
    const known = reach.get(name)
    if (known !== undefined) return known
    const module = items.modules.get(name)
    const mine = new Set([name])
    open.push(name)
    for (const [index, other] of (module?.source.depends ?? []).entries()) {
      const place = inside(module?.place ?? { file: `${name}/module.json`, pointer: "" }, "depends", index)
      if (open.includes(other)) {
        const loop = [...open.slice(open.indexOf(other)), other].join(" -> ")
        report.fault("MOD016", place, `The modules depend on each other in a circle: ${loop}.`)
      } else if (items.modules.has(other)) for (const far of visit(other)) mine.add(far)
      else if (!items.broken.has(`module ${other}`))
        report.unknown(place, "module", other, items.modules.keys())
    }
    open.pop()
    reach.set(name, mine)
    return mine
  }
  for (const name of [...items.modules.keys()].sort()) visit(name)
  return { order: [...reach.keys()], reach }
}
