// The paths of one entity, as far as the roles open them.
import type { EntityAccess } from "../../../engine/access/index.ts"
import type { Entity, Rows } from "../../../engine/model/index.ts"
import { allowDuplicates, duplicatePaths } from "./duplicate-paths.ts"
import { learnPaths } from "./learn-paths.ts"
import { mergePaths } from "./merge-paths.ts"
import { jsonContent, operation, parameter, ref, responses, uuid, type Json } from "./parts.ts"

const id = parameter("id", "path", uuid, "Id of the record.")
const ifMatch = parameter("If-Match", "header", { type: "string" }, "The ETag of the version that was read.")
const once = parameter(
  "Idempotency-Key",
  "header",
  { type: "string", minLength: 1, maxLength: 200 },
  "The same key within 24 hours gives the first reply again.",
)

export function entityPaths(entity: Entity, access: EntityAccess): Json {
  const base = `/records/${entity.id}`
  const may = {
    create: access.create !== false,
    update: access.update !== false,
    delete: access.delete !== false,
  }
  return {
    [base]: { get: list(entity), ...(may.create ? { post: create(entity) } : {}) },
    [`${base}/aggregate`]: { get: aggregate(entity) },
    ...Object.fromEntries(
      [...entity.rows.values()].flatMap((rows) =>
        access.field(rows.field).read === false
          ? []
          : [[`${base}/rows/${rows.field}`, { get: listRows(entity, rows) }]],
      ),
    ),
    ...(may.update || may.delete ? { [`${base}/bulk`]: { post: bulk(entity) } } : {}),
    ...(may.delete ? mergePaths(entity) : {}),
    [`${base}/{id}`]: {
      get: read(entity),
      ...(may.update ? { patch: update(entity) } : {}),
      ...(may.delete ? { delete: remove(entity) } : {}),
    },
    ...(may.create ? duplicatePaths(entity) : {}),
    ...(may.update ? learnPaths(entity) : {}),
    [`${base}/{id}/history`]: { get: history(entity) },
    ...(may.create ? { [`${base}/preview`]: { post: preview(entity, "create") } } : {}),
    ...(may.update ? { [`${base}/{id}/preview`]: { post: preview(entity, "update") } } : {}),
  }
}

/** Parameters with examples that fit this entity. */
function choosing(entity: Entity): { fields: Json; expand: Json; filter: Json; sort: Json } {
  const title = entity.titleField
  const references = [...entity.fields.values()]
    .filter(({ storage }) => storage.kind === "ref" || storage.kind === "many")
    .map(({ name }) => name)
  const shown = parameter(
    "fields",
    "query",
    { type: "string" },
    "Fields to give, with commas; paths through references expand them.",
  )
  const wide = parameter(
    "expand",
    "query",
    { type: "string" },
    "References to give as records in place of ids, with commas.",
  )
  const where = parameter(
    "filter",
    "query",
    { type: "string", maxLength: 4000 },
    "A condition over the record: `status == 'open' && amount > 100`.",
  )
  const order = parameter("sort", "query", { type: "string" }, "Fields with commas, `-` for descending.")
  return {
    fields: { ...shown, example: `id,${title}` },
    expand: references[0] === undefined ? wide : { ...wide, example: references[0] },
    filter: { ...where, example: `${title} != null && created_at <= now()` },
    sort: { ...order, example: `-created_at,${title}` },
  }
}

function list(entity: Entity): Json {
  const { fields, expand, filter, sort } = choosing(entity)
  const words = parameter(
    "q",
    "query",
    { type: "string", maxLength: 200 },
    `Words to find in ${entity.searchable.join(", ") || "nothing: no field is searchable"}.`,
  )
  return operation(
    entity,
    "list",
    `List ${entity.plural.toLowerCase()}`,
    paged([filter, sort, fields, expand, words]),
  )
}

/** The child rows of all records: to choose one from. */
function listRows(entity: Entity, { field, title }: Rows): Json {
  const { fields, expand, filter, sort } = choosing(entity)
  const own = [filter, sort, fields, expand].map(({ example: _ofRecords, ...parameter }) => parameter)
  const summary = `List "${title}" rows of all ${entity.plural.toLowerCase()}`
  const made = operation(entity, "list", summary, paged(own))
  return { ...made, operationId: `${String(made["operationId"])}__${field}` }
}

