// The schemas of an OpenAPI document: three for each entity, and those that all share.
import type { EntityAccess } from "../../../engine/access/index.ts"
import { toJsonSchema, type Entity, type Field } from "../../../engine/model/index.ts"
import { ref, uuid, type Json } from "./parts.ts"

/** `crm.lead`, `crm.lead.create` and `crm.lead.patch`, without the fields that the roles do not show or let write. */
export function entitySchemas(entity: Entity, access: EntityAccess): Json {
  const readable = ({ name }: Field): boolean => access.field(name).read !== false
  const writable = ({ name }: Field): boolean => access.field(name).write !== false
  return {
    [entity.id]: toJsonSchema(entity, "read", readable),
    [`${entity.id}.create`]: toJsonSchema(entity, "create", writable),
    [`${entity.id}.patch`]: toJsonSchema(entity, "patch", writable),
  }
}

const text: Json = { type: "string" }

const problem: Json = {
  type: "object",
  required: ["type", "title", "status", "code", "detail"],
  properties: {
    type: { type: "string", format: "uri" },
    title: text,
    status: { type: "integer" },
    code: { type: "string", examples: ["RUN001"] },
    detail: text,
    hint: text,
    errors: { type: "array", items: ref("fault") },
  },
}

const fault: Json = {
  type: "object",
  required: ["path", "code", "message"],
  properties: { path: text, code: text, message: text, hint: text },
}

const bulk: Json = {
  type: "object",
  additionalProperties: false,
  properties: {
    ids: { type: "array", items: uuid, minItems: 1, maxItems: 1000 },
    filter: text,
    patch: { type: "object" },
    delete: { const: true },
    transition: text,
    input: { type: "object" },
    dry_run: { type: "boolean" },
  },
}

const outcome: Json = {
  type: "object",
  properties: { id: uuid, ok: { type: "boolean" }, problem: ref("problem") },
}

const bulkResult: Json = {
  type: "object",
  required: ["items", "count", "failed", "dry_run"],
  properties: {
    items: { type: "array", items: outcome },
    count: { type: "integer" },
    failed: { type: "integer" },
    dry_run: { type: "boolean" },
  },
}

const change: Json = {
  type: "object",
  properties: {
    id: uuid,
    version: { type: "integer" },
    action: { enum: ["create", "update", "delete"] },
    at: { type: "string", format: "date-time" },
    by: {},
    changes: { type: ["object", "null"] },
  },
}

const history: Json = { type: "object", properties: { items: { type: "array", items: change } } }

/** The schemas that the documents of all tenants have. */
export const sharedSchemas: Json = { problem, fault, bulk, bulk_result: bulkResult, history }
