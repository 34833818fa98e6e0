// Decides what rjsf draws of a record: a JSON Schema of the fields that may be seen, and a uiSchema with the layout, what is
// closed, and how each field is drawn. Takes the form, its entity and the rights to single fields; pure.
import type { JsonObject, JsonValue } from "../metaschema/index.ts"
import type { Entity, Field, Form, FormSection } from "../model/index.ts"

/** What one person may do with the fields of the entity. */
export interface FieldRights {
  readonly read: (field: string) => boolean
  readonly write: (field: string) => boolean
}
export interface Drawing {
  readonly schema: JsonObject
  readonly uiSchema: JsonObject
}

/** The form as rjsf takes it. Sections without a field that may be seen are left out; titles are those of the model. */
export function drawForm(form: Form, entity: Entity, rights: FieldRights): Drawing {
  const shown = form.sections
    .map((section) => shownOf(section, rights))
    .filter(({ fields }) => fields.length > 0)
  const placed = shown.flatMap(({ fields }) => fields)
  const fields = placed.flatMap(({ field }) => entity.fields.get(field) ?? [])
  const ui = placed.map((place): readonly [string, JsonValue] => {
    const field = entity.fields.get(place.field)
    return [place.field, field === undefined ? {} : fieldUi(field, place, rights)]
  })
  return {
    schema: { type: "object", title: form.title ?? entity.title, properties: propertiesOf(fields) },
    uiSchema: {
      "ui:order": fields.map(({ name }) => name),
      "ui:options": { sections: shown.map(sectionUi) },
      ...Object.fromEntries(ui),
    },
  }
}

type Placed = FormSection["fields"][number]

function shownOf(section: FormSection, rights: FieldRights): FormSection {
  return { ...section, fields: section.fields.filter(({ field }) => rights.read(field)) }
}

function sectionUi({ key, title, tab, columns, visible, fields }: FormSection): JsonObject {
  return {
    key,
    columns,
    fields: fields.map(({ field, span }) => ({ field, span })),
    ...(title === undefined ? {} : { title }),
    ...(tab === undefined ? {} : { tab }),
    ...(visible === undefined ? {} : { visible: visible.text }),
  }
}

function fieldUi(field: Field, { widget, columns }: Placed, rights: FieldRights): JsonObject {
  const { description, source, system } = field
  const examples = source["examples"]
  const placeholder: unknown = Array.isArray(examples) ? examples[0] : undefined
  return {
    "ui:widget": widget ?? customary(field),
    ...(system || !rights.write(field.name) ? { "ui:readonly": true } : {}),
    ...(description === undefined ? {} : { "ui:help": description }),
    ...(typeof placeholder === "string" ? { "ui:placeholder": placeholder } : {}),
    ...(columns === undefined ? {} : { "ui:options": { columns } }),
  }
}

/** The widget of a field that no form gives another: its format where that is drawn in a way of its own, else its type. */
function customary({ fieldType, format, enum: values }: Field): string {
  if (values !== undefined) return "select"
  return fieldType === "text" || fieldType === "ref" ? (format ?? fieldType) : fieldType
}

function propertiesOf(fields: readonly Field[]): JsonObject {
  return Object.fromEntries(fields.map((field) => [field.name, propertyOf(field)]))
}

/** Null stands for an empty field; what is needed and what fits is judged by the record, not by this schema. */
function propertyOf(field: Field): JsonObject {
  const { title, json, enum: values, source, rows } = field
  if (rows !== undefined) {
    const declared = [...rows.fields.values()].filter((inner) => Object.keys(inner.source).length > 0)
    return {
      title,
      type: "array",
      items: { type: "object", title: rows.title, properties: propertiesOf(declared) },
    }
  }
  if (values === undefined)
    return { title, type: json === "array" ? "array" : [json, "null"], ...itemsOf(field) }
  return {
    title,
    type: ["string", "null"],
    oneOf: values.map((value) => ({ const: value, title: titleOf(value, source) })),
  }
}

function itemsOf({ json, items, source }: Field): JsonObject {
  if (json !== "array") return {}
  const choices = items?.enum?.map((value) => ({ const: value, title: titleOf(value, source) }))
  return { items: { type: "string", ...(choices === undefined ? {} : { oneOf: choices }) } }
}

function titleOf(value: string, source: Field["source"]): string {
  const titles = source["enum_titles"]
  const title: unknown =
    typeof titles === "object" && titles !== null && Object.hasOwn(titles, value)
      ? Reflect.get(titles, value)
      : undefined
  return typeof title === "string" ? title : value
}
