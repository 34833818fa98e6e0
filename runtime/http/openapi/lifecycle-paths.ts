// The paths of an entity's life cycle: one for each transition that the roles open, and what a record could do now.
import type { EntityAccess } from "../../../engine/access/index.ts"
import { toJsonSchema, type Entity, type Model, type Transition } from "../../../engine/model/index.ts"
import { jsonContent, parameter, ref, responses, uuid, type Json } from "./parts.ts"

const id = parameter("id", "path", uuid, "Id of the record.")
const dryRun = parameter(
  "dry_run",
  "query",
  { type: "boolean" },
  "Do all of it, tell what it would leave behind, and undo it.",
)
const ifMatch = parameter("If-Match", "header", { type: "string" }, "The ETag of the version that was read.")
const once = parameter(
  "Idempotency-Key",
  "header",
  { type: "string", minLength: 1, maxLength: 200 },
  "The same key within 24 hours gives the first reply again.",
)

export function lifecyclePaths(entity: Entity, access: EntityAccess, model: Model): Json {
  const transitions = [...(model.lifecycles.get(entity.id)?.transitions.values() ?? [])]
  const open = transitions.filter(({ name }) => access.transition(name))
  if (open.length === 0) return {}
  const base = `/records/${entity.id}/{id}/transitions`
  return {
    [base]: { get: list(entity) },
    ...Object.fromEntries(open.map((one) => [`${base}/${one.name}`, { post: make(entity, one) }])),
  }
}

const move: Json = {
  type: "object",
  required: ["name", "title", "to", "allowed", "reasons"],
  properties: {
    name: { type: "string" },
    title: { type: "string" },
    confirm: { type: "string" },
    to: { type: "string" },
    input: { type: "object" },
    allowed: { type: "boolean" },
    reasons: { type: "array", items: ref("fault") },
  },
}

function list(entity: Entity): Json {
  const found = { type: "object", properties: { items: { type: "array", items: move } } }
  return {
    tags: [entity.id],
    operationId: `transitions_${entity.id.replace(".", "_")}`,
    summary: `Which moves one ${entity.title.toLowerCase()} can make now, and what stands in their way`,
    parameters: [id],
    responses: responses("200", "The moves.", found),
  }
}

function make(entity: Entity, { name, title, description, input }: Transition): Json {
  const body = input.fields.size === 0 ? {} : { requestBody: jsonContent(toJsonSchema(input, "create")) }
  return {
    tags: [entity.id],
    operationId: `${name}_${entity.id.replace(".", "_")}`,
    summary: `${title}: ${entity.title.toLowerCase()}`,
    ...(description === undefined ? {} : { description }),
    parameters: [id, dryRun, ifMatch, once],
    ...body,
    responses: responses("200", "The record as it is now.", ref(entity.id)),
  }
}
