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
  return buildField(declared, type, storage, namesOf(property, ground))
}

function buildField(
  { name, property, required, rows }: Declared,
  type: FieldTypeName,
  storage: Storage,
  names: Field["names"],
): Field {
  const { json } = fieldType(type)
  const { title = humanise(name), unique = false, indexed = false, items } = property
  const { was, description, format, enum: values } = property
  return present({
    ...limitsOf(property),
    name,
    fieldType: type,
    title,
    json,
    storage,
    type: expressionType(property, type, storage),
    required,
    nullable: !required && !isNeverNull(property),
    system: isKept(property) || property.readOnly === true,
    unique,
    indexed,
    // The metaschema has been held: a property is plain JSON.
    source: property as Field["source"],
    minItems: property.minItems ?? (required && json === "array" ? 1 : undefined),
    currencyField: property.currency_field,
    unitField: property.unit_field,
    format,
    was,
    description,
    enum: values,
    values,
    rows,
    names,
    items: items === undefined || rows !== undefined ? undefined : withoutType(items),
    sequence: sequenceOf(property),
    mask: maskOf(property),
  })
}

/** What bounds the field's values, as declared. */
function limitsOf(property: Property) {
  const { minLength, maxLength, pattern, maxItems, uniqueItems } = property
  return {
    minimum: plain(property.minimum),
    maximum: plain(property.maximum),
    exclusiveMinimum: plain(property.exclusiveMinimum),
    exclusiveMaximum: plain(property.exclusiveMaximum),
    minLength,
    maxLength,
    pattern,
    maxItems,
    uniqueItems,
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

function isKept({ computed, rollup, balance, sequence }: Property): boolean {
  return [computed, rollup, balance, sequence].some((way) => way !== undefined)
}

/** Sums and counts of nothing are zero. */
function isNeverNull({ rollup }: Property): boolean {
  return rollup?.fn === "count" || rollup?.fn === "sum"
}

function plain(bound: number | undefined): string | undefined {
  return bound === undefined ? undefined : plainNumber(bound)
}

function withoutType(items: NonNullable<Property["items"]>): NonNullable<Field["items"]> {
  return present({ enum: items.enum, format: items.format, maxLength: items.maxLength })
}

function sequenceOf({ sequence }: Property): Field["sequence"] {
  if (sequence === undefined) return undefined
  const { pattern, reset = "never", given = "create", scope, date } = sequence
  return { pattern, reset, given, ...present({ scope, date }) }
}

function maskOf({ mask }: Property): Field["mask"] {
  return mask === undefined ? undefined : { show: mask.show, whole: mask.whole ?? [] }
}
