// /healthz: the process answers. /readyz: it can serve. /metrics: connections and memory (Prometheus text format).
import { Router } from "express"
import type { AppParts } from "../parts.ts"

export function healthRoutes({ ready, database }: Pick<AppParts, "ready" | "database">): Router {
  const router = Router()
  router.get("/healthz", (_request, response) => {
    response.type("text/plain").send("ok\n")
  })
  router.get("/readyz", async (_request, response) => {
    await ready()
    response.type("text/plain").send("ready\n")
  })
  router.get("/metrics", (_request, response) => {
    const pools = Object.entries(database.load()).flatMap(([server, load]) =>
      Object.entries(load).map(
        ([state, count]) => `tenon_database_connections{server="${server}",state="${state}"} ${count}`,
      ),
    )
    const memory = process.memoryUsage()
    const lines = [
      "# TYPE tenon_database_connections gauge",
      ...pools,
      "# TYPE tenon_memory_bytes gauge",
      ...Object.entries(memory).map(([kind, bytes]) => `tenon_memory_bytes{kind="${kind}"} ${bytes}`),
    ]
    response.type("text/plain; version=0.0.4").send(`${lines.join("\n")}\n`)
  })
  return router
}
