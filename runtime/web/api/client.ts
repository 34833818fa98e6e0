// The one way to the server: adds language and CSRF token, reads JSON, turns every refusal into `RequestRefused`.
import { readProblem, RequestRefused } from "../contract/problem.ts"
import { currentLanguage } from "../text/language.ts"

export type Method = "GET" | "POST" | "PATCH" | "DELETE"

export interface Call {
  readonly method?: Method
  readonly body?: unknown
  /** Sent as it is, in place of a body. */
  readonly file?: Blob
  /** The version a change was made against; sent as `If-Match`. */
  readonly version?: number
  readonly idempotencyKey?: string
  readonly signal?: AbortSignal
}

/** Sends one request below `/api/v1` and gives the parsed body (undefined for 204).
 * Throws `RequestRefused` with the server's words, or with status 0 when there was no answer.
 * The type of the body is the caller's word for what the contract says stands at this path. */
export async function send<Body>(path: string, call: Call = {}): Promise<Body> {
  return (await exchange<Body>(path, call)).body
}

/** The same with the headers of the answer. */
export async function exchange<Body>(
  path: string,
  call: Call = {},
): Promise<{ readonly body: Body; readonly headers: Headers }> {
  const response = await reach(path, call)
  const body: unknown = response.status === 204 ? undefined : await readJson(response)
  if (response.status === 401) sessionEnded()
  if (!response.ok) throw new RequestRefused(readProblem(response.status, body))
  // The parsing border: server and screens are one release, built from one contract.
  return { body: body as Body, headers: response.headers }
}

let sessionEnded: () => void = () => undefined

/** Says what is done when any call, whatever it was for, learns that nobody is logged in any more. */
export function onSessionEnd(act: () => void): void {
  sessionEnded = act
}

async function reach(path: string, call: Call): Promise<Response> {
  const { method = "GET", body, file, version, idempotencyKey, signal } = call
  const headers = new Headers({ Accept: "application/json", "Accept-Language": currentLanguage() })
  if (body !== undefined) {
    headers.set("Content-Type", method === "PATCH" ? "application/merge-patch+json" : "application/json")
  }
  if (file !== undefined) headers.set("Content-Type", "application/octet-stream")
  if (version !== undefined) headers.set("If-Match", `"${version}"`)
  if (idempotencyKey !== undefined) headers.set("Idempotency-Key", idempotencyKey)
  if (method !== "GET") headers.set("X-CSRF-Token", csrfToken())
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      headers,
      ...(file !== undefined ? { body: file } : body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
      credentials: "same-origin",
    })
  } catch (cause) {
    if (signal?.aborted === true) throw cause
    throw new RequestRefused({
      title: "No connection",
      status: 0,
      code: "OFFLINE",
      detail: "The server did not answer.",
      errors: [],
    })
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === "") return undefined
  try {
    return JSON.parse(text)
  } catch {
    // A proxy's error page is no JSON; the status alone then words the refusal.
    if (!response.ok) return undefined
    throw new RequestRefused(
      readProblem(502, { detail: "The answer was no JSON.", title: "Unreadable answer" }),
    )
  }
}

/** Whether this browser has logged in before: whether the session still holds only the server can tell. */
export function hasLoggedIn(): boolean {
  return csrfToken() !== ""
}

/** Under TLS the cookie's name carries the `__Host-` prefix. */
function csrfToken(): string {
  const match = /(?:^|; )(?:__Host-)?tenon_csrf=([^;]*)/.exec(document.cookie)
  return decodeURIComponent(match?.[1] ?? "")
}
