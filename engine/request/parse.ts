// Room 3, parse: RawRequest -> Action. Syntax only; refuses with REQ codes.
import { Problem } from "../error/index.ts"
import type { Action, ListAction } from "./action.ts"
import { object, optional, recordId } from "./body.ts"
import { parseBulk } from "./bulk.ts"
import { parseMerge } from "./merge.ts"
import { readCursor } from "./cursor.ts"
import {
  allowing,
  flag,
  idempotencyKey,
  ifMatch,
  limit,
  names,
  onlyParameters,
  PAGE,
  sortKeys,
  text,
} from "./parameters.ts"
import type { RawRequest } from "./raw.ts"

const MOST_RECORDS = 1000
const MOST_GROUPS = 10_000

/** Reads a request to `/records/...` into an Action; REQ002 for an unknown route, REQ010 for a method it lacks. */
export function parse(raw: RawRequest): Action {
  const [entity = "", second, third] = raw.path
  if (entity === "" || raw.path.length > 4) throw noRoute(raw)
  if (raw.path.length === 4) return fourth(raw, entity)
  if (second === undefined) return collection(raw, entity)
  if (third === undefined && second === "aggregate") return only(raw, "GET", () => aggregate(raw, entity))
  if (third === undefined && second === "bulk") return only(raw, "POST", () => parseBulk(raw, entity))
  if (third === undefined && second === "merge") return only(raw, "POST", () => parseMerge(raw, entity))
  if (third === undefined && second === "duplicates") return duplicates(raw, entity)
  if (third === undefined && second === "learn") return only(raw, "POST", () => learn(raw, entity))
  if (third !== undefined && second === "rows")
    return only(raw, "GET", () => ({ ...list(raw, entity), rows: third }))
  if (third === undefined && second === "preview") return only(raw, "POST", () => previewCreate(raw, entity))
  const id = recordId(second)
  if (third === undefined) return single(raw, entity, id)
  if (third === "history") return only(raw, "GET", () => history(raw, entity, id))
  if (third === "duplicates") return only(raw, "GET", () => alike(raw, entity, id))
  if (third === "entries") return only(raw, "GET", () => booked(raw, entity, id))
  if (third === "preview") return only(raw, "POST", () => previewUpdate(raw, entity, id))
  if (third === "transitions") return only(raw, "GET", () => transitions(raw, entity, id))
  throw noRoute(raw)
}

function collection(raw: RawRequest, entity: string): Action {
  if (raw.method === "GET") return list(raw, entity)
  if (raw.method === "POST") return create(raw, entity)
  throw wrongMethod(raw, "GET, POST")
}

function single(raw: RawRequest, entity: string, id: string): Action {
  if (raw.method === "GET") {
    onlyParameters(raw, ["fields", "expand"])
    return { kind: "read", entity, id, ...choice(raw) }
  }
  onlyParameters(raw, [])
  const guards = optional({ version: ifMatch(raw), idempotencyKey: idempotencyKey(raw) })
  if (raw.method === "PATCH") return { kind: "update", entity, id, patch: object(raw.body, ""), ...guards }
  if (raw.method === "DELETE") return { kind: "delete", entity, id, ...guards }
  throw wrongMethod(raw, "GET, PATCH, DELETE")
}

function fourth(raw: RawRequest, entity: string): Action {
  const [, id = "", part, name = ""] = raw.path
  if (part !== "transitions" || name === "") throw noRoute(raw)
  return only(raw, "POST", () => transition(raw, { entity, id: recordId(id), name }))
}

/** The input is the body; none is an empty one. */
function transition(raw: RawRequest, target: { entity: string; id: string; name: string }): Action {
  onlyParameters(raw, ["dry_run", "duplicates"])
  return {
    kind: "transition",
    ...target,
    input: raw.body === undefined ? {} : object(raw.body, ""),
    run: flag(raw, "dry_run") ? "dry" : "real",
    ...optional({
      version: ifMatch(raw),
      idempotencyKey: idempotencyKey(raw),
      duplicates: allowing(raw, "duplicates"),
    }),
  }
}

/** What is there more than once, or what is like the record in the body. */
function duplicates(raw: RawRequest, entity: string): Action {
  if (raw.method === "GET") {
    onlyParameters(raw, ["limit"])
    return { kind: "duplicates", entity, limit: limit(raw, 100, PAGE.most) }
  }
  if (raw.method !== "POST") throw wrongMethod(raw, "GET, POST")
  onlyParameters(raw, [])
  return { kind: "alike", entity, like: { kind: "draft", record: object(raw.body, "") } }
}

