// Decides which keywords of a property act and which contradict each other. No key of the metadata is inert: one that
// does nothing on this type of field is a fault.
import type { Property } from "../../metaschema/index.ts"
import { fieldType } from "../field/index.ts"
import { inside, type Place, type Report } from "../report.ts"
import type { FieldTypeName } from "../types.ts"

/** These act on every field. */
const common: readonly (keyof Property)[] = ["type", "title", "description", "order", "was"]
/** These act on every field that stands in a column of its own row. */
const ofColumns: readonly (keyof Property)[] = [
  "lookup",
  "computed",
  "virtual",
  "rollup",
  "balance",
  "likelihood",
  "mask",
  "unique",
  "indexed",
  "readOnly",
]
const ofWritten: readonly (keyof Property)[] = [
  "default",
  "visible",
  "required_when",
  "read_only_when",
  "immutable_after",
]
const kept = ["computed", "rollup", "balance", "likelihood", "sequence"] as const
const formats: Partial<Record<FieldTypeName, readonly string[]>> = { ref: ["file", "image"] }

/** Reports the keywords that do nothing on a field of the type, and those that cannot stand together. */
export function checkKeywords(property: Property, type: FieldTypeName, place: Place, report: Report): void {
  const acting = actingOn(type)
  for (const key in property)
    if (!acting.has(key))
      report.fault("MOD013", inside(place, key), `"${key}" does nothing on a field of type ${type}.`)
  for (const { keyword, message } of fieldType(type).faults?.(property) ?? [])
    report.fault("MOD014", inside(place, keyword), message)
  checkFormat(property, type, place, report)
  checkKept(property, place, report)
  checkEnum(property, place, report)
}

const acting = new Map<FieldTypeName, ReadonlySet<string>>()

/** The keywords that act on fields of the type, gathered once. */
function actingOn(type: FieldTypeName): ReadonlySet<string> {
  const before = acting.get(type)
  if (before !== undefined) return before
  const found = new Set<string>([...common, ...keywordsOf(type), ...fieldType(type).keywords])
  acting.set(type, found)
  return found
}

function keywordsOf(type: FieldTypeName): readonly (keyof Property)[] {
  switch (type) {
    case "rows":
      return ["visible"]
    case "many":
      return ["default", "visible", "readOnly"]
    case "any_ref":
      return ["visible", "required_when", "read_only_when", "immutable_after", "readOnly"]
    case "list":
      return ["default", "visible", "readOnly"]
    case "boolean":
    case "integer":
      return [...ofColumns, ...ofWritten]
    default:
      return ["format", ...ofColumns, ...ofWritten]
  }
}

function checkFormat({ format, ref }: Property, type: FieldTypeName, place: Place, report: Report): void {
  if (format === undefined) return
  const possible = formats[type]
  if (possible !== undefined && !possible.includes(format))
    report.fault(
      "MOD013",
      inside(place, "format"),
      `A reference has no format "${format}".`,
      "Possible: file, image.",
    )
  if (ref === undefined && (format === "file" || format === "image"))
    report.fault(
      "MOD014",
      inside(place, "format"),
      `A field of format ${format} refers to the entity of the files.`,
      'Add "ref".',
    )
}

/** What the system keeps is never in the input, so nothing that speaks of input goes with it. */
function checkKept(property: Property, place: Place, report: Report): void {
  const [first, second] = kept.filter((key) => property[key] !== undefined)
  if (second !== undefined)
    report.fault(
      "MOD014",
      inside(place, second),
      `The value cannot come from both "${first}" and "${second}".`,
    )
  if (first === undefined) return
  for (const key of [
    "default",
    "lookup",
    "required_when",
    "read_only_when",
    "immutable_after",
    "readOnly",
  ] as const)
    if (property[key] !== undefined)
      report.fault(
        "MOD014",
        inside(place, key),
        `"${key}" means nothing where the value comes from "${first}".`,
      )
  if (property.virtual !== true && property.balance === undefined) return
  for (const key of ["unique", "indexed", "was"] as const)
    if (property[key] !== undefined)
      report.fault("MOD014", inside(place, key), `"${key}" needs a stored value, but the field is virtual.`)
}

function checkEnum(property: Property, place: Place, report: Report): void {
  const values = property.enum ?? property.items?.enum
  for (const key of ["enum_titles", "enum_colors"] as const)
    for (const value in property[key]) {
      if (values === undefined) {
        report.fault("MOD014", inside(place, key), `"${key}" goes with "enum".`)
        break
      }
      if (!values.includes(value))
        report.unknown(inside(place, key, value), "value of the enum", value, values)
    }
}
