// The built application: hashed files that browsers keep for ever, and one page for every address of it.
import { join } from "node:path"
import express, { Router } from "express"

export function applicationRoutes(folder: string): Router {
  const router = Router()
  router.use(
    "/assets",
    express.static(join(folder, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }),
  )
  router.use(express.static(folder, { index: false, maxAge: 0 }))
  router.get("/{*any}", (_request, response) => {
    response.setHeader("cache-control", "no-cache")
    response.sendFile(join(folder, "index.html"))
  })
  return router
}
