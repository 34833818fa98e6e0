// /api/v1/approvals: what waits for my approval, and saying yes or no to it.
import { Router, type Response } from "express"
import type { Reply } from "../../../engine/response/index.ts"
import { listApprovals, performVerdict, type Verdict } from "../../perform/index.ts"
import type { AppParts } from "../parts.ts"
import { hasBody, readJson } from "../receive.ts"
import { caller, fields } from "./session.ts"

const VERDICTS: readonly Verdict[] = ["approve", "refuse", "withdraw"]

export function approvalRoutes(parts: AppParts): Router {
  const router = Router()
  router.get("/approvals", async (request, response) => {
    tell(response, await listApprovals(await caller(request, parts), parts.records))
  })
  for (const verdict of VERDICTS)
    router.post(`/approvals/:id/${verdict}`, async (request, response) => {
      const session = await caller(request, parts)
      const body = hasBody(request) ? await readJson(request, parts.mostBytes) : {}
      const { comment } = fields(body, ["comment"], ["comment"])
      const said = { id: request.params.id, verdict, ...(comment === undefined ? {} : { comment }) }
      tell(response, await performVerdict(said, session, parts.records))
    })
  return router
}

function tell(response: Response, { status, headers, body }: Reply): void {
  response.status(status).set(headers).type("application/json").send(body)
}
