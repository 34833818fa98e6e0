// /api/v1/imports: the importers that the caller may use, and files sent to them.
import { Router } from "express"
import { Problem } from "../../../engine/error/index.ts"
import { importerView, translator } from "../../../engine/response/index.ts"
import { createRunImport, listImporters, TimedRooms } from "../../perform/index.ts"
import type { AppParts } from "../parts.ts"
import { queryOf, readBytes } from "../receive.ts"
import { languageOf } from "./model.ts"
import { caller } from "./session.ts"

/** Bytes of a file. */
const MOST_BYTES = 16 * 1024 * 1024

export function importRoutes(parts: AppParts): Router {
  const run = createRunImport(parts.records)
  const router = Router()
  router.get("/imports", async (request, response) => {
    const session = await caller(request, parts)
    const query = queryOf(request.originalUrl)
    for (const name of query.keys()) if (name !== "entity") throw unknown(name)
    const say = translator(session.tenant.model, languageOf(request, session))
    const entity = query.get("entity")
    const items = listImporters(session).filter((one) => entity === undefined || one.entity === entity)
    response.setHeader("vary", "authorization, cookie, accept-language")
    response.json({ items: items.map((importer) => importerView(importer, say)) })
  })
  router.post("/imports/:importer", async (request, response) => {
    const session = await caller(request, parts)
    const query = new Map(queryOf(request.originalUrl))
    const dry = flag(query.get("dry_run"))
    query.delete("dry_run")
    const bytes = await readBytes(request, MOST_BYTES)
    const rooms = new TimedRooms()
    const { importer } = request.params
    const imported = await run({ importer, bytes, query, run: dry ? "dry" : "real" }, session, rooms)
    response.setHeader("server-timing", rooms.header())
    response.status(imported.ids.length > 0 ? 201 : 200).json(imported)
  })
  return router
}

function flag(text: string | undefined): boolean {
  if (text === undefined || text === "false") return false
  if (text === "true") return true
  throw new Problem("REQ005", { detail: `"dry_run" is true or false.`, path: "dry_run" })
}

function unknown(name: string): Problem {
  return new Problem("REQ004", {
    detail: `There is no parameter "${name.slice(0, 60)}" here.`,
    hint: "Known: entity.",
    path: name.slice(0, 60),
  })
}
