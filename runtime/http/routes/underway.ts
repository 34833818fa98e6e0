// GET /api/v1/underway: what is being made in the background of the caller's tenant, and how far it is.
import { Router } from "express"
import type { AppParts } from "../parts.ts"
import { caller } from "./session.ts"

/** `{items: [{title, done, of}]}`, empty once all is there: whoever watches may stop asking. */
export function underwayRoutes(parts: AppParts): Router {
  const router = Router()
  router.get("/underway", async (request, response) => {
    const { tenant } = await caller(request, parts)
    response.json({ items: parts.underway(tenant.name) })
  })
  return router
}
