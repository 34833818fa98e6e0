// The path by which likelihoods are worked out anew, for entities that have one.
import type { Entity } from "../../../engine/model/index.ts"
import { operation, responses, type Json } from "./parts.ts"

/** None for an entity without a likelihood. */
export function learnPaths(entity: Entity): Json {
  const learns = [...entity.fields.values()].some(({ derived }) => derived?.kind === "likelihood")
  if (!learns) return {}
  const changed = { type: "object", properties: { changed: { type: "integer" } } }
  const summary = `Work out anew how likely ${entity.plural.toLowerCase()} end well, by what others have come to`
  return {
    [`/records/${entity.id}/learn`]: {
      post: operation(entity, "learn", summary, {
        responses: responses("200", "How many changed.", changed),
      }),
    },
  }
}
