// Decides the table of a kind of child rows.
import type { ChildRows, EntitySource, Property } from "../../metaschema/index.ts"
import { marked, type Results } from "../calculation/results.ts"
import { humanise, innerTable } from "../names.ts"
import type { Loaded } from "../read/items.ts"
import { inside, type Place } from "../report.ts"
import type { Field, Rows } from "../types.ts"
import { collectFields, reportRequired } from "./collect.ts"
import { outlineField } from "./field.ts"
import type { Ground } from "./ground.ts"
import type { RowsOutline } from "./outline.ts"
import type { Holder } from "./storage.ts"
import { rowFields } from "./system-fields.ts"

/** The entity whose field holds the rows. */
export interface Holding {
  readonly id: string
  readonly table: string
  readonly loaded: Loaded<EntitySource>
  readonly results: Results
}

/** The outline of the rows that a field holds; undefined where it holds none, or where their kind is not declared. */
export function outlineRows(
  holding: Holding,
  field: string,
  property: Property,
  ground: Ground,
): RowsOutline | undefined {
  const reference = property.items?.$ref
  if (reference === undefined) return undefined
  const { place: file, source: entity, module } = holding.loaded
  const kinds = entity.$defs ?? {}
  const name = reference.slice("#/$defs/".length)
  const source = Object.hasOwn(kinds, name) ? kinds[name] : undefined
  if (source === undefined) {
    const at = inside(file, "properties", field, "items", "$ref")
    ground.report.unknown(at, "kind of child rows", name, Object.keys(kinds))
    return undefined
  }
  const place = inside(file, "$defs", name)
  const id = `${holding.id}/${field}`
  const table = innerTable(holding.table, field)
  const collected = collectFields(rowFields(id, holding.id), source.properties, (inner, declared) =>
    outlineInner(inner, declared, [source, place], { table, module }, ground),
  )
  const fields = marked(collected, holding.results, field)
  reportRequired(source, place, ground)
  const title = source.title ?? humanise(name)
  const draft: Rows = { id, table, title, fields, rules: [], unique: [], entity: holding.id, field }
  return { id, table, title, place, source, fields, entity: holding.id, field, draft }
}

function outlineInner(
  name: string,
  property: Property,
  [source, place]: readonly [ChildRows, Place],
  holder: Holder,
  ground: Ground,
): Field | undefined {
  const at = inside(place, "properties", name)
  const { ref, many, items } = property
  if (items?.$ref !== undefined || many === true || typeof ref === "object") {
    const message = "Child rows hold plain values and references to one entity only."
    ground.report.fault("MOD014", at, message, "Make the rows an entity of their own.")
    return undefined
  }
  const required = source.required?.includes(name) ?? false
  return outlineField({ name, property, required, place: at, rows: undefined, of: "row" }, holder, ground)
}
