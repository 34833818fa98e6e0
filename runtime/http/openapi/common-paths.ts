// The paths that every tenant has.
import { jsonContent, parameter, responses, uuid, type Json } from "./parts.ts"

const anything: Json = { type: "object" }
const text: Json = { type: "string", minLength: 1, maxLength: 1000 }

const logIn: Json = {
  type: "object",
  additionalProperties: false,
  required: ["email", "password"],
  properties: { tenant: text, email: text, password: text },
}

const passwords: Json = {
  type: "object",
  additionalProperties: false,
  required: ["current", "next"],
  properties: { current: text, next: text },
}

function operation(operationId: string, summary: string, parts: Json): Json {
  return { tags: ["session"], operationId, summary, ...parts }
}

const session: Json = {
  post: operation("log_in", "Log in", {
    security: [],
    requestBody: { required: true, ...jsonContent(logIn) },
    responses: responses("201", "The session's token; browsers get cookies too.", anything),
  }),
  get: operation("who_am_i", "Who am I", { responses: responses("200", "User and tenant.", anything) }),
  delete: operation("log_out", "Log out", { responses: responses("204", "The session is over.") }),
}

const changePassword = operation("change_password", "Change my password", {
  requestBody: { required: true, ...jsonContent(passwords) },
  responses: responses("200", "How many other sessions ended.", anything),
})

const explain = operation("explain", "Why may I, or may I not", {
  parameters: [
    { ...parameter("entity", "query", { type: "string" }, "Id of an entity."), required: true },
    parameter("id", "query", uuid, "Id of a record of it."),
  ],
  responses: responses("200", "Each right with what each role says of it.", anything),
})

const comment: Json = {
  type: "object",
  additionalProperties: false,
  properties: { comment: { type: "string", minLength: 1, maxLength: 1000 } },
}

/** Saying something of an approval. */
function verdict(operationId: string, summary: string): Json {
  return {
    post: operation(operationId, summary, {
      parameters: [parameter("id", "path", uuid, "Id of the approval.")],
      requestBody: jsonContent(comment),
      responses: responses("200", "The approval as it is now.", anything),
    }),
  }
}

function gives(operationId: string, summary: string, description: string): Json {
  return operation(operationId, summary, { responses: responses("200", description, anything) })
}

const startSeries: Json = operation(
  "start_series",
  "Say with which number a series begins, before its first",
  {
    parameters: [
      parameter("field", "path", { type: "string" }, "Entity and field, `accounting.sales_invoice.number`."),
    ],
    requestBody: {
      required: true,
      ...jsonContent({
        type: "object",
        additionalProperties: false,
        required: ["next"],
        properties: {
          next: { type: "integer", minimum: 1 },
          period: {
            type: "string",
            description: "`2026`, `2026-01` or `2026-01-31` where numbers start anew.",
          },
          scope: { type: "string", description: "The value of the field that has series of its own." },
        },
      }),
    },
    responses: responses("200", "The series as it begins.", anything),
  },
)

export const commonPaths: Json = {
  "/session": session,
  "/session/all": { delete: gives("log_out_everywhere", "Log out everywhere", "How many sessions ended.") },
  "/session/password": { put: changePassword },
  "/model": { get: gives("model", "The model as I may see it", "Modules, entities, forms, views.") },
  "/approvals": { get: gives("approvals", "What waits for my approval", "Approvals, those due first.") },
  "/approvals/{id}/approve": verdict("approve", "Approve, or stand in for who would"),
  "/approvals/{id}/refuse": verdict("refuse", "Refuse what is asked for"),
  "/approvals/{id}/withdraw": verdict("withdraw", "Withdraw what I have asked for"),
  "/sequences/{field}": { put: startSeries },
  "/underway": { get: gives("underway", "What is being made in the background", "How far it is.") },
  "/openapi.json": { get: gives("openapi", "This document", "OpenAPI 3.1.") },
  "/access/explain": { get: explain },
}
