// Room 2: from the headers of a request to its session. Nothing is awaited when the token is remembered.
import type { IncomingHttpHeaders } from "node:http"
import { Problem } from "../../engine/error/index.ts"
import { cookieNames, readCookie } from "./cookie.ts"
import { sameText } from "./keys.ts"
import type { Checked, SessionMemory } from "./session/session-memory.ts"
import type { Sessions } from "./session/sessions.ts"
import type { AuthSettings, Session } from "./types.ts"

/** Throws what it refuses at once: AUT001 without a token, AUT003 when the session is over, AUT006 and AUT010. */
export type Identify = (headers: IncomingHttpHeaders, method: string) => Session | Promise<Session>

const safe = new Set(["GET", "HEAD", "OPTIONS"])

export function createIdentify(memory: SessionMemory, sessions: Sessions, settings: AuthSettings): Identify {
  const cookies = cookieNames(settings)
  const admit = (checked: Checked, headers: IncomingHttpHeaders, method: string): Session => {
    if (headers.authorization === undefined && !safe.has(method))
      checkCsrf(checked.session, headers["x-csrf-token"])
    if (headers.host !== checked.host) checkHost(checked, headers.host, settings.domains)
    return checked.session
  }
  return (headers, method) => {
    const { authorization } = headers
    if (authorization !== undefined) requireBearer(authorization)
    const credential = authorization ?? readCookie(headers.cookie, cookies.session)
    if (credential === undefined || credential === "") throw anonymous()
    const remembered = memory.recall(credential)
    if (remembered !== undefined) return admit(remembered, headers, method)
    const token = authorization === undefined ? credential : credential.slice(scheme.length).trim()
    return memory
      .learn(credential, () => sessions.check(token))
      .then((checked) => admit(checked, headers, method))
  }
}

/** The tenant that a Host header names as the first label below one of our domains, `acme.localhost:3000`. */
export function tenantOfHost(host: string | undefined, domains: readonly string[]): string | undefined {
  if (host === undefined) return undefined
  const name = host.replace(/:\d+$/, "").toLowerCase()
  const dot = name.indexOf(".")
  return dot > 0 && domains.includes(name.slice(dot + 1)) ? name.slice(0, dot) : undefined
}

const scheme = "Bearer "

/** RFC 6750, section 2.1; the scheme's name in any case, RFC 9110, section 11.1. */
function requireBearer(header: string): void {
  if (header.startsWith(scheme) || header.slice(0, scheme.length).toLowerCase() === scheme.toLowerCase())
    return
  throw new Problem("AUT001", {
    detail: "The Authorization header is not of the form `Bearer <token>`.",
    hint: "Log in with POST /api/v1/session and send its token.",
  })
}

function anonymous(): Problem {
  return new Problem("AUT001", {
    detail: "The request carries neither a bearer token nor a session cookie.",
    hint: "Log in with POST /api/v1/session.",
  })
}

/** A browser sends the cookie whoever asks it to; only our own pages can read the other cookie and repeat it. */
function checkCsrf(session: Session, given: string | readonly string[] | undefined): void {
  if (typeof given === "string" && sameText(given, session.csrf)) return
  throw new Problem("AUT006", {
    detail:
      given === undefined
        ? "The header X-CSRF-Token is missing."
        : "The header X-CSRF-Token is not this session's.",
    hint: "Send the value of the cookie whose name ends in `tenon_csrf`; programs send a bearer token instead.",
  })
}

function checkHost(checked: Checked, host: string | undefined, domains: readonly string[]): void {
  const named = tenantOfHost(host, domains)
  if (named !== undefined && named !== checked.session.tenant.name) {
    throw new Problem("AUT010", {
      detail: `The session is one of "${checked.session.tenant.name}", the host is that of "${named}".`,
      hint: "Log in at this host.",
    })
  }
  checked.host = host
}
