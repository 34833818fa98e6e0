// The paths of records of one thing, for entities that tell them.
import type { Entity } from "../../../engine/model/index.ts"
import { jsonContent, operation, parameter, ref, responses, uuid, type Json } from "./parts.ts"

export const allowDuplicates = parameter(
  "duplicates",
  "query",
  { type: "string", enum: ["allow"] },
  "Make it even where there is a record like it, if the roles let you.",
)

const id = parameter("id", "path", uuid, "Id of the record.")

const found: Json = {
  type: "object",
  required: ["items", "others"],
  properties: {
    entity: { type: "string" },
    items: {
      type: "array",
      items: {
        type: "object",
        properties: {
          id: uuid,
          title: { type: ["string", "null"] },
          by: { type: "array", items: { type: "string" } },
        },
      },
    },
    others: { type: "integer", description: "How many there are that are not shown." },
  },
}

const groups: Json = {
  type: "object",
  properties: {
    items: {
      type: "array",
      items: {
        type: "object",
        properties: {
          by: { type: "string" },
          values: { type: "array", items: { type: "string" } },
          count: { type: "integer" },
          items: {
            type: "array",
            items: { type: "object", properties: { id: uuid, title: { type: ["string", "null"] } } },
          },
        },
      },
    },
  },
}

/** None for an entity that does not tell duplicates. */
export function duplicatePaths(entity: Entity): Json {
  if (entity.duplicates === undefined) return {}
  const base = `/records/${entity.id}`
  const many = entity.plural.toLowerCase()
  const limit = parameter(
    "limit",
    "query",
    { type: "integer", minimum: 1, maximum: 1000, default: 100 },
    "Groups at most.",
  )
  return {
    [`${base}/duplicates`]: {
      get: operation(entity, "duplicates", `Which ${many} are there more than once`, {
        parameters: [limit],
        responses: responses("200", "The groups, those with most records first.", groups),
      }),
      post: operation(entity, "alike", `Which ${many} are like one that is to be made`, {
        requestBody: { required: true, ...jsonContent(ref(`${entity.id}.patch`)) },
        responses: responses("200", "What is like it.", found),
      }),
    },
    [`${base}/{id}/duplicates`]: {
      get: operation(entity, "duplicates_of", `Which ${many} are like this one`, {
        parameters: [id],
        responses: responses("200", "What is like it.", found),
      }),
    },
  }
}
