// The path by which several records are made one, for entities that say how.
import type { Entity } from "../../../engine/model/index.ts"
import { jsonContent, operation, parameter, ref, responses, uuid, type Json } from "./parts.ts"

const dryRun = parameter(
  "dry_run",
  "query",
  { type: "boolean" },
  "Tell what would become of them, and leave all as it is.",
)

const body: Json = {
  type: "object",
  required: ["ids"],
  properties: {
    ids: { type: "array", items: uuid, minItems: 2, maxItems: 20 },
    survivor: { ...uuid, description: "The one that stays; else the first in the order of the entity." },
    choices: {
      type: "object",
      additionalProperties: uuid,
      description: "Field -> the record whose value is taken.",
    },
  },
}

/** None for an entity whose records are not merged. */
export function mergePaths(entity: Entity): Json {
  if (entity.merge === undefined) return {}
  const outlook = {
    type: "object",
    properties: {
      survivor: uuid,
      record: ref(entity.id),
      moved: {
        type: "array",
        items: {
          type: "object",
          properties: {
            entity: { type: "string" },
            rows: { type: "string" },
            field: { type: "string" },
            count: { type: "integer" },
          },
        },
      },
    },
  }
  return {
    [`/records/${entity.id}/merge`]: {
      post: operation(entity, "merge", `Make several ${entity.plural.toLowerCase()} one`, {
        parameters: [dryRun],
        requestBody: { required: true, ...jsonContent(body) },
        responses: responses("200", "The one that survives; of a dry run, what would become of them.", {
          oneOf: [ref(entity.id), outlook],
        }),
      }),
    },
  }
}