/** A page of what the parameters choose. */
function paged(chosen: readonly Json[]): Json {
  const parameters = [
    ...chosen,
    parameter(
      "limit",
      "query",
      { type: "integer", minimum: 1, maximum: 1000, default: 25 },
      "Records on a page.",
    ),
    parameter("cursor", "query", { type: "string" }, "`next_cursor` of the page before."),
    parameter("count", "query", { type: "boolean" }, "Whether to count all that match."),
  ]
  const page = {
    type: "object",
    required: ["items", "next_cursor"],
    properties: {
      items: { type: "array", items: { type: "object" } },
      next_cursor: { type: ["string", "null"] },
      count: { type: "integer" },
    },
  }
  return { parameters, responses: responses("200", "A page.", page) }
}

function create(entity: Entity): Json {
  const one = ref(`${entity.id}.create`)
  const body = { oneOf: [one, { type: "array", items: one, minItems: 1, maxItems: 1000 }] }
  const made = {
    oneOf: [
      ref(entity.id),
      { type: "object", properties: { items: { type: "array", items: ref(entity.id) } } },
    ],
  }
  return operation(entity, "create", `Create one or many ${entity.plural.toLowerCase()}`, {
    parameters: entity.duplicates === undefined ? [once] : [once, allowDuplicates],
    requestBody: { required: true, ...jsonContent(body) },
    responses: responses("201", "What was made.", made),
  })
}

function read(entity: Entity): Json {
  const { fields, expand } = choosing(entity)
  return operation(entity, "read", `Read one ${entity.title.toLowerCase()}`, {
    parameters: [id, fields, expand],
    responses: responses("200", "The record.", ref(entity.id)),
  })
}

function update(entity: Entity): Json {
  return operation(entity, "update", `Change one ${entity.title.toLowerCase()}`, {
    description:
      "A merge patch (RFC 7396). Child rows with an id are merged into the row with that id; rows that are left out are removed.",
    parameters: [id, ifMatch, once],
    requestBody: { required: true, ...jsonContent(ref(`${entity.id}.patch`)) },
    responses: responses("200", "The record as it is now.", ref(entity.id)),
  })
}

/** What a create or an update would give; nothing is kept. */
function preview(entity: Entity, of: "create" | "update"): Json {
  const title = entity.title.toLowerCase()
  const [body, parameters] = of === "create" ? ["create", []] : ["patch", [id, ifMatch]]
  return operation(
    entity,
    `preview_${of}`,
    `See what ${of === "create" ? "a new" : "a changed"} ${title} would be`,
    {
      parameters,
      requestBody: { required: true, ...jsonContent(ref(`${entity.id}.${body}`)) },
      responses: responses("200", "The record as it would be, with all that is worked out.", ref(entity.id)),
    },
  )
}

function remove(entity: Entity): Json {
  return operation(entity, "delete", `Delete one ${entity.title.toLowerCase()}`, {
    parameters: [id, ifMatch, once],
    responses: responses("204", "It is gone."),
  })
}

function aggregate(entity: Entity): Json {
  const { filter } = choosing(entity)
  const parameters = [
    parameter(
      "group",
      "query",
      { type: "string" },
      "Expressions to group by, with commas: `status,year(close_date)`.",
    ),
    parameter(
      "measures",
      "query",
      { type: "string", default: "count()" },
      "`sum(x)`, `avg(x)`, `min(x)`, `max(x)`, `count()`, with commas.",
    ),
    filter,
    parameter(
      "limit",
      "query",
      { type: "integer", minimum: 1, maximum: 10_000, default: 1000 },
      "Groups at most.",
    ),
  ]
  const groups = { type: "object", properties: { items: { type: "array", items: { type: "object" } } } }
  return operation(entity, "aggregate", `Group and sum ${entity.plural.toLowerCase()}`, {
    parameters,
    responses: responses("200", "The groups.", groups),
  })
}

function bulk(entity: Entity): Json {
  return operation(entity, "bulk", `Change or delete many ${entity.plural.toLowerCase()}`, {
    requestBody: { required: true, ...jsonContent(ref("bulk")) },
    responses: responses("200", "What became of each.", ref("bulk_result")),
  })
}

function history(entity: Entity): Json {
  const parameters = [
    id,
    parameter(
      "limit",
      "query",
      { type: "integer", minimum: 1, maximum: 1000, default: 100 },
      "Changes at most, newest first.",
    ),
  ]
  return operation(entity, "history", `Who changed one ${entity.title.toLowerCase()}, and when`, {
    parameters,
    responses: responses("200", "The changes.", ref("history")),
  })
}
