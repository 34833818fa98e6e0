// The ONE door to records, for http, worker, seeds and plugins: parse -> authorize -> plan -> compile -> run -> reply.
// A newcomer reads this and http/handle.ts first.
import { authorize, systemGrant, type Grant } from "../../engine/access/index.ts"
import { parse, type Action, type RawRequest } from "../../engine/request/index.ts"
import type { Reply } from "../../engine/response/index.ts"
import { performBulk } from "./bulk.ts"
import { momentOf, type Caller } from "./caller.ts"
import type { Performance, PerformParts } from "./performance.ts"
import { performAlike, performDuplicates } from "./duplicates/index.ts"
import { booked } from "./ledger/booked.ts"
import { read } from "./read.ts"
import { performLearn } from "./learn.ts"
import { performMerge } from "./merge/index.ts"
import { noRooms, type Rooms } from "./rooms.ts"
import { listTransitions, performTransition } from "./transition/index.ts"
import { performPreview, write } from "./write.ts"

/** Carries out a request to records and gives its reply; throws a Problem when any room refuses. */
export type Perform = (raw: RawRequest, caller: Caller, rooms?: Rooms) => Promise<Reply>

export function createPerform(parts: PerformParts): Perform {
  return (raw, caller, rooms = noRooms) => {
    const performance: Performance = {
      parts,
      caller,
      moment: momentOf(parts.clock(), caller.tenant.time_zone),
      rooms,
      run: "real",
    }
    const action = rooms.time("parse", () => parse(raw))
    const grant = rooms.time("authorize", () => authorize(action, caller.principal, caller.tenant.model))
    return act(action, grant, performance)
  }
}

/** The same door for seeding and the worker: every right, and records may carry their ids. */
export function performAsSystem(parts: PerformParts, caller: Caller, action: Action): Promise<Reply> {
  const performance: Performance = {
    parts,
    caller,
    moment: momentOf(parts.clock(), caller.tenant.time_zone),
    rooms: noRooms,
    run: "real",
  }
  return act(action, systemGrant(action.entity, caller.tenant.model), performance)
}

/** What the grant lets happen. */
export function act(action: Action, grant: Grant, performance: Performance): Promise<Reply> {
  switch (action.kind) {
    case "list":
    case "read":
    case "aggregate":
    case "history":
      return read(action, grant, performance)
    case "create":
    case "update":
    case "delete":
      return write(action, grant, performance)
    case "preview":
      return performPreview(action, grant, performance)
    case "transition":
      return performTransition(action, grant, performance)
    case "transitions":
      return listTransitions(action, grant, performance)
    case "booked":
      return booked(action, grant, performance)
    case "merge":
      return performMerge(action, grant, performance)
    case "alike":
      return performAlike(action, grant, performance)
    case "duplicates":
      return performDuplicates(action, grant, performance)
    case "learn":
      return performLearn(grant, performance)
    case "bulk":
      return performBulk(action, grant, performance)
    default:
      return action satisfies never
  }
}
