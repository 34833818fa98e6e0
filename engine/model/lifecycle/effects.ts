// What a transition does, as data: each kind of effect read and checked against the model.
import { booleanType } from "../express/expressions.ts"
import { inOrder } from "../layout/layout.ts"
import { notificationEntity } from "../outline/system-fields.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Effect } from "../types.ts"
import { readCarry } from "./carry.ts"
import { readCollect } from "./collect.ts"
import { readCreate } from "./create.ts"
import type { EffectSource, Head } from "./effect-source.ts"
import { readMatch } from "./match.ts"
import { readPost, readReverse } from "./post.ts"
import { readOver } from "./read.ts"
import { recordScope, rolesThere, type TransitionGround } from "./scope.ts"
import { reportStale } from "./stale.ts"
import { readMove, readUpdate } from "./target.ts"
import { readUsers } from "./users.ts"
import { readValues } from "./values.ts"

/** The effects in their order; a faulty one is reported and left out. */
export function readEffects(
  sources: Readonly<Record<string, EffectSource>>,
  place: Place,
  ground: TransitionGround,
): readonly Effect[] {
  const effects = inOrder(sources).flatMap(([name, source]) => {
    const at = inside(place, name)
    const when =
      source.when === undefined
        ? undefined
        : readOver(source.when, recordScope(ground), booleanType, inside(at, "when"), ground)
    return readEffect({ name, ...present({ when }) }, source, at, ground) ?? []
  })
  reportStale(effects, place, ground)
  return effects
}

function readEffect(
  head: Head,
  source: EffectSource,
  place: Place,
  ground: TransitionGround,
): Effect | undefined {
  if ("number" in source) return readNumber(head, source.number, inside(place, "number"), ground)
  if ("set" in source && !("update" in source)) {
    const at = inside(place, "set")
    return {
      ...head,
      kind: "set",
      values: readValues(source.set, [ground.entity, at], recordScope(ground), ground),
    }
  }
  if ("post" in source) return readPost(head, source, place, ground)
  if ("reverse" in source) return readReverse(head, source, place, ground)
  if ("create" in source) return readCreate(head, source, place, ground)
  if ("update" in source) return readUpdate(head, source, place, ground)
  if ("transition" in source) return readMove(head, source, place, ground)
  if ("carry" in source) return readCarry(head, source, place, ground)
  if ("collect" in source) return readCollect(head, source, place, ground)
  if ("match" in source) return readMatch(head, source, place, ground)
  if ("notify" in source) {
    const { users, roles } = source.notify
    const at = inside(place, "notify")
    if (!ground.layout.entities.has(notificationEntity))
      ground.layout.report.fault("MOD014", at, `There is no ${notificationEntity} to tell users by.`)
    return {
      ...head,
      kind: "notify",
      users: readUsers(users, inside(at, "users"), recordScope(ground), ground),
      roles: rolesThere(roles, inside(at, "roles"), ground.layout),
      message: source.message,
    }
  }
  return { ...head, kind: "emit", event: source.emit }
}

/** A number is given to a field with a sequence that waits for a transition. */
function readNumber(
  head: Head,
  name: string,
  place: Place,
  { entity, layout }: TransitionGround,
): Effect | undefined {
  const field = entity.fields.get(name)
  if (field === undefined) {
    const numbered = [...entity.fields.values()].filter(({ sequence }) => sequence !== undefined)
    return void layout.report.unknown(
      place,
      "running number",
      name,
      numbered.map((one) => one.name),
    )
  }
  if (field.sequence === undefined)
    return void layout.report.fault(
      "MOD014",
      place,
      `"${name}" is no running number.`,
      'Add "sequence" to the field.',
    )
  return { ...head, kind: "number", field: name }
}
