// The look of a transition: the record is locked, and read with all that deciding needs, in one message.
import type { Grant } from "../../../engine/access/index.ts"
import { Problem } from "../../../engine/error/index.ts"
import type { Transition } from "../../../engine/model/index.ts"
import { once, planLinked, planLook } from "../../../engine/plan/index.ts"
import { missing } from "../../../engine/response/index.ts"
import type { Snapshot, TransitionEvent } from "../../../engine/workflow/index.ts"
import {
  linkedTemplates,
  lockTemplate,
  readTemplate,
  type Row as Answer,
  type Template,
} from "../../sql/index.ts"
import { userIdOf, type Caller } from "../caller.ts"

type Model = Caller["tenant"]["model"]

/** The statements of a look: what it locks, the record first, and what it reads, the record first. */
export interface LookTemplates {
  readonly locks: readonly Template[]
  readonly reads: readonly Template[]
}

/** The statements, made once. Input `id`, the same alone as `ids`, and `user_id` where the user is read too. */
export function lookTemplates(transitions: readonly Transition[], grant: Grant, model: Model): LookTemplates {
  const names = transitions.map(({ name }) => name).join(",")
  return once(model, `sql look ${grant.entity.id} ${names} ${grant.key}`, () => {
    const { entity, select, where, user } = planLook(transitions, grant, model)
    const users =
      user === undefined
        ? []
        : [readTemplate({ entity: userOf(model), select: user, where: [] }, model, "user_id")]
    return {
      locks: [lockTemplate(entity, model), ...linkedTemplates(planLinked(transitions, entity, model), model)],
      reads: [readTemplate({ entity, select, where }, model), ...users],
    }
  })
}

/** What the look saw: the record, its version, and the user with what was read behind him. */
export interface Seen {
  readonly snapshot: Snapshot
  readonly version: number
  readonly user: NonNullable<TransitionEvent["user"]>
}

/** Reads the answers to what the look reads; RUN001 where there is no such record or it is not shown, RUN002 where it has another
 * version than the caller has seen. */
export function seenOf(
  answers: readonly (readonly Answer[])[],
  { entity }: Grant,
  { principal }: Caller,
  expected: number | undefined,
): Seen {
  const [json, version] = answers[0]?.[0] ?? []
  if (typeof json !== "string") throw missing(entity.title)
  if (expected !== undefined && String(expected) !== version)
    throw new Problem("RUN002", {
      detail: `The ${entity.title.toLowerCase()} was changed since you read it: it has version ${version} now.`,
      hint: "Read it again, then ask again with the new ETag.",
      extra: { version: Number(version) },
    })
  const more = answers[1]?.[0]?.[0]
  return {
    snapshot: { record: rowIn(json) },
    version: Number(version),
    user: {
      ...principal.attributes,
      id: userIdOf(principal),
      ...(typeof more === "string" ? rowIn(more) : {}),
    },
  }
}

/** PostgreSQL built the object from a selection of ours. */
function rowIn(json: string): Snapshot["record"] {
  return JSON.parse(json) as Snapshot["record"]
}

function userOf(model: Model) {
  const users = model.entities.get("base.user")
  if (users === undefined) throw new Error("a transition reads the user, but nobody logs in")
  return users
}
