// Replies about ledgers: running balances are added up here, all else PostgreSQL has built.
import type { EntriesPlan } from "../plan/index.ts"
import { Decimal, formatDecimal } from "../value/index.ts"
import { replyList, type Reply } from "./reply.ts"

type Rows = readonly (readonly (string | null)[])[]

/** `{items, next_cursor, count?, opening}`; each entry has `running`, the balance after it. Answers: the page, the count if
 * asked for, and last one row of measures, the sums of all that comes before. */
export function replyEntries({ list, opening }: EntriesPlan, answers: readonly Rows[]): Reply {
  const [page = []] = answers
  const measures = opening.measures.map(({ name }) => name)
  const first = answers.at(-1)?.[0] ?? []
  const sums = new Map(measures.map((name, at) => [name, new Decimal(first[at] ?? "0")]))
  const begun = toldSums(sums, opening)
  const rows = page.map(([json, ...keys]) => {
    // PostgreSQL built the object from a selection of ours.
    const entry = JSON.parse(json ?? "{}") as Readonly<Record<string, unknown>>
    for (const [name, sum] of sums) sums.set(name, sum.plus(numberIn(entry[name])))
    return [`${json?.slice(0, -1) ?? ""},"running":${toldSums(sums, opening)}}`, ...keys]
  })
  const { body = "{}", ...reply } = replyList(list, [rows, ...answers.slice(1, -1)])
  return { ...reply, body: `${body.slice(0, -1)},"opening":${begun}}` }
}

/** The sums by measure, and with sides the balance, debit less credit. */
function toldSums(sums: ReadonlyMap<string, Decimal>, { ledger, measures }: EntriesPlan["opening"]): string {
  const told = Object.fromEntries(
    measures.map((field) => [field.name, text(sums.get(field.name) ?? new Decimal(0), scaleOf(field))]),
  )
  const [debit, credit] = [ledger.sides?.debit, ledger.sides?.credit].map((side) => sums.get(side ?? ""))
  if (debit === undefined || credit === undefined) return JSON.stringify(told)
  const scale = Math.max(0, ...measures.filter(({ name }) => name === ledger.sides?.debit).map(scaleOf))
  return JSON.stringify({ ...told, balance: text(debit.minus(credit), scale) })
}

function scaleOf({ storage }: EntriesPlan["opening"]["measures"][number]): number {
  return storage.kind === "column" && storage.column.type === "numeric" ? storage.column.scale : 0
}

function text(value: Decimal, scale: number): string {
  return formatDecimal(value, scale)
}

function numberIn(value: unknown): Decimal {
  return new Decimal(typeof value === "string" ? value : "0")
}

/** `{items}`, in the order of the groups. */
export function replySums(answers: readonly Rows[]): Reply {
  const items = (answers[0] ?? []).map(([json]) => json).join(",")
  return { status: 200, headers: {}, body: `{"items":[${items}]}` }
}

/** `{ok, entries, postings, faults: [{check, ...}]}`. Answers: rows of [check, json]; `counts` is no fault. */
export function replyVerify(answers: readonly Rows[]): Reply {
  const rows = answers.flat()
  const counts = rows.find(([check]) => check === "counts")?.[1] ?? "{}"
  const faults = rows
    .filter(([check]) => check !== "counts")
    .map(([check, json]) => `{"check":${JSON.stringify(check)},${(json ?? "{}").slice(1)}`)
  const body = `{"ok":${faults.length === 0},${counts.slice(1, -1)},"faults":[${faults.join(",")}]}`
  return { status: 200, headers: {}, body }
}
