// Room 8, reply: rows x Plan -> Reply. JSON that PostgreSQL built goes through untouched, as text.
import { Problem } from "../error/index.ts"
import type {
  CreatePlan,
  DeletePlan,
  HistoryPlan,
  ListPlan,
  AggregatePlan,
  ReadPlan,
  UpdatePlan,
} from "../plan/index.ts"
import { writeCursor } from "../request/index.ts"

export interface Reply {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** JSON text; undefined for no content. */
  readonly body?: string
}

type Row = readonly (string | null)[]
type Answers = readonly (readonly Row[])[]

/** `{items, next_cursor, count?}`. Answers: the page (json, then the keys of the sort), then the count if asked for. */
export function replyList(plan: ListPlan, answers: Answers): Reply {
  const rows = answers[0] ?? []
  const shown = rows.length > plan.limit ? rows.slice(0, plan.limit) : rows
  const last = rows.length > plan.limit ? shown.at(-1) : undefined
  const cursor =
    last === undefined ? "null" : JSON.stringify(writeCursor({ sort: plan.sort, values: last.slice(1) }))
  const count = plan.count ? `,"count":${answers[1]?.[0]?.[0] ?? "0"}` : ""
  return ok(`{"items":[${joined(shown)}],"next_cursor":${cursor}${count}}`)
}

/** The record with its version as ETag; RUN001 when there is none, or none that may be seen. */
export function replyRead(plan: ReadPlan, answers: Answers): Reply {
  const [json, version] = answers[0]?.[0] ?? []
  if (typeof json !== "string") throw missing(plan.entity.title)
  return { status: 200, headers: { etag: `"${version ?? ""}"` }, body: json }
}

export function replyAggregate(_plan: AggregatePlan, answers: Answers): Reply {
  return ok(`{"items":[${joined(answers[0] ?? [])}]}`)
}

/** `{items}`, newest first; RUN001 when the record cannot be seen, which shows by its having no history at all. */
export function replyHistory(plan: HistoryPlan, answers: Answers): Reply {
  const rows = answers[0] ?? []
  if (rows.length === 0 && plan.entity.carries.history) throw missing(plan.entity.title)
  return ok(`{"items":[${joined(rows)}]}`)
}

/** 201 with the record and its place, or with `{items}` in the order they were sent. The last answer holds [json, id]. */
export function replyCreate(plan: Pick<CreatePlan, "entity" | "form" | "records">, answers: Answers): Reply {
  const rows = answers.at(-1) ?? []
  if (plan.form === "one") {
    const [json, id] = rows[0] ?? []
    return {
      status: 201,
      headers: { etag: '"1"', location: `/api/v1/records/${plan.entity.id}/${id ?? ""}` },
      body: json ?? "null",
    }
  }
  const byId = new Map(rows.map(([json, id]) => [id, json]))
  const items = plan.records.map((record) => byId.get(String(record["id"])) ?? "null")
  return { status: 201, headers: {}, body: `{"items":[${items.join(",")}]}` }
}

/** The record as it is now. The last answer holds [json, version]. */
export function replyUpdate(_plan: UpdatePlan, answers: Answers): Reply {
  const [json, version] = answers.at(-1)?.[0] ?? []
  return { status: 200, headers: { etag: `"${version ?? ""}"` }, body: json ?? "null" }
}

export function replyDelete(_plan: DeletePlan): Reply {
  return { status: 204, headers: {} }
}

/** RUN001: a record that is not there and one that may not be seen answer alike. */
export function missing(title: string): Problem {
  return new Problem("RUN001", {
    detail: `There is no such ${title.toLowerCase()}, or your roles do not show it.`,
  })
}

function ok(body: string): Reply {
  return { status: 200, headers: {}, body }
}

function joined(rows: readonly Row[]): string {
  return rows.map((row) => row[0]).join(",")
}
