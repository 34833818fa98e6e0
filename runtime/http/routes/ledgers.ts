// /api/v1/ledgers/<ledger>/entries, balance, turnover, verify: the books, for reading.
import { Router } from "express"
import { createAskLedger, TimedRooms } from "../../perform/index.ts"
import type { AppParts } from "../parts.ts"
import { pathOf, queryOf } from "../receive.ts"
import { send } from "../send.ts"
import { caller } from "./session.ts"

export function ledgerRoutes(parts: AppParts): Router {
  const ask = createAskLedger(parts.records)
  const router = Router()
  router.all("/ledgers/{*path}", async (request, response) => {
    const session = await caller(request, parts)
    const { originalUrl, method } = request
    const raw = {
      method: method === "HEAD" ? "GET" : method,
      path: pathOf(originalUrl, `${request.baseUrl}/ledgers/`),
      query: queryOf(originalUrl),
      headers: {},
    }
    const rooms = new TimedRooms()
    const reply = await rooms.timeAsync("run", () => ask(raw, session))
    send(response, reply, rooms.header())
  })
  return router
}
