// Decides the importers: where records stand in a file, what is read of them in which order, and what that fills, checked
// against the model.
import type { ImporterSource } from "../../metaschema/index.ts"
import { askedTable } from "../express/asked.ts"
import { entityAt, type LayoutGround } from "../layout/layout.ts"
import type { Ground } from "../outline/ground.ts"
import { present } from "../present.ts"
import type { Loaded } from "../read/items.ts"
import { inside, type Place } from "../report.ts"
import type { Importer, RecordPlace, Table } from "../types.ts"
import type { ImporterGround } from "./ground.ts"
import { readLayout } from "./layout.ts"
import { pathsOf } from "./reads.ts"

/** All importers by id; all faults are reported. */
export function layImporters(layout: LayoutGround, outline: Ground): ReadonlyMap<string, Importer> {
  const found = new Map<string, Importer>()
  for (const [id, loaded] of layout.items.importers) {
    const importer = layImporter(id, loaded, layout, outline)
    if (importer !== undefined) found.set(id, importer)
  }
  return found
}

function layImporter(
  id: string,
  loaded: Loaded<ImporterSource>,
  layout: LayoutGround,
  outline: Ground,
): Importer | undefined {
  const { source, place, module } = loaded
  const entity = entityAt(source.entity, inside(place, "entity"), layout)
  if (entity === undefined) return undefined
  const { title, description, format, order = 0, extensions = [`.${format}`] } = source
  const input = inputOf(id, loaded, layout, outline)
  const ground: ImporterGround = { layout, id, format, input }
  const records = placeOf(source, place, ground)
  if (records === undefined) return undefined
  return {
    ...{ id, module, title, entity: entity.id, format, order, extensions, input, records },
    layout: readLayout(source, entity, place, ground),
    ...present({ description }),
  }
}

/** Words of the request that are not asked for by an importer. */
const kept = ["dry_run"]

function inputOf(
  id: string,
  { source, place, module }: Loaded<ImporterSource>,
  layout: LayoutGround,
  outline: Ground,
): Table {
  const at = inside(place, "input")
  const properties = source.input?.properties ?? {}
  for (const name of kept)
    if (Object.hasOwn(properties, name))
      layout.report.fault("MOD011", inside(at, "properties", name), `"${name}" says how a file is imported.`)
  return askedTable(
    {
      id: `${id}#input`,
      module,
      title: source.title,
      who: "An importer",
      properties,
      required: source.input?.required ?? [],
      properly: inside(at, "properties"),
      requirement: inside(at, "required"),
    },
    layout,
    outline,
  )
}

function placeOf(source: ImporterSource, place: Place, ground: ImporterGround): RecordPlace | undefined {
  const { format, records, group, delimiter } = source
  const { report } = ground.layout
  const at = inside(place, "records")
  if (format === "csv") {
    const by = records ?? "row"
    if (by === "row" || by === "file") return { kind: "lines", by, ...present({ group, delimiter }) }
    return void report.fault(
      "MOD014",
      at,
      "The records of a CSV file stand in each `row`, or in the whole `file`.",
    )
  }
  for (const key of ["group", "delimiter"] as const)
    if (source[key] !== undefined) report.fault("MOD013", inside(place, key), `"${key}" is for CSV files.`)
  if (records === undefined)
    return void report.fault(
      "MOD014",
      place,
      `It is not said where records stand in the ${format} file.`,
      'Add "records".',
    )
  const paths = pathsOf(records, at, ground)
  return paths === undefined ? undefined : { kind: "elements", paths }
}
