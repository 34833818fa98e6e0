// The hot path: requests to records, from the socket to the reply, without crossing express. With perform/perform.ts
// this is the whole way of a request.
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Auth } from "../auth/index.ts"
import { TimedRooms, type Perform } from "../perform/index.ts"
import { receive } from "./receive.ts"
import type { Limit } from "./rate.ts"
import { send, sendFault, type Report } from "./send.ts"

export interface HandleParts {
  readonly identify: Auth["identify"]
  readonly perform: Perform
  readonly limits: { readonly principal: Limit; readonly tenant: Limit }
  readonly mostBytes: number
  readonly clock: () => number
  readonly report: Report
}

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Handles a request whose URL begins with /api/v1/records/. Never rejects: every fault becomes an answer. */
export function createHandle(parts: HandleParts): Handle {
  return async (request, response) => {
    const rooms = new TimedRooms()
    try {
      const known = rooms.time("identify", () => parts.identify(request.headers, request.method ?? "GET"))
      const session = known instanceof Promise ? await rooms.timeAsync("identify", () => known) : known
      const now = parts.clock()
      parts.limits.principal(session.sessionId, now)
      parts.limits.tenant(session.tenant.id, now)
      const raw = await rooms.timeAsync("receive", () => receive(request, parts.mostBytes))
      const reply = await parts.perform(raw, session, rooms)
      send(response, reply, rooms.header())
    } catch (fault) {
      sendFault(response, fault, parts.report)
    }
  }
}
