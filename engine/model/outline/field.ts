// Decides what a declared property is as a field, all but its expressions.
import type { Property } from "../../metaschema/index.ts"
import { fieldType, plainNumber, typeNameOf } from "../field/index.ts"
import { humanise, identifierLimit, reservedFieldName } from "../names.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Field, FieldTypeName, Rows, Storage } from "../types.ts"
import type { Ground } from "./ground.ts"
import { checkKeywords } from "./keywords.ts"
import { patternFault } from "./pattern.ts"
import { checkLengths, identifiersOf, storageOf, type Holder } from "./storage.ts"

export interface Declared {
  readonly name: string
  readonly property: Property
  readonly required: boolean
  readonly place: Place
  /** The child rows that the property holds, if it holds such. */
  readonly rows: Rows | undefined
  readonly of: "record" | "row"
}

/** The field without its expressions; undefined when it cannot be one, which is reported. */
export function outlineField(declared: Declared, holder: Holder, ground: Ground): Field | undefined {
  const { name, property, place, rows } = declared
  const { report } = ground
  const reserved = reservedFieldName(name, declared.of)
  if (reserved !== undefined) report.fault("MOD011", place, reserved, "Choose another name.")
  const type = typeNameOf(property)
  if (type === undefined) {
    report.fault("MOD014", place, `The field has no type.`, 'Add "type", or "ref" for a reference.')
    return undefined
  }
  checkKeywords(property, type, place, report)
  const unsafe = property.pattern === undefined ? undefined : patternFault(property.pattern)
  if (unsafe !== undefined) report.fault("MOD018", inside(place, "pattern"), unsafe)
  const storage = storageOf([name, property, type], holder, rows, place, ground)
  if (storage === undefined) return undefined
  checkLengths(identifiersOf(name, storage), place, report, identifierLimit)
  return { ...buildField(declared, type, storage), ...present({ names: namesOf(property, ground) }) }
}

function buildField(
  { name, property, required, rows }: Declared,
  type: FieldTypeName,
  storage: Storage,
): Field {
  const known = fieldType(type)
  const kept =
    property.computed !== undefined || property.rollup !== undefined || property.sequence !== undefined
  const { format, was, description, enum: values, items } = property
  const bare = present({
    format,
    was,
    description,
    enum: values,
    values,
    rows,
    items: items === undefined || rows !== undefined ? undefined : withoutType(items),
    sequence: sequenceOf(property),
    mask: maskOf(property),
  })
  return {
    name,
    fieldType: type,
    title: property.title ?? humanise(name),
    json: known.json,
    storage,
    type: expressionType(property, type, storage),
    required,
    nullable: !required && !isNeverNull(property),
    system: kept || property.readOnly === true,
    unique: property.unique ?? false,
    indexed: property.indexed ?? false,
    // The metaschema has been held: a property is plain JSON.
    source: property as Field["source"],
    ...bounds(property),
    ...sizes(property, required && known.json === "array" ? 1 : undefined),
    ...bare,
  }
}

/** What a value of format role or entity may name. */
function namesOf({ format, items }: Property, { items: all }: Ground): readonly string[] | undefined {
  const named = format ?? items?.format
  if (named === "role") return [...all.roles.keys()]
  return named === "entity" ? [...all.entities.keys()] : undefined
}

function expressionType(property: Property, type: FieldTypeName, storage: Storage): Field["type"] {
  if (storage.kind === "any_ref")
    return { kind: "ref", entities: storage.targets.map((target) => target.entity) }
  return fieldType(type).type(property)
}

/** Sums and counts of nothing are zero. */
function isNeverNull({ rollup }: Property): boolean {
  return rollup?.fn === "count" || rollup?.fn === "sum"
}

function bounds(property: Property): Partial<Field> {
  const text = (bound: number | undefined): string | undefined =>
    bound === undefined ? undefined : plainNumber(bound)
  return present({
    minimum: text(property.minimum),
    maximum: text(property.maximum),
    exclusiveMinimum: text(property.exclusiveMinimum),
    exclusiveMaximum: text(property.exclusiveMaximum),
  })
}

function sizes(property: Property, leastItems: number | undefined): Partial<Field> {
  const { minLength, maxLength, pattern, minItems = leastItems, maxItems, uniqueItems } = property
  const companions = { currencyField: property.currency_field, unitField: property.unit_field }
  return present({ minLength, maxLength, pattern, minItems, maxItems, uniqueItems, ...companions })
}

function withoutType(items: NonNullable<Property["items"]>): NonNullable<Field["items"]> {
  return present({ enum: items.enum, format: items.format, maxLength: items.maxLength })
}

function sequenceOf({ sequence }: Property): Field["sequence"] {
  if (sequence === undefined) return undefined
  const { pattern, reset = "never", scope } = sequence
  return { pattern, reset, ...present({ scope }) }
}

function maskOf({ mask }: Property): Field["mask"] {
  return mask === undefined ? undefined : { show: mask.show, whole: mask.whole ?? [] }
}
