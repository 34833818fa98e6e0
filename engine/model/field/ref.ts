// References: to one record of one entity, to one record of several entities, to many records of one entity.
import { nearest } from "../../error/index.ts"
import type { Type } from "../../expression/index.ts"
import type { JsonObject } from "../../metaschema/index.ts"
import type { Field } from "../types.ts"
import { readUuid } from "./formats.ts"
import { distinctReader, listBounds } from "./list.ts"
import { Refusal, type FieldType, type Reader } from "./type.ts"

const id: JsonObject = { type: "string", format: "uuid" }

/** One record of one entity: a column with a foreign key; travels as its id. */
export const ref: FieldType = {
  json: "string",
  keywords: ["ref", "on_delete", "filter", "copy"],
  type: (property) => ({ kind: "ref", entities: typeof property.ref === "string" ? [property.ref] : [] }),
  reader: () => (value) => (value === "" ? null : readUuid(value)),
  schema: () => id,
}

/** One record of one of several entities; travels as `{entity, id}`. */
export const anyRef: FieldType = {
  json: "object",
  keywords: ["ref", "on_delete", "indexed"],
  type: (property) => ({ kind: "ref", entities: Array.isArray(property.ref) ? property.ref : [] }),
  reader: anyRefReader,
  schema: (field) => ({
    type: "object",
    properties: { entity: { type: "string", enum: targetsOf(field) }, id },
    required: ["entity", "id"],
    additionalProperties: false,
  }),
}

/** Many records of one entity: a table of pairs; travels as a list of ids, in order. */
export const many: FieldType = {
  json: "array",
  keywords: ["ref", "many", "filter", "minItems", "maxItems"],
  type: (property): Type => ({ kind: "list", of: ref.type(property) }),
  reader: (field) => distinctReader(field, readUuid),
  schema: (field) => ({ type: "array", items: id, ...listBounds(field) }),
}

function anyRefReader(field: Field): Reader {
  const targets = targetsOf(field)
  const known = new Set(targets)
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return new Refusal("must name entity and id", 'Send {"entity": "...", "id": "..."}.')
    const { entity, id: given, ...more }: Record<string, unknown> = { ...value }
    const extra = Object.keys(more)[0]
    if (extra !== undefined) return new Refusal(`has no key "${extra}": it holds entity and id`)
    if (typeof entity !== "string" || !known.has(entity)) {
      const close = typeof entity === "string" && entity.length <= 100 ? nearest(entity, targets) : undefined
      const hint = close === undefined ? `Possible: ${targets.join(", ")}` : `Did you mean "${close}"?`
      return new Refusal("cannot refer to such an entity", hint, "/entity")
    }
    const read = readUuid(given)
    return read instanceof Refusal ? new Refusal(read.message, read.hint, "/id") : { entity, id: read }
  }
}

function targetsOf(field: Field): readonly string[] {
  return field.storage.kind === "any_ref" ? field.storage.targets.map((target) => target.entity) : []
}
