// Room 1, receive: an HTTP request -> RawRequest. Refuses what is too large, of another kind, or not JSON.
import type { IncomingMessage } from "node:http"
import { Problem } from "../../engine/error/index.ts"
import type { RawRequest } from "../../engine/request/index.ts"

export const RECORDS = "/api/v1/records/"
const JSON_TYPE = /^application\/(?:[\w.+-]*\+)?json\s*(?:;|$)/i

/** Reads a request whose URL begins with RECORDS; the body at most `mostBytes` long. HEAD is read as GET. */
export async function receive(request: IncomingMessage, mostBytes: number): Promise<RawRequest> {
  const url = request.url ?? ""
  const method = request.method === "HEAD" ? "GET" : (request.method ?? "GET")
  const common = {
    method,
    path: pathOf(url, RECORDS),
    query: queryOf(url),
    headers: {
      "if-match": request.headers["if-match"],
      "idempotency-key": single(request.headers["idempotency-key"]),
    },
  }
  if (method === "GET" || method === "DELETE") return common
  // A move in a life cycle may ask for nothing.
  if (common.path[2] === "transitions" && !hasBody(request)) return common
  return { ...common, body: await readJson(request, mostBytes) }
}

/** Whether the request says that a body follows (RFC 9112, 6.3). */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0
}

/** What follows `base` in the path of a URL, split at `/` and decoded. */
export function pathOf(url: string, base: string): readonly string[] {
  const mark = url.indexOf("?")
  const path = mark < 0 ? url.slice(base.length) : url.slice(base.length, mark)
  return path.split("/").map(unescaped)
}

/** The parameters of a URL; REQ005 like `parseQuery`. */
export function queryOf(url: string): ReadonlyMap<string, string> {
  const mark = url.indexOf("?")
  return mark < 0 ? NO_QUERY : parseQuery(url.slice(mark + 1))
}

const NO_QUERY: ReadonlyMap<string, string> = new Map()

/** The parameters of a query string, each at most once; REQ005 for one given twice or badly escaped. */
export function parseQuery(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const pair of text.split("&")) {
    if (pair === "") continue
    const equals = pair.indexOf("=")
    const name = unescaped(equals < 0 ? pair : pair.slice(0, equals))
    if (found.has(name))
      throw new Problem("REQ005", {
        detail: `The parameter "${name.slice(0, 60)}" is given twice.`,
        hint: "Give it once.",
        path: name.slice(0, 60),
      })
    found.set(name, equals < 0 ? "" : unescaped(pair.slice(equals + 1).replaceAll("+", " ")))
  }
  return found
}

function unescaped(text: string): string {
  if (!text.includes("%")) return text
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Problem("REQ005", {
      detail: "The address holds a percent sign that is not followed by UTF-8 in hexadecimal.",
      hint: "Write %25 for a percent sign.",
    })
  }
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header
}

/** The body as JSON. REQ008 for another media type, REQ007 when it is too large, REQ001 when it is not JSON in UTF-8. */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  const type = request.headers["content-type"]
  if (type === undefined || !JSON_TYPE.test(type))
    throw new Problem("REQ008", {
      detail: `The body is ${type === undefined ? "of no stated type" : type.slice(0, 60)}.`,
      hint: "Send JSON with Content-Type: application/json.",
    })
  return parseJson(await readBytes(request, mostBytes))
}

/** The body as it is, a file; REQ007 when it is too large. */
export async function readBytes(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) throw tooLarge(mostBytes)
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > mostBytes) throw tooLarge(mostBytes)
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

const utf8 = new TextDecoder("utf-8", { fatal: true })

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch (fault) {
    throw new Problem("REQ001", {
      detail:
        fault instanceof Error
          ? `The body cannot be read as JSON: ${fault.message.slice(0, 160)}`
          : "The body cannot be read as JSON.",
    })
  }
}

function tooLarge(mostBytes: number): Problem {
  return new Problem("REQ007", {
    detail: `The body is longer than ${mostBytes} bytes.`,
    hint: "Send fewer records at a time.",
  })
}
