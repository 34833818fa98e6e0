// /api/v1/reports: those that the caller may run, and each of them as JSON, CSV or a sheet.
import { Router, type Response } from "express"
import { nearest, Problem } from "../../../engine/error/index.ts"
import type { Model } from "../../../engine/model/index.ts"
import { csvOf, wordsIn, type Result, type Words } from "../../../engine/report/index.ts"
import { reportView, translator } from "../../../engine/response/index.ts"
import { createRunReport, listReports, TimedRooms } from "../../perform/index.ts"
import type { AppParts } from "../parts.ts"
import { queryOf } from "../receive.ts"
import { xlsxOf } from "../sheet/xlsx.ts"
import { languageOf } from "./model.ts"
import { caller } from "./session.ts"

const FORMS = {
  json: "application/json",
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const
type Form = keyof typeof FORMS

export function reportRoutes(parts: AppParts): Router {
  const run = createRunReport(parts.records)
  const router = Router()
  router.get("/reports", async (request, response) => {
    const session = await caller(request, parts)
    const say = translator(session.tenant.model, languageOf(request, session))
    response.json({ items: listReports(session).map((report) => reportView(report, say)) })
  })
  router.get("/reports/:report", async (request, response) => {
    const session = await caller(request, parts)
    const query = new Map(queryOf(request.originalUrl))
    const form = formOf(query.get("format"))
    query.delete("format")
    const { model }: { readonly model: Model } = session.tenant
    const language = languageOf(request, session)
    const say = translator(model, language)
    const rooms = new TimedRooms()
    const result = await run(
      {
        report: request.params.report,
        query,
        purpose: form === "json" ? "show" : "export",
        say: ({ pointer, text }) => say(pointer, text),
      },
      session,
      rooms,
    )
    response.setHeader("server-timing", rooms.header())
    response.setHeader("vary", "authorization, cookie, accept-language")
    send(response, result, form, wordsIn(language))
  })
  return router
}

function formOf(format: string | undefined): Form {
  const form = format ?? "json"
  if (form === "json" || form === "csv" || form === "xlsx") return form
  const near = nearest(form, Object.keys(FORMS))
  throw new Problem("REQ005", {
    detail: `"${form.slice(0, 40)}" is not a form of reports.`,
    hint: near === undefined ? "Known: json, csv, xlsx." : `Did you mean "${near}"?`,
    path: "format",
  })
}

function send(response: Response, result: Result, form: Form, words: Words): void {
  response.setHeader("content-type", FORMS[form])
  if (form === "json") {
    response.send(JSON.stringify(result))
    return
  }
  const name = result.report.replace(".", "-")
  response.setHeader("content-disposition", `attachment; filename="${name}.${form}"`)
  response.send(form === "csv" ? csvOf(result, words) : xlsxOf(result, words))
}
