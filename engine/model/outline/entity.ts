// Decides the tables of an entity: its own with all fields, and one for each kind of child rows.
import type { EntitySource, LifecycleSource, Property } from "../../metaschema/index.ts"
import { marked, resultsOf } from "../calculation/results.ts"
import { stateField, stateName } from "../lifecycle/state-field.ts"
import { identifierLimit, tableOf } from "../names.ts"
import { present } from "../present.ts"
import type { Loaded } from "../read/items.ts"
import { inside } from "../report.ts"
import { collectFields, reportRequired } from "./collect.ts"
import { outlineField, type Declared } from "./field.ts"
import type { Ground } from "./ground.ts"
import type { EntityOutline, RowsOutline } from "./outline.ts"
import { outlineRows } from "./rows.ts"
import { checkLengths } from "./storage.ts"
import { recordFields } from "./system-fields.ts"

/** The outline of an entity with its child rows; all faults are reported. */
export function outlineEntity(id: string, loaded: Loaded<EntitySource>, ground: Ground): EntityOutline {
  const { source, place, module } = loaded
  const table = tableOf(id)
  checkLengths([table], place, ground.report, identifierLimit)
  const results = resultsOf(source)
  const rows = new Map<string, RowsOutline>()
  for (const [field, property] of Object.entries(source.properties)) {
    const made = outlineRows({ id, table, loaded, results }, field, property, ground)
    if (made !== undefined) rows.set(field, made)
  }
  reportUnused(loaded, ground)
  const declared = (name: string, property: Property): Declared => ({
    name,
    property,
    required: source.required?.includes(name) ?? false,
    place: inside(place, "properties", name),
    rows: rows.get(name)?.draft,
    of: "record",
  })
  const lifecycle = ground.lifecycle(id)
  const kept = lifecycle === undefined ? [] : [stateField(lifecycle)]
  reportState(loaded, lifecycle, ground)
  const fields = collectFields([...recordFields(id), ...kept], source.properties, (name, property) =>
    outlineField(declared(name, property), { table, module }, ground),
  )
  reportRequired(source, place, ground)
  const { title, tree } = source
  return {
    id,
    table,
    title,
    place,
    source,
    fields: marked(fields, results),
    loaded,
    rows,
    ...present({ tree, lifecycle }),
  }
}

function reportState(
  { source, place }: Loaded<EntitySource>,
  lifecycle: LifecycleSource | undefined,
  { report }: Ground,
): void {
  if (lifecycle === undefined || !Object.hasOwn(source.properties, stateName)) return
  const message = `"${stateName}" is kept by the life cycle ${lifecycle.$id}.`
  report.fault(
    "MOD011",
    inside(place, "properties", stateName),
    message,
    "Remove it: the life cycle says all.",
  )
}

function reportUnused({ source, place }: Loaded<EntitySource>, { report }: Ground): void {
  const used = new Set(Object.values(source.properties).map((property) => property.items?.$ref))
  for (const name of Object.keys(source.$defs ?? {})) {
    const hint = `Add a field with "items": {"$ref": "#/$defs/${name}"}.`
    if (!used.has(`#/$defs/${name}`))
      report.fault("MOD013", inside(place, "$defs", name), "No field holds such rows.", hint)
  }
}