function learn(raw: RawRequest, entity: string): Action {
  onlyParameters(raw, [])
  return { kind: "learn", entity }
}

function alike(raw: RawRequest, entity: string, id: string): Action {
  onlyParameters(raw, [])
  return { kind: "alike", entity, like: { kind: "record", id } }
}

function booked(raw: RawRequest, entity: string, id: string): Action {
  onlyParameters(raw, [])
  return { kind: "booked", entity, id }
}

function transitions(raw: RawRequest, entity: string, id: string): Action {
  onlyParameters(raw, [])
  return { kind: "transitions", entity, id }
}

function list(raw: RawRequest, entity: string): ListAction {
  onlyParameters(raw, ["filter", "sort", "fields", "expand", "q", "limit", "cursor", "count"])
  const cursor = raw.query.get("cursor")
  return {
    kind: "list",
    entity,
    sort: sortKeys(raw),
    limit: limit(raw, PAGE.default, PAGE.most),
    count: flag(raw, "count"),
    ...choice(raw),
    ...optional({
      filter: text(raw, "filter"),
      q: text(raw, "q"),
      cursor: cursor === undefined || cursor === "" ? undefined : readCursor(cursor),
    }),
  }
}

function create(raw: RawRequest, entity: string): Action {
  onlyParameters(raw, ["duplicates"])
  const form = Array.isArray(raw.body) ? "many" : "one"
  const records = form === "many" ? (raw.body as unknown[]) : [raw.body]
  if (records.length === 0 || records.length > MOST_RECORDS)
    throw new Problem("REQ006", {
      detail: `An array of ${records.length} records.`,
      hint: `Send 1 to ${MOST_RECORDS} at a time.`,
    })
  return {
    kind: "create",
    entity,
    form,
    records: records.map((record, i) => object(record, form === "many" ? `/${i}` : "")),
    ...optional({ idempotencyKey: idempotencyKey(raw), duplicates: allowing(raw, "duplicates") }),
  }
}

function previewCreate(raw: RawRequest, entity: string): Action {
  onlyParameters(raw, [])
  const records = [object(raw.body, "")]
  return { kind: "preview", entity, work: { kind: "create", entity, form: "one", records } }
}

function previewUpdate(raw: RawRequest, entity: string, id: string): Action {
  onlyParameters(raw, [])
  const work = { kind: "update", entity, id, patch: object(raw.body, "") } as const
  return { kind: "preview", entity, work: { ...work, ...optional({ version: ifMatch(raw) }) } }
}

function aggregate(raw: RawRequest, entity: string): Action {
  onlyParameters(raw, ["group", "measures", "filter", "limit"])
  return {
    kind: "aggregate",
    entity,
    group: terms(raw.query.get("group") ?? ""),
    measures: terms(raw.query.get("measures") ?? "count()"),
    limit: limit(raw, PAGE.most, MOST_GROUPS),
    ...optional({ filter: text(raw, "filter") }),
  }
}

function history(raw: RawRequest, entity: string, id: string): Action {
  onlyParameters(raw, ["limit"])
  return { kind: "history", entity, id, limit: limit(raw, 100, PAGE.most) }
}

function choice(raw: RawRequest): { fields?: string[]; expand: string[] } {
  return {
    expand: names(raw, "expand"),
    ...(raw.query.has("fields") ? { fields: names(raw, "fields") } : {}),
  }
}

/** Splits at the commas that stand outside parentheses: `sum(round(a, 2)),count()` has two terms. */
function terms(list: string): string[] {
  const found: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i <= list.length; i++) {
    if (list[i] === "(") depth++
    else if (list[i] === ")") depth--
    else if (i === list.length || (list[i] === "," && depth <= 0)) {
      const term = list.slice(start, i).trim()
      if (term !== "") found.push(term)
      start = i + 1
    }
  }
  return found
}

function only(raw: RawRequest, method: string, then: () => Action): Action {
  if (raw.method === method) return then()
  throw wrongMethod(raw, method)
}

function wrongMethod(raw: RawRequest, allowed: string): Problem {
  return new Problem("REQ010", {
    detail: `${raw.method} is not allowed here.`,
    hint: `Allowed: ${allowed}.`,
    extra: { allow: allowed },
  })
}

function noRoute(raw: RawRequest): Problem {
  return new Problem("REQ002", {
    detail: `There is no route /records/${raw.path.join("/").slice(0, 100)}.`,
    hint: "See /api/v1/docs.",
  })
}
