// The model's entity and layout as what rjsf draws: a JSON Schema of the fields placed, and a uiSchema that
// hands each to the field of ours that fits and keeps the layout for the section template.
import type { RJSFSchema, UiSchema } from "@rjsf/utils"
import { ordered, sortOf } from "../contract/fields.ts"
import type { Entity, Field, FormLayout, Section } from "../contract/model.ts"
import type { FormData } from "./form-data.ts"

export interface Drawing {
  readonly schema: RJSFSchema
  readonly uiSchema: UiSchema<FormData>
  readonly sections: readonly Section[]
}

/** Draws an entity by its layout; one without a layout gets all its fields in two columns. */
export function schemaOf(entity: Entity, layout: FormLayout | undefined): Drawing {
  const sections = (layout?.sections ?? defaultSections(entity)).map((section) => ({
    ...section,
    fields: section.fields.filter((placement) => entity.fields[placement.field] !== undefined),
  }))
  const properties: Record<string, RJSFSchema> = {}
  const ui: UiSchema<FormData> = { "ui:options": { sections } }
  for (const placement of sections.flatMap((section) => section.fields)) {
    const field = entity.fields[placement.field]
    if (field === undefined) continue
    properties[field.name] = propertySchema(field)
    const { widget, columns } = placement
    ui[field.name] = {
      "ui:field": sortOf(field) === "rows" ? "rows" : "value",
      "ui:options": {
        ...(widget === undefined ? {} : { widgetName: widget }),
        ...(columns === undefined ? {} : { columns }),
      },
    }
  }
  return { schema: { type: "object", properties }, uiSchema: ui, sections }
}

/** A field as JSON Schema. Null stands for empty, so it is allowed everywhere; faults are found elsewhere. */
function propertySchema(field: Field): RJSFSchema {
  const { title } = field
  switch (sortOf(field)) {
    case "integer":
      return { title, type: ["integer", "null"] }
    case "boolean":
      return { title, type: ["boolean", "null"] }
    case "any_reference":
      return { title, type: ["object", "null"] }
    case "many":
    case "tags":
      return { title, type: "array", items: { type: "string" } }
    case "rows":
      return { title, type: "array", items: { type: "object" } }
    default:
      return { title, type: ["string", "null"] }
  }
}

const systemFields: ReadonlySet<string> = new Set([
  "id",
  "version",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
])

function defaultSections(entity: Entity): readonly Section[] {
  const fields = ordered(entity.fields).filter((field) => !systemFields.has(field.name))
  const wide = (field: Field) => ["rows", "long_text"].includes(sortOf(field))
  return [
    {
      key: "general",
      columns: 2,
      fields: fields.map((field) => ({ field: field.name, span: wide(field) ? 2 : 1 })),
    },
  ]
}
