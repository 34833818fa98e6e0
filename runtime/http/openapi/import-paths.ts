// The paths of imports: one for each importer whose records the roles let make, with what it asks for.
import type { EntityAccess } from "../../../engine/access/index.ts"
import { toJsonSchema, type Importer, type Model } from "../../../engine/model/index.ts"
import { importersFor } from "../../../engine/response/index.ts"
import { jsonContent, parameter, ref, responses, type Json } from "./parts.ts"

export function importPaths(model: Model, access: (entity: string) => EntityAccess): Json {
  const importers = importersFor(model, access)
  if (importers.length === 0) return {}
  const list = {
    tags: ["imports"],
    operationId: "imports",
    summary: "The importers that I may use",
    parameters: [parameter("entity", "query", { type: "string" }, "Only those that make records of this.")],
    responses: responses("200", "The importers with what they ask for.", {
      type: "object",
      properties: { items: { type: "array", items: { type: "object" } } },
    }),
  }
  return {
    "/imports": { get: list },
    ...Object.fromEntries(importers.map((one) => [`/imports/${one.id}`, { post: run(one) }])),
  }
}

const dry = parameter(
  "dry_run",
  "query",
  { type: "boolean", default: false },
  "Tells all that is wrong and what would be made, and makes nothing.",
)

function run(importer: Importer): Json {
  const { properties = {} } = toJsonSchema(importer.input, "create")
  const asked = Object.entries(properties as Readonly<Record<string, Json>>) // plain JSON Schema by name
  const parameters = asked.map(([name, schema]) => {
    const field = importer.input.fields.get(name)
    const required = field?.required === true && field.default === undefined
    return { ...parameter(name, "query", schema, field?.description ?? field?.title ?? name), required }
  })
  return {
    tags: ["imports"],
    operationId: `import_${importer.id.replace(".", "_")}`,
    summary: importer.title,
    ...(importer.description === undefined ? {} : { description: importer.description }),
    parameters: [...parameters, dry],
    requestBody: {
      required: true,
      description: `The file: ${importer.extensions.join(", ")}`,
      content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
    },
    responses: {
      "201": { description: "What was made.", ...jsonContent(ref("imported")) },
      ...responses("200", "What a dry run tells, or that all was there already.", ref("imported")),
    },
  }
}

/** The schema of what has come of a file. */
export const importSchemas: Json = {
  imported: {
    type: "object",
    required: ["importer", "entity", "dry_run", "records", "skipped", "ids", "preview", "faults"],
    properties: {
      importer: { type: "string" },
      entity: { type: "string" },
      dry_run: { type: "boolean" },
      records: { type: "integer", description: "How many records there are, without those left out." },
      skipped: {
        type: "object",
        description: "How many records, and child rows, were there already.",
        properties: { records: { type: "integer" }, rows: { type: "integer" } },
      },
      ids: { type: "array", items: { type: "string", format: "uuid" } },
      preview: { type: "array", items: { type: "object" }, description: "The first records." },
      faults: {
        type: "array",
        items: {
          type: "object",
          required: ["line", "code", "message"],
          properties: {
            line: { type: "integer" },
            column: { type: "string", description: "The heading, or the path of the element." },
            path: { type: "string" },
            code: { type: "string" },
            message: { type: "string" },
            hint: { type: "string" },
          },
        },
      },
    },
  },
}
