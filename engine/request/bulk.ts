// The body of `POST /records/{entity}/bulk`.
import { nearest, Problem } from "../error/index.ts"
import type { BulkAction, JsonObject } from "./action.ts"
import { object, recordId } from "./body.ts"
import { onlyParameters } from "./parameters.ts"
import type { RawRequest } from "./raw.ts"

const KEYS = ["ids", "filter", "patch", "delete", "transition", "input", "dry_run"]
const MOST_IDS = 1000

/** `{filter or ids, patch or delete or transition with input, dry_run}`; REQ006 for anything else. */
export function parseBulk(raw: RawRequest, entity: string): BulkAction {
  onlyParameters(raw, [])
  const body = object(raw.body, "")
  for (const key of Object.keys(body)) {
    if (KEYS.includes(key)) continue
    const near = nearest(key, KEYS)
    throw refused(
      `/${key}`,
      `The key "${key}" is not known here.`,
      near === undefined ? `Known: ${KEYS.join(", ")}.` : `Did you mean "${near}"?`,
    )
  }
  if (body["dry_run"] !== undefined && typeof body["dry_run"] !== "boolean")
    throw refused("/dry_run", "dry_run is true or false.", "Leave it out to do it.")
  return {
    kind: "bulk",
    entity,
    target: target(body),
    work: work(body),
    run: body["dry_run"] === true ? "dry" : "real",
  }
}

function target(body: JsonObject): BulkAction["target"] {
  const { ids, filter } = body
  if ((ids === undefined) === (filter === undefined))
    throw refused("", "Say which records: ids or filter, one of them.", 'For example {"ids": ["..."]}.')
  if (typeof filter === "string" && filter.trim() !== "") return { kind: "filter", filter }
  if (
    !Array.isArray(ids) ||
    ids.length === 0 ||
    ids.length > MOST_IDS ||
    !ids.every((id) => typeof id === "string")
  )
    throw refused(
      filter === undefined ? "/ids" : "/filter",
      `ids is a list of 1 to ${MOST_IDS} record ids, filter an expression.`,
      "Send fewer at a time.",
    )
  return { kind: "ids", ids: ids.map((id: string) => recordId(id)) }
}

function work(body: JsonObject): BulkAction["work"] {
  const said = ["patch", "delete", "transition"].filter((key) => body[key] !== undefined)
  if (said.length !== 1)
    throw refused(
      "",
      "Say what to do: patch, delete or transition, one of them.",
      'For example {"patch": {"status": "done"}} or {"delete": true}.',
    )
  if (body["delete"] === true) return { kind: "delete" }
  if (body["delete"] !== undefined)
    throw refused("/delete", "delete is true or left out.", 'Send {"delete": true}.')
  const { transition, input } = body
  if (input !== undefined && transition === undefined)
    throw refused("/input", "Only a transition is given an input.", 'Add "transition".')
  if (transition === undefined) return { kind: "patch", patch: object(body["patch"], "/patch") }
  if (typeof transition !== "string")
    throw refused("/transition", "transition is the name of one.", 'For example {"transition": "post"}.')
  return { kind: "transition", name: transition, input: input === undefined ? {} : object(input, "/input") }
}

function refused(path: string, detail: string, hint: string): Problem {
  return new Problem("REQ006", { detail, hint, path })
}
