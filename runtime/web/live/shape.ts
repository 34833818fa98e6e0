// The model's entities as the expression language wants to know them.
import type { Shape, ShapeField, Type } from "../../../engine/expression/index.ts"
import { fieldsOf } from "../contract/child-rows.ts"
import { sortOf, targetsOf } from "../contract/fields.ts"
import type { Field, Fields, Model } from "../contract/model.ts"

const shapes = new WeakMap<Fields, Shape>()

/** The shape of an entity or of child rows; undefined when the principal may not see it. */
export function entityShape(model: Model, id: string): Shape | undefined {
  const fields = fieldsOf(model, id)
  return fields === undefined ? undefined : shapeOf(id, fields, model.entities[id]?.tree)
}

/** The shape of an entity's fields, or of child rows (`crm.quote/lines`). */
export function shapeOf(id: string, fields: Fields, tree?: string): Shape {
  const known = shapes.get(fields)
  if (known !== undefined) return known
  const read = Object.values(fields).map((field): [string, ShapeField] => [field.name, shapeField(id, field)])
  const shape: Shape = { id, fields: new Map(read), ...(tree === undefined ? {} : { tree }) }
  shapes.set(fields, shape)
  return shape
}

function shapeField(owner: string, field: Field): ShapeField {
  const rows = field.rows === undefined ? undefined : shapeOf(`${owner}/${field.name}`, field.rows.fields)
  const values = sortOf(field) === "choice" ? field.enum?.map((choice) => choice.value) : undefined
  return {
    name: field.name,
    type: typeOf(field),
    nullable: !field.required,
    ...(values === undefined ? {} : { values }),
    ...(rows === undefined ? {} : { rows }),
  }
}

function typeOf(field: Field): Type {
  switch (sortOf(field)) {
    case "integer":
      return { kind: "number", whole: 19, scale: 0 }
    case "decimal":
      return { kind: "number" }
    case "boolean":
      return { kind: "boolean" }
    case "date":
      return { kind: "date" }
    case "instant":
      return { kind: "instant" }
    case "time":
      return { kind: "time" }
    case "reference":
    case "any_reference":
      return { kind: "ref", entities: targetsOf(field) }
    case "many":
      return { kind: "list", of: { kind: "ref", entities: targetsOf(field) } }
    case "tags":
      return { kind: "list", of: { kind: "text" } }
    case "rows":
      return { kind: "list", of: { kind: "null" } }
    case "text":
    case "long_text":
    case "choice":
    case "color":
      return { kind: "text" }
  }
}
