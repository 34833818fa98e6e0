// The body of `POST /records/{entity}/merge`.
import { Problem } from "../error/index.ts"
import type { MergeAction } from "./action.ts"
import { object, recordId } from "./body.ts"
import { onlyParameters } from "./parameters.ts"
import type { RawRequest } from "./raw.ts"

const MOST_IDS = 20

/** `{ids}`, two at least; REQ006 for anything else. */
export function parseMerge(raw: RawRequest, entity: string): MergeAction {
  onlyParameters(raw, [])
  const { ids, ...more } = object(raw.body, "")
  const known = Array.isArray(ids) && ids.every((id) => typeof id === "string") ? ids : []
  const each = [...new Set(known.map(recordId))]
  if (each.length < 2 || each.length > MOST_IDS || Object.keys(more).length > 0)
    throw new Problem("REQ006", {
      detail: `Say which records are one: ids, 2 to ${MOST_IDS} of them, and nothing else.`,
      hint: 'For example {"ids": ["...", "..."]}.',
      path: "/ids",
    })
  return { kind: "merge", entity, ids: each }
}
