// Small pieces of an OpenAPI document.
import type { Entity } from "../../../engine/model/index.ts"

export type Json = Record<string, unknown>

export function parameter(
  name: string,
  place: "query" | "path" | "header",
  schema: Json,
  description: string,
): Json {
  return { name, in: place, required: place === "path", schema, description }
}

export function jsonContent(schema: Json): Json {
  return { content: { "application/json": { schema } } }
}

export function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}

/** Answers with the given one and a problem for everything else. */
export function responses(status: string, description: string, schema?: Json): Json {
  return {
    [status]: { description, ...(schema === undefined ? {} : jsonContent(schema)) },
    default: { $ref: "#/components/responses/problem" },
  }
}

export const uuid: Json = { type: "string", format: "uuid" }

/** An operation on records of the entity. */
export function operation(entity: Entity, verb: string, summary: string, parts: Json): Json {
  return { tags: [entity.id], operationId: `${verb}_${entity.id.replace(".", "_")}`, summary, ...parts }
}
