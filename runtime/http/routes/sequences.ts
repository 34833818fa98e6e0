// PUT /api/v1/sequences/<entity>.<field>: with which number a series begins.
import { Router } from "express"
import { Problem } from "../../../engine/error/index.ts"
import { startSeries, type SeriesStart } from "../../perform/index.ts"
import type { AppParts } from "../parts.ts"
import { readJson } from "../receive.ts"
import { caller } from "./session.ts"

export function sequenceRoutes(parts: AppParts): Router {
  const router = Router()
  router.put("/sequences/:field", async (request, response) => {
    const session = await caller(request, parts)
    const start = readStart(request.params.field, await readJson(request, parts.mostBytes))
    const { status, headers, body } = await startSeries(start, session, parts.records)
    response.status(status).set(headers).type("application/json").send(body)
  })
  return router
}

/** `{next, period, scope}`; REQ006 for anything else. */
function readStart(field: string, body: unknown): SeriesStart {
  const given: Record<string, unknown> =
    typeof body === "object" && body !== null && !Array.isArray(body) ? { ...body } : {}
  const { next, period, scope, ...more } = given
  const [extra] = Object.keys(more)
  if (extra !== undefined)
    throw refused(`/${extra.slice(0, 60)}`, `The key "${extra.slice(0, 60)}" is not known here.`)
  if (typeof next !== "number") throw refused("/next", `"next" is a whole number.`)
  if (period !== undefined && typeof period !== "string") throw refused("/period", `"period" is text.`)
  if (scope !== undefined && typeof scope !== "string") throw refused("/scope", `"scope" is text.`)
  return {
    field,
    next,
    ...(period === undefined ? {} : { period }),
    ...(scope === undefined ? {} : { scope }),
  }
}

function refused(path: string, detail: string): Problem {
  return new Problem("REQ006", {
    detail,
    path,
    hint: 'Send {"next": 1000, "period": "2026", "scope": "..."}.',
  })
}
