// /api/v1/model, /openapi.json, /docs and /access/explain: what there is, and what the caller may do with it.
import { createHash } from "node:crypto"
import { Router, type Request, type Response } from "express"
import { once } from "../../../engine/plan/index.ts"
import { modelView } from "../../../engine/response/index.ts"
import type { Session } from "../../auth/index.ts"
import type { AppParts } from "../parts.ts"
import { explain } from "../explain.ts"
import { openApi } from "../openapi/document.ts"
import { parseQuery } from "../receive.ts"
import { caller } from "./session.ts"

export function modelRoutes(parts: AppParts): Router {
  const router = Router()
  router.get("/model", async (request, response) => {
    const session = await caller(request, parts)
    const language = languageOf(request, session)
    const { principal, tenant } = session
    const shared = kept(session, `model ${language}`, () =>
      JSON.stringify(modelView(tenant.model, principal.roles, language)),
    )
    const { id, name, email, roles, attributes } = principal
    const user = { ...attributes, id, name, email, roles }
    const own = JSON.stringify({
      tenant: {
        name: tenant.name,
        title: tenant.title,
        currency: tenant.currency,
        time_zone: tenant.time_zone,
      },
      user,
    })
    sendTagged(request, response, `${own.slice(0, -1)},${shared.slice(1)}`)
  })
  router.get("/openapi.json", async (request, response) => {
    const session = await caller(request, parts)
    const document = kept(session, "openapi", () =>
      JSON.stringify(openApi(session.tenant.model, session.principal.roles)),
    )
    sendTagged(request, response, document)
  })
  router.get("/access/explain", async (request, response) => {
    const session = await caller(request, parts)
    const mark = request.originalUrl.indexOf("?")
    response.json(
      await explain(parseQuery(mark < 0 ? "" : request.originalUrl.slice(mark + 1)), session, parts),
    )
  })
  return router
}

/** Texts that depend on the model and the roles alone are made once. */
function kept({ tenant, principal }: Session, key: string, make: () => string): string {
  return once(tenant.model, `${key} ${principal.roles.join(" ")}`, make)
}

function sendTagged(request: Request, response: Response, body: string): void {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`
  response.setHeader("etag", etag)
  response.setHeader("cache-control", "private, no-cache")
  response.setHeader("vary", "authorization, cookie, accept-language")
  if (request.headers["if-none-match"] === etag) response.status(304).end()
  else response.type("application/json").send(body)
}

/** The first language of Accept-Language that the model speaks; English otherwise, in which metadata is written. */
export function languageOf(request: Request, { tenant }: Session): string {
  const spoken = ["en", ...tenant.model.messages.keys()]
  const wanted = request.acceptsLanguages(spoken)
  return wanted === false ? "en" : wanted
}
