// The OpenAPI 3.1 document of a tenant, for the roles of whoever asks: made from the model, so it is never out of date.
import { rightsOf, type EntityAccess } from "../../../engine/access/index.ts"
import type { Entity, Model } from "../../../engine/model/index.ts"
import type { Json } from "./parts.ts"
import { entityPaths } from "./entity-paths.ts"
import { bookedPaths, ledgerPaths } from "./ledger-paths.ts"
import { importPaths, importSchemas } from "./import-paths.ts"
import { lifecyclePaths } from "./lifecycle-paths.ts"
import { entitySchemas, sharedSchemas } from "./schemas.ts"
import { commonPaths } from "./common-paths.ts"
import { reportPaths, reportSchemas } from "./report-paths.ts"

/** https://spec.openapis.org/oas/v3.1.0 */
export function openApi(model: Model, roles: readonly string[]): Record<string, unknown> {
  const rights = rightsOf(roles, model)
  const entities = [...model.entities.values()].filter(({ id }) => rights.access(id).read !== false)
  const described = entities.map((entity) => ({ entity, access: rights.access(entity.id) }))
  return {
    openapi: "3.1.0",
    info: {
      title: "Tenon",
      version: model.fingerprint.slice(0, 12),
      description:
        "Records of this tenant, as your roles open them. Decimals are texts, dates `2026-01-31`, instants RFC 3339.",
    },
    servers: [{ url: "/api/v1" }],
    security: [{ bearer: [] }, { cookie: [], csrf: [] }],
    tags: tags(model, entities),
    paths: pathsOf(described, model, rights.access),
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        cookie: { type: "apiKey", in: "cookie", name: "tenon_session" },
        csrf: { type: "apiKey", in: "header", name: "X-CSRF-Token" },
      },
      schemas: {
        ...sharedSchemas,
        ...reportSchemas,
        ...importSchemas,
        ...merged(described.map(({ entity, access }) => entitySchemas(entity, access))),
      },
      responses: {
        problem: {
          description: "A refusal (RFC 9457).",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/problem" } } },
        },
      },
    },
  }
}

interface Described {
  readonly entity: Entity
  readonly access: EntityAccess
}

function pathsOf(
  described: readonly Described[],
  model: Model,
  access: (entity: string) => EntityAccess,
): Json {
  return {
    ...commonPaths,
    ...merged(described.map(({ entity, access }) => entityPaths(entity, access))),
    ...merged(described.map(({ entity, access }) => lifecyclePaths(entity, access, model))),
    ...merged(described.map(({ entity }) => bookedPaths(entity, model))),
    ...merged(
      described.flatMap(({ entity, access }) => {
        const ledger = model.ledgers.get(entity.id)
        return ledger === undefined ? [] : [ledgerPaths(ledger, entity, access)]
      }),
    ),
    ...reportPaths(model, access),
    ...importPaths(model, access),
  }
}

function merged(parts: readonly Json[]): Json {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)))
}

function tags(model: Model, entities: readonly Entity[]): Record<string, unknown>[] {
  const own = entities.map(({ id, plural, description }) => ({
    name: id,
    description: description === undefined ? plural : `${plural}. ${description}`,
  }))
  return [
    {
      name: "session",
      description: `Logging in, and what there is. Modules: ${[...model.modules.keys()].join(", ")}.`,
    },
    { name: "imports", description: "Files that become records." },
    { name: "reports", description: "What the records come to: grouped, summed, compared." },
    ...own,
  ]
}
