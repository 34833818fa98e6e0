// The paths that every tenant has.
import { jsonContent, parameter, responses, uuid, type Json } from "./parts.ts"

const anything: Json = { type: "object" }

export function commonPaths(): Json {
  const text = { type: "string", minLength: 1, maxLength: 1000 }
  const logIn = {
    type: "object",
    additionalProperties: false,
    required: ["email", "password"],
    properties: { tenant: text, email: text, password: text },
  }
  const passwords = {
    type: "object",
    additionalProperties: false,
    required: ["current", "next"],
    properties: { current: text, next: text },
  }
  const operation = (operationId: string, summary: string, parts: Json): Json => ({
    tags: ["session"],
    operationId,
    summary,
    ...parts,
  })
  return {
    "/session": {
      post: operation("log_in", "Log in", {
        security: [],
        requestBody: { required: true, ...jsonContent(logIn) },
        responses: responses("201", "The session's token; browsers get cookies too.", anything),
      }),
      get: operation("who_am_i", "Who am I", { responses: responses("200", "User and tenant.", anything) }),
      delete: operation("log_out", "Log out", { responses: responses("204", "The session is over.") }),
    },
    "/session/all": {
      delete: operation("log_out_everywhere", "Log out everywhere", {
        responses: responses("200", "How many sessions ended.", anything),
      }),
    },
    "/session/password": {
      put: operation("change_password", "Change my password", {
        requestBody: { required: true, ...jsonContent(passwords) },
        responses: responses("200", "How many other sessions ended.", anything),
      }),
    },
    "/model": {
      get: operation("model", "The model as I may see it", {
        responses: responses("200", "Modules, entities, forms, views.", anything),
      }),
    },
    "/openapi.json": {
      get: operation("openapi", "This document", { responses: responses("200", "OpenAPI 3.1.", anything) }),
    },
    "/access/explain": {
      get: operation("explain", "Why may I, or may I not", {
        parameters: [
          { ...parameter("entity", "query", { type: "string" }, "Id of an entity."), required: true },
          parameter("id", "query", uuid, "Id of a record of it."),
        ],
        responses: responses("200", "Each right with what each role says of it.", anything),
      }),
    },
  }
}
