// Room 5 for records of one thing: by what they are found, which of them are shown, and what is told of them.
import type { EntityAccess, Grant } from "../access/index.ts"
import { Problem } from "../error/index.ts"
import type { Entity } from "../model/index.ts"
import { preparePatch } from "../record/index.ts"
import type { AlikeAction } from "../request/index.ts"
import type { AlikePlan, Clean, CreatePlan } from "./types.ts"
import { invalid, type WriteEnv } from "./write.ts"

/** The plan for an entity that tells duplicates; REQ002 for any other. */
export function planAlike(entity: Entity, access: EntityAccess): AlikePlan {
  const { duplicates: keys } = entity
  if (keys === undefined)
    throw new Problem("REQ002", {
      detail: `Nothing tells which ${entity.plural.toLowerCase()} are the same.`,
      hint: 'The entity would say so in "duplicates".',
    })
  const title = entity.fields.get(entity.titleField)
  const rights = access.field(entity.titleField)
  const isShown = title?.type.kind === "text" && rights.read === true && rights.mask === undefined
  return { entity, keys, read: access.read, ...(isShown ? { title } : {}) }
}

/** The create, refused where there is a record like one of those it makes, unless that is meant. ACC005 where the roles do
 * not let it be meant. */
export function unlike(plan: CreatePlan, access: EntityAccess, duplicates: "allow" | undefined): CreatePlan {
  const { entity } = plan
  if (entity.duplicates === undefined) return plan
  if (duplicates === undefined) return { ...plan, alike: planAlike(entity, access) }
  if (access.duplicates) return plan
  throw new Problem("ACC005", {
    detail: `Your roles do not let you make ${entity.plural.toLowerCase()} that are there already.`,
    hint: "Leave duplicates=allow out, and take the one that is there.",
    path: "duplicates",
  })
}

/** What is known of a record that is to be made, clean; PLN006 with all faults. Nothing of it is required yet. */
export function planDraft(
  like: Extract<AlikeAction["like"], { kind: "draft" }>,
  { entity, by }: Grant,
  env: WriteEnv,
): Clean {
  const given = Object.entries(like.record).filter(([, value]) => value !== null)
  const prepared = preparePatch(entity, Object.fromEntries(given), { ...env, by })
  if (prepared.ok) return prepared.record
  throw invalid(entity.title, prepared.faults)
}
