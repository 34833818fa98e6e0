// The door to reports: ask -> authorize -> plan -> compile -> run -> result. One statement, so all of it is of one moment.
import { authorize, rightsOf } from "../../engine/access/index.ts"
import { nearest, Problem } from "../../engine/error/index.ts"
import type { Model, Report } from "../../engine/model/index.ts"
import { once } from "../../engine/plan/index.ts"
import {
  askReport,
  planReport,
  reportsFor,
  resultOf,
  type Around,
  type ReportPlan,
  type Result,
  type Say,
} from "../../engine/report/index.ts"
import { bind, reportInputs, reportTemplate } from "../sql/index.ts"
import { bindings, momentOf, userIdOf, type Caller } from "./caller.ts"
import { explained } from "./explain.ts"
import type { PerformParts } from "./performance.ts"
import type { Rooms } from "./rooms.ts"

/** Rows of one kind that a report may have: as many as people look through, or as sheets are made of in a moment. */
const MOST_ROWS = { show: 20_000, export: 100_000 } as const

export interface ReportRequest {
  readonly report: string
  /** Parameters as texts. */
  readonly query: ReadonlyMap<string, string>
  /** Whether it is taken away as a file, which asks for the right to export. */
  readonly purpose: "show" | "export"
  readonly say: Say
}

export type RunReport = (request: ReportRequest, caller: Caller, rooms: Rooms) => Promise<Result>

/** Runs a report; throws a Problem when any room refuses: REP001 there is none, ACC001 the roles do not open what it reads
 * or its export, and what planning refuses. */
export function createRunReport({ database, clock }: Pick<PerformParts, "database" | "clock">): RunReport {
  return async ({ report: id, query, purpose, say }, caller, rooms) => {
    const { model, address, time_zone } = caller.tenant
    const moment = momentOf(clock(), time_zone)
    const around: Around = {
      ...moment,
      user: { ...caller.principal.attributes, id: userIdOf(caller.principal), roles: caller.principal.roles },
    }
    const report = reportOf(id, caller)
    const asked = rooms.time("parse", () => askReport(report, query, around))
    const grant = rooms.time("authorize", () =>
      authorize({ kind: "aggregate", entity: sourceEntity(report) }, caller.principal, model),
    )
    if (purpose === "export" && !grant.access(sourceEntity(report)).export)
      throw new Problem("ACC001", { detail: `Your roles do not let you export "${report.title}".` })
    const plan = rooms.time("plan", () => planReport(report, { asked, around }, grant, model))
    const statement = rooms.time("compile", () => {
      const template = once(model, `report ${purpose} ${grant.key} ${shapeOf(plan)}`, () =>
        reportTemplate(plan, MOST_ROWS[purpose]),
      )
      return bind(template, bindings(caller, moment, reportInputs(plan)))
    })
    const [rows = []] = await rooms.timeAsync("run", () =>
      explained(database.run(address, [statement]), model),
    )
    return rooms.time("reply", () => resultOf(plan, rows, MOST_ROWS[purpose], say))
  }
}

/** The reports that the caller may run. */
export function listReports({ tenant, principal }: Caller): readonly Report[] {
  return reportsFor(tenant.model, rightsOf(principal.roles, tenant.model).access)
}

function sourceEntity({ source }: Report): string {
  return source.split("/")[0] ?? source
}

/** The report; REP001 with the nearest of those that the caller may run. */
function reportOf(id: string, caller: Caller): Report {
  const { model }: { readonly model: Model } = caller.tenant
  const report = model.reports.get(id)
  if (report !== undefined) return report
  const near = nearest(
    id,
    listReports(caller).map((one) => one.id),
  )
  throw new Problem("REP001", {
    detail: `There is no report "${id.slice(0, 80)}".`,
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
  })
}

/** What the statement depends on besides the model and the rights. */
function shapeOf({ report, windows, across, totals }: ReportPlan): string {
  return JSON.stringify([
    report.id,
    across?.name,
    windows.map(({ spread, before, days }) => [spread, before, Object.keys(days)]),
    totals?.broken.length,
  ])
}
