// What is asked of a ledger: its entries with a running balance, balances at a day, turnovers, and whether its books hold.
// Syntax only; names are for the plan.
import { Problem } from "../error/index.ts"
import { parseDate } from "../value/index.ts"
import { optional } from "./body.ts"
import { readCursor } from "./cursor.ts"
import type { Cursor } from "./action.ts"
import { flag, limit, names, onlyParameters, PAGE, text } from "./parameters.ts"
import type { RawRequest } from "./raw.ts"

export type Interval = "day" | "month" | "year"

export interface EntriesAction {
  readonly kind: "entries"
  readonly ledger: string
  readonly filter?: string
  readonly from?: string
  readonly to?: string
  readonly expand: readonly string[]
  readonly fields?: readonly string[]
  readonly limit: number
  readonly cursor?: Cursor
  readonly count: boolean
}
export interface BalanceAction {
  readonly kind: "balance"
  readonly ledger: string
  /** Up to and with this day; all entries there are if absent. */
  readonly at?: string
  readonly by: readonly string[]
  readonly filter?: string
  readonly limit: number
}
export interface TurnoverAction {
  readonly kind: "turnover"
  readonly ledger: string
  readonly from: string
  readonly to: string
  readonly by: readonly string[]
  readonly interval?: Interval
  readonly filter?: string
  readonly limit: number
}
export interface VerifyAction {
  readonly kind: "verify"
  readonly ledger: string
}
export type LedgerAction = EntriesAction | BalanceAction | TurnoverAction | VerifyAction

const MOST_GROUPS = 100_000
const intervals: readonly Interval[] = ["day", "month", "year"]

/** Reads `GET /ledgers/<ledger>/<what>`; `raw.path` is what follows `/ledgers/`. REQ002 for an unknown route, REQ010 for
 * another method. */
export function parseLedger(raw: RawRequest): LedgerAction {
  const [ledger = "", what = "", ...rest] = raw.path
  if (ledger === "" || rest.length > 0 || !isWhat(what))
    throw new Problem("REQ002", {
      detail: `There is no route /ledgers/${raw.path.join("/").slice(0, 100)}.`,
      hint: `Ask for /ledgers/<ledger>/${Object.keys(readers).join(", ")}.`,
    })
  if (raw.method !== "GET")
    throw new Problem("REQ010", {
      detail: `${raw.method} is not allowed here: transitions write entries.`,
      hint: "Allowed: GET.",
      extra: { allow: "GET" },
    })
  return readers[what](raw, ledger)
}

const readers = { entries, balance, turnover, verify } as const

function isWhat(name: string): name is keyof typeof readers {
  return Object.hasOwn(readers, name)
}

function entries(raw: RawRequest, ledger: string): EntriesAction {
  onlyParameters(raw, ["filter", "from", "to", "fields", "expand", "limit", "cursor", "count"])
  const cursor = raw.query.get("cursor")
  return {
    kind: "entries",
    ledger,
    expand: names(raw, "expand"),
    limit: limit(raw, PAGE.default, PAGE.most),
    count: flag(raw, "count"),
    ...(raw.query.has("fields") ? { fields: names(raw, "fields") } : {}),
    ...optional({
      filter: text(raw, "filter"),
      from: day(raw, "from"),
      to: day(raw, "to"),
      cursor: cursor === undefined || cursor === "" ? undefined : readCursor(cursor),
    }),
  }
}

function balance(raw: RawRequest, ledger: string): BalanceAction {
  onlyParameters(raw, ["at", "by", "filter", "limit"])
  return {
    kind: "balance",
    ledger,
    by: names(raw, "by"),
    limit: limit(raw, MOST_GROUPS, MOST_GROUPS),
    ...optional({ at: day(raw, "at"), filter: text(raw, "filter") }),
  }
}

function turnover(raw: RawRequest, ledger: string): TurnoverAction {
  onlyParameters(raw, ["from", "to", "by", "interval", "filter", "limit"])
  const [from, to] = [day(raw, "from"), day(raw, "to")]
  if (from === undefined || to === undefined)
    throw new Problem("REQ005", {
      detail: "A turnover is from one day to another.",
      hint: "Give from=2026-01-01&to=2026-12-31.",
      path: from === undefined ? "from" : "to",
    })
  if (from > to)
    throw new Problem("REQ005", {
      detail: `${from} is after ${to}.`,
      hint: "Swap from and to.",
      path: "from",
    })
  return {
    kind: "turnover",
    ledger,
    from,
    to,
    by: names(raw, "by"),
    limit: limit(raw, MOST_GROUPS, MOST_GROUPS),
    ...optional({ interval: interval(raw), filter: text(raw, "filter") }),
  }
}

function verify(raw: RawRequest, ledger: string): VerifyAction {
  onlyParameters(raw, [])
  return { kind: "verify", ledger }
}

function day(raw: RawRequest, parameter: "at" | "from" | "to"): string | undefined {
  const value = raw.query.get(parameter)
  if (value === undefined || value === "") return undefined
  if (parseDate(value) !== undefined) return value
  throw new Problem("REQ005", {
    detail: `"${value.slice(0, 40)}" is not a day.`,
    hint: `Write ${parameter}=2026-12-31.`,
    path: parameter,
  })
}

function interval(raw: RawRequest): Interval | undefined {
  const value = raw.query.get("interval")
  if (value === undefined || value === "") return undefined
  const found = intervals.find((one) => one === value)
  if (found !== undefined) return found
  throw new Problem("REQ005", {
    detail: `"${value.slice(0, 40)}" is not an interval.`,
    hint: `Write interval=${intervals.join(", ")}.`,
    path: "interval",
  })
}
