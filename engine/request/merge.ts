// The body of `POST /records/{entity}/merge`.
import { Problem } from "../error/index.ts"
import type { JsonObject, MergeAction } from "./action.ts"
import { object, optional, recordId } from "./body.ts"
import { flag, onlyParameters } from "./parameters.ts"
import type { RawRequest } from "./raw.ts"

const MOST_IDS = 20

/** `{ids, survivor?, choices?}`, two ids at least, the others among them; REQ006 for anything else. */
export function parseMerge(raw: RawRequest, entity: string): MergeAction {
  onlyParameters(raw, ["dry_run"])
  const { ids, survivor, choices = {}, ...more } = object(raw.body, "")
  const known = Array.isArray(ids) && ids.every((id) => typeof id === "string") ? ids : []
  const each = [...new Set(known.map(recordId))]
  if (each.length < 2 || each.length > MOST_IDS || Object.keys(more).length > 0)
    throw new Problem("REQ006", {
      detail: `Say which records are one: ids, 2 to ${MOST_IDS} of them, and if you like survivor and choices.`,
      hint: 'For example {"ids": ["...", "..."], "survivor": "...", "choices": {"email": "..."}}.',
      path: "/ids",
    })
  return {
    kind: "merge",
    entity,
    ids: each,
    choices: choicesOf(object(choices, "/choices"), each),
    run: flag(raw, "dry_run") ? "dry" : "real",
    ...optional({ survivor: survivor === undefined ? undefined : among(survivor, each, "/survivor") }),
  }
}

function choicesOf(choices: JsonObject, ids: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(choices).map(([field, id]) => [field, among(id, ids, `/choices/${field}`)]),
  )
}

function among(id: unknown, ids: readonly string[], path: string): string {
  if (typeof id === "string" && ids.includes(id.toLowerCase())) return id.toLowerCase()
  throw new Problem("REQ006", {
    detail: "That is none of the records that are to be one.",
    hint: "Name one of ids.",
    path,
  })
}
