// Decides the tables of an entity: its own with all fields, and one for each kind of child rows.
import type { ChildRows, Property } from "../../metaschema/index.ts"
import { humanise, identifierLimit, innerTable, tableOf } from "../names.ts"
import { present } from "../present.ts"
import type { Loaded } from "../read/items.ts"
import { inside, type Place } from "../report.ts"
import type { Field, Rows } from "../types.ts"
import type { EntitySource } from "../../metaschema/index.ts"
import { outlineField, type Declared } from "./field.ts"
import type { Ground } from "./ground.ts"
import type { EntityOutline, RowsOutline } from "./outline.ts"
import { checkLengths } from "./storage.ts"
import { recordFields, rowFields } from "./system-fields.ts"

/** The outline of an entity with its child rows; all faults are reported. */
export function outlineEntity(id: string, loaded: Loaded<EntitySource>, ground: Ground): EntityOutline {
  const { source, place, module } = loaded
  const table = tableOf(id)
  checkLengths([table], place, ground.report, identifierLimit)
  const rows = new Map<string, RowsOutline>()
  for (const [field, property] of Object.entries(source.properties)) {
    const made = outlineRows({ id, table, loaded }, field, property, ground)
    if (made !== undefined) rows.set(field, made)
  }
  reportUnused(loaded, ground)
  const declared = (name: string, property: Property): Declared => ({
    ...{ name, property, required: source.required?.includes(name) ?? false, ofRows: false },
    ...{ place: inside(place, "properties", name), rows: rows.get(name)?.draft },
  })
  const fields = collect(recordFields(id), source.properties, (name, property) =>
    outlineField(declared(name, property), { table, module }, ground),
  )
  reportRequired(source, place, ground)
  return {
    id,
    table,
    title: source.title,
    place,
    source,
    fields,
    loaded,
    rows,
    ...present({ tree: source.tree }),
  }
}

interface Holding {
  readonly id: string
  readonly table: string
  readonly loaded: Loaded<EntitySource>
}

function outlineRows(
  holding: Holding,
  field: string,
  property: Property,
  ground: Ground,
): RowsOutline | undefined {
  const reference = property.items?.$ref
  if (reference === undefined) return undefined
  const { place: file, source: entity, module } = holding.loaded
  const name = reference.slice("#/$defs/".length)
  const source = Object.hasOwn(entity.$defs ?? {}, name) ? entity.$defs?.[name] : undefined
  if (source === undefined) {
    const known = Object.keys(entity.$defs ?? {})
    ground.report.unknown(
      inside(file, "properties", field, "items", "$ref"),
      "kind of child rows",
      name,
      known,
    )
    return undefined
  }
  const place = inside(file, "$defs", name)
  const id = `${holding.id}/${field}`
  const table = innerTable(holding.table, field)
  const fields = collect(rowFields(id, holding.id), source.properties, (inner, declared) => {
    const at = inside(place, "properties", inner)
    if (
      declared.items?.$ref !== undefined ||
      declared.many === true ||
      Array.isArray(declared.ref) ||
      typeof declared.ref === "object"
    ) {
      ground.report.fault(
        "MOD014",
        at,
        "Child rows hold plain values and single references only.",
        "Make the rows an entity of their own.",
      )
      return undefined
    }
    const required = source.required?.includes(inner) ?? false
    return outlineField(
      { name: inner, property: declared, required, place: at, rows: undefined, ofRows: true },
      { table, module },
      ground,
    )
  })
  reportRequired(source, place, ground)
  const title = source.title ?? humanise(name)
  const draft: Rows = { id, table, title, fields, rules: [], unique: [], entity: holding.id, field }
  return { id, table, title, place, source, fields, entity: holding.id, field, draft }
}

/** System fields first, then the declared ones by `order`, those without one in file order at the end. */
function collect(
  system: readonly Field[],
  properties: Readonly<Record<string, Property>>,
  outline: (name: string, property: Property) => Field | undefined,
): ReadonlyMap<string, Field> {
  const fields = new Map(system.map((field) => [field.name, field]))
  const sorted = Object.entries(properties).sort(
    ([, a], [, b]) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0,
  )
  for (const [name, property] of sorted) {
    const field = outline(name, property)
    if (field !== undefined && !fields.has(name)) fields.set(name, field)
  }
  return fields
}

function reportUnused({ source, place }: Loaded<EntitySource>, { report }: Ground): void {
  const used = new Set(Object.values(source.properties).map((property) => property.items?.$ref))
  for (const name of Object.keys(source.$defs ?? {}))
    if (!used.has(`#/$defs/${name}`))
      report.fault(
        "MOD013",
        inside(place, "$defs", name),
        "No field holds such rows.",
        `Add a field with "items": {"$ref": "#/$defs/${name}"}.`,
      )
}

function reportRequired(source: EntitySource | ChildRows, place: Place, { report }: Ground): void {
  for (const [index, name] of (source.required ?? []).entries()) {
    const at = inside(place, "required", index)
    const property = Object.hasOwn(source.properties, name) ? source.properties[name] : undefined
    if (property === undefined) report.unknown(at, "field", name, Object.keys(source.properties))
    else if (property.virtual === true)
      report.fault("MOD014", at, `"${name}" is virtual: nothing is stored that could be required.`)
  }
}
