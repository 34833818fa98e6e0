// What a transition asks for, as a table that is stored nowhere.
import type { LifecycleSource } from "../../metaschema/index.ts"
import { askedTable } from "../express/asked.ts"
import type { LayoutGround } from "../layout/layout.ts"
import type { Ground } from "../outline/ground.ts"
import { inside, type Place } from "../report.ts"
import type { Table } from "../types.ts"

type TransitionSource = LifecycleSource["transitions"][string]

/** The input of the transition, with the id `crm.quote#send`; without fields where nothing is asked for. */
export function inputTable(
  entity: string,
  [name, { title, input }]: readonly [string, TransitionSource],
  place: Place,
  [layout, outline]: readonly [LayoutGround, Ground],
): Table {
  const at = inside(place, "input")
  const [module = ""] = entity.split(".")
  const asked = {
    id: `${entity}#${name}`,
    module,
    title,
    who: "A transition",
    properties: input?.properties ?? {},
    required: input?.required ?? [],
    properly: inside(at, "properties"),
    requirement: inside(at, "required"),
  }
  return askedTable(asked, layout, outline)
}
