// Holds that states and transitions fit each other: known states, each reachable, none left that is final.
import type { LifecycleSource } from "../../metaschema/index.ts"
import { inside, type Place } from "../report.ts"
import type { CycleGround } from "./scope.ts"

/** Reports what does not fit. */
export function reportPaths(source: LifecycleSource, place: Place, { layout, entity }: CycleGround): void {
  const { report } = layout
  const known = Object.keys(source.states)
  const isState = (name: string, at: Place): void => {
    if (!known.includes(name)) report.unknown(at, "state", name, known)
  }
  isState(source.initial, inside(place, "initial"))
  for (const [name, { from, to }] of Object.entries(source.transitions)) {
    const at = inside(place, "transitions", name)
    isState(to, inside(at, "to"))
    from.forEach((state, index) => {
      isState(state, inside(at, "from", index))
      if (source.states[state]?.final === true)
        report.fault("MOD014", inside(at, "from", index), `"${state}" is final: no transition leaves it.`)
    })
  }
  const reached = reachable(source)
  for (const name of known.filter((state) => !reached.has(state)))
    report.fault(
      "MOD014",
      inside(place, "states", name),
      `No way leads from "${source.initial}" to the state "${name}".`,
      "Add a transition to it, or remove it.",
    )
  for (const [name, { editable }] of Object.entries(source.states))
    if (Array.isArray(editable))
      editable.forEach((field, index) => {
        if (!entity.fields.has(field))
          report.unknown(
            inside(place, "states", name, "editable", index),
            `field of ${entity.id}`,
            field,
            entity.fields.keys(),
          )
      })
}

/** The states that a record can come to. */
export function reachable({ initial, transitions }: LifecycleSource): ReadonlySet<string> {
  const reached = new Set([initial])
  for (let before = 0; before !== reached.size;) {
    before = reached.size
    for (const { from, to } of Object.values(transitions))
      if (from.some((state) => reached.has(state))) reached.add(to)
  }
  return reached
}
