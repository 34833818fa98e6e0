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

export function sharedSchemas(): Json {
  return {
    problem: {
      type: "object",
      required: ["type", "title", "status", "code", "detail"],
      properties: {
        type: { type: "string", format: "uri" },
        title: { type: "string" },
        status: { type: "integer" },
        code: { type: "string", examples: ["RUN001"] },
        detail: { type: "string" },
        hint: { type: "string" },
        errors: { type: "array", items: ref("fault") },
      },
    },
    fault: {
      type: "object",
      required: ["path", "code", "message"],
      properties: {
        path: { type: "string" },
        code: { type: "string" },
        message: { type: "string" },
        hint: { type: "string" },
      },
    },
    bulk: {
      type: "object",
      additionalProperties: false,
      properties: {
        ids: { type: "array", items: uuid, minItems: 1, maxItems: 1000 },
        filter: { type: "string" },
        patch: { type: "object" },
        delete: { const: true },
        dry_run: { type: "boolean" },
      },
    },
    bulk_result: {
      type: "object",
      required: ["items", "count", "failed", "dry_run"],
      properties: {
        items: {
          type: "array",
          items: {
            type: "object",
            properties: { id: uuid, ok: { type: "boolean" }, problem: ref("problem") },
          },
        },
        count: { type: "integer" },
        failed: { type: "integer" },
        dry_run: { type: "boolean" },
      },
    },
    history: {
      type: "object",
      properties: {
        items: {
          type: "array",
          items: {
            type: "object",
            properties: {
              id: uuid,
              version: { type: "integer" },
              action: { enum: ["create", "update", "delete"] },
              at: { type: "string", format: "date-time" },
              by: {},
              changes: { type: ["object", "null"] },
            },
          },
        },
      },
    },
  }
}
