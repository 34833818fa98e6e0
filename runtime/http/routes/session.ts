// /api/v1/session: log in, who am I, log out; and the caller's own password.
import { Router, type Request, type Response } from "express"
import { Problem } from "../../../engine/error/index.ts"
import { endCookies, startCookies, tenantOfHost, type Session } from "../../auth/index.ts"
import { readJson } from "../receive.ts"
import type { AppParts } from "../parts.ts"

/** The routes of a caller's session; see auth/log-in.ts for what logging in refuses. */
export function sessionRoutes(parts: AppParts): Router {
  const { auth, settings, mostBytes } = parts
  const router = Router()
  router.post("/session", (request, response) => logIn(request, response, parts))
  router.get("/session", async (request, response) => {
    response.json(who(await caller(request, parts)))
  })
  router.delete("/session", async (request, response) => {
    await auth.logOut(await caller(request, parts))
    response.setHeader("set-cookie", [...endCookies(settings)])
    response.status(204).end()
  })
  router.delete("/session/all", async (request, response) => {
    const ended = await auth.logOutEverywhere(await caller(request, parts))
    response.setHeader("set-cookie", [...endCookies(settings)])
    response.json({ ended })
  })
  router.put("/session/password", async (request, response) => {
    const session = await caller(request, parts)
    const { current = "", next = "" } = fields(await readJson(request, mostBytes), ["current", "next"])
    response.json({ ended: await auth.changePassword(session, current, next) })
  })
  return router
}

/** The tenant comes from the host, or else from the body. */
async function logIn(request: Request, response: Response, parts: AppParts): Promise<void> {
  const { auth, settings, mostBytes, clock } = parts
  const given = fields(await readJson(request, mostBytes), ["tenant", "email", "password"], ["tenant"])
  const tenant = tenantOfHost(request.headers.host, settings.domains) ?? given["tenant"]
  if (tenant === undefined)
    throw missing("tenant", "Say which tenant, or log in at its host: http://<tenant>.localhost")
  const agent = request.headers["user-agent"]
  const client = {
    ...(request.ip === undefined ? {} : { address: request.ip }),
    ...(agent === undefined ? {} : { agent }),
  }
  const { email = "", password = "" } = given
  const { token, session } = await auth.logIn({ tenant, email, password, client })
  const seconds = Math.floor((session.expiresAt.getTime() - clock()) / 1000)
  response.setHeader("set-cookie", [...startCookies(settings, { token, csrf: session.csrf }, seconds)])
  response.status(201).json({ token, ...who(session) })
}

/** The session of a request; see auth/identify.ts for what it refuses. Counted against the caller's limits. */
export async function caller(request: Request, parts: AppParts): Promise<Session> {
  const session = await parts.auth.identify(request.headers, request.method)
  parts.limits.principal(session.sessionId, parts.clock())
  parts.limits.tenant(session.tenant.id, parts.clock())
  return session
}

function who({ tenant, principal, expiresAt, csrf }: Session): Record<string, unknown> {
  return {
    expires_at: expiresAt.toISOString(),
    csrf,
    user: { id: principal.id, name: principal.name, email: principal.email, roles: principal.roles },
    tenant: {
      name: tenant.name,
      title: tenant.title,
      language: tenant.language,
      currency: tenant.currency,
      time_zone: tenant.time_zone,
    },
  }
}

/** A body of texts by name: all of `names`, but for the `optional` ones, and no others. */
export function fields(
  body: unknown,
  names: readonly string[],
  optional: readonly string[] = [],
): Record<string, string | undefined> {
  const given: Record<string, unknown> =
    typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : {}
  for (const name of Object.keys(given)) {
    if (!names.includes(name))
      throw new Problem("REQ006", {
        detail: `The key "${name.slice(0, 60)}" is not known here.`,
        hint: `Send ${names.join(", ")}.`,
        path: `/${name.slice(0, 60)}`,
      })
  }
  return Object.fromEntries(
    names.map((name) => [name, textOf(given[name], name, optional.includes(name) ? "optional" : "required")]),
  )
}

function textOf(value: unknown, name: string, need: "optional" | "required"): string | undefined {
  if (value === undefined && need === "optional") return undefined
  if (typeof value === "string" && value.length > 0 && value.length <= 1000 && !value.includes("\0"))
    return value
  throw missing(name, `Send "${name}" as a text of 1 to 1000 characters.`)
}

function missing(name: string, hint: string): Problem {
  return new Problem("REQ006", { detail: `"${name}" is missing or is no text.`, hint, path: `/${name}` })
}
