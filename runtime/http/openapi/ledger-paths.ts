// The paths of one ledger, and of what a document has written, as far as the roles open them.
import type { EntityAccess } from "../../../engine/access/index.ts"
import type { Entity, Ledger, Model } from "../../../engine/model/index.ts"
import { parameter, ref, responses, uuid, type Json } from "./parts.ts"

const day: Json = { type: "string", format: "date" }
const amount: Json = { type: "string", description: "A decimal." }
const list = (items: Json): Json => ({
  type: "object",
  required: ["items"],
  properties: { items: { type: "array", items } },
})

const filter = parameter(
  "filter",
  "query",
  { type: "string", maxLength: 4000 },
  "A condition over the entry.",
)
const most = parameter(
  "limit",
  "query",
  { type: "integer", minimum: 1, maximum: 100_000, default: 100_000 },
  "Groups at most.",
)
const dayParameter = (name: string, words: string): Json => parameter(name, "query", day, words)

/** The paths under `/ledgers/<ledger>`. */
export function ledgerPaths(ledger: Ledger, entity: Entity, access: EntityAccess): Json {
  const base = `/ledgers/${ledger.id}`
  const get = (verb: string, summary: string, parts: Json): Json => ({
    get: { tags: [ledger.id], operationId: `${verb}_${entity.table}`, summary, ...parts },
  })
  const whole = access.read === true
  return {
    [`${base}/entries`]: get(
      "running",
      "List entries in order of date, with a running balance",
      running(ledger, entity),
    ),
    [`${base}/balance`]: get("balance", "Balances at a day", balance(ledger)),
    [`${base}/turnover`]: get(
      "turnover",
      "Opening, movements and closing of a span of days",
      turnover(ledger),
    ),
    ...(whole
      ? { [`${base}/verify`]: get("verify", "Whether the books hold: balance, sums and chain", verify) }
      : {}),
  }
}

function running(ledger: Ledger, entity: Entity): Json {
  const sums = sumsOf(ledger)
  return {
    parameters: [
      filter,
      dayParameter("from", "First day."),
      dayParameter("to", "Last day."),
      parameter("fields", "query", { type: "string" }, "Fields to give, with commas."),
      parameter("expand", "query", { type: "string" }, "References to give as records, with commas."),
      parameter(
        "limit",
        "query",
        { type: "integer", minimum: 1, maximum: 1000, default: 25 },
        "Entries on a page.",
      ),
      parameter("cursor", "query", { type: "string" }, "`next_cursor` of the page before."),
      parameter("count", "query", { type: "boolean" }, "Whether to count all that match."),
    ],
    responses: responses("200", "A page.", {
      type: "object",
      required: ["items", "next_cursor", "opening"],
      properties: {
        items: { type: "array", items: { allOf: [ref(entity.id), { properties: { running: sums } }] } },
        next_cursor: { type: ["string", "null"] },
        count: { type: "integer" },
        opening: sums,
      },
    }),
  }
}

function balance(ledger: Ledger): Json {
  return {
    parameters: [
      dayParameter("at", "Up to and with this day; all entries if absent."),
      by(ledger),
      filter,
      most,
    ],
    responses: responses("200", "The groups.", list(grouped(ledger, sumsOf(ledger)))),
  }
}

function turnover(ledger: Ledger): Json {
  const intervals = { enum: ["day", "month", "year"] }
  return {
    parameters: [
      { ...dayParameter("from", "First day."), required: true },
      { ...dayParameter("to", "Last day."), required: true },
      by(ledger),
      parameter("interval", "query", intervals, "A row for each in which anything moved."),
      filter,
      most,
    ],
    responses: responses("200", "The groups.", list(grouped(ledger, spans(sumsOf(ledger))))),
  }
}

function by({ dimensions }: Ledger): Json {
  return parameter("by", "query", { type: "string" }, `Dimensions, with commas: ${dimensions.join(", ")}.`)
}

/** `GET /records/<entity>/{id}/entries` of an entity that posts into a ledger. */
export function bookedPaths(entity: Entity, model: Model): Json {
  const ledgers = [...model.ledgers.values()].filter(({ sources }) => sources.includes(entity.id))
  if (ledgers.length === 0) return {}
  const one: Json = {
    type: "object",
    properties: {
      ledger: { type: "string" },
      title: { type: "string" },
      items: { type: "array", items: { type: "object" } },
    },
  }
  return {
    [`/records/${entity.id}/{id}/entries`]: {
      get: {
        tags: [entity.id],
        operationId: `entries_${entity.table}`,
        summary: `What one ${entity.title.toLowerCase()} has written into ${ledgers.map(({ title }) => title).join(", ")}`,
        parameters: [parameter("id", "path", uuid, "Id of the record.")],
        responses: responses("200", "The entries by ledger.", {
          type: "object",
          properties: { ledgers: { type: "array", items: one } },
        }),
      },
    },
  }
}

/** The measures, and with sides the balance. */
function sumsOf({ measures, sides }: Ledger): Json {
  const names = sides === undefined ? measures : [...measures, "balance"]
  return { type: "object", properties: Object.fromEntries(names.map((name) => [name, amount])) }
}

function spans(sums: Json): Json {
  const parts = ["opening", "movements", "closing"].map((name) => [name, sums] as const)
  return { type: "object", properties: { period: day, ...Object.fromEntries(parts) } }
}

/** A group: the values it is of, its sums, and how many entries it is made of. */
function grouped({ dimensions }: Ledger, sums: Json): Json {
  const keys = Object.fromEntries(dimensions.map((name) => [name, {}]))
  return { allOf: [{ type: "object", properties: { ...keys, entries: { type: "integer" } } }, sums] }
}

const verify: Json = {
  responses: responses("200", "What was found.", {
    type: "object",
    required: ["ok", "entries", "postings", "faults"],
    properties: {
      ok: { type: "boolean" },
      entries: { type: "integer" },
      postings: { type: "integer" },
      faults: { type: "array", items: { type: "object", properties: { check: { type: "string" } } } },
    },
  }),
}
