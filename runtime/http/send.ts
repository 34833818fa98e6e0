// Replies and problems onto the wire, with the headers that every answer of the API carries.
import type { ServerResponse } from "node:http"
import { Problem } from "../../engine/error/index.ts"
import type { Reply } from "../../engine/response/index.ts"

/** OWASP REST Security Cheat Sheet: an API's answers are never shown as pages, sniffed, framed or kept by caches. */
const SAFE = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
} as const

/** Sends a reply; `timing` is the value of Server-Timing. */
export function send(response: ServerResponse, { status, headers, body }: Reply, timing: string): void {
  if (body === undefined) {
    response.writeHead(status, { ...SAFE, "server-timing": timing, ...headers }).end()
    return
  }
  const bytes = Buffer.from(body)
  response
    .writeHead(status, {
      "content-type": "application/json",
      "content-length": bytes.length,
      "server-timing": timing,
      ...SAFE,
      ...headers,
    })
    .end(bytes)
}

/** What a fault that is not a Problem is reported to; gives the reference that the caller sees. */
export type Report = (fault: unknown) => string

/** Sends a fault as a problem document (RFC 9457). Whatever is not a Problem becomes INT001 with a reference. */
export function sendFault(response: ServerResponse, fault: unknown, report: Report): void {
  const problem =
    fault instanceof Problem
      ? fault
      : new Problem("INT001", {
          detail: "The fault was recorded.",
          extra: { reference: report(fault) },
          cause: fault,
        })
  if (fault instanceof Problem && fault.status >= 500) report(fault)
  if (response.headersSent) {
    response.destroy()
    return
  }
  const bytes = Buffer.from(JSON.stringify(problem))
  response
    .writeHead(problem.status, {
      "content-type": "application/problem+json",
      "content-length": bytes.length,
      ...SAFE,
      ...headersOf(problem),
      ...(response.req.complete ? {} : { connection: "close" }),
    })
    .end(bytes)
}

function headersOf(problem: Problem): Record<string, string> {
  const { retry_after, allow } = problem.parts.extra ?? {}
  return {
    ...(typeof retry_after === "number" ? { "retry-after": String(retry_after) } : {}),
    ...(typeof allow === "string" ? { allow } : {}),
    ...(problem.status === 401 ? { "www-authenticate": "Bearer" } : {}),
  }
}
