// Everything beside the hot path goes through express: session, model, documentation, health, and the applications.
import express, { type ErrorRequestHandler, type Express } from "express"
import helmet from "helmet"
import { Problem } from "../../engine/error/index.ts"
import type { AppParts } from "./parts.ts"
import { applicationRoutes } from "./routes/application.ts"
import { approvalRoutes } from "./routes/approvals.ts"
import { docsRoutes } from "./routes/docs.ts"
import { healthRoutes } from "./routes/health.ts"
import { importRoutes } from "./routes/imports.ts"
import { ledgerRoutes } from "./routes/ledgers.ts"
import { modelRoutes } from "./routes/model.ts"
import { reportRoutes } from "./routes/reports.ts"
import { sequenceRoutes } from "./routes/sequences.ts"
import { sessionRoutes } from "./routes/session.ts"
import { underwayRoutes } from "./routes/underway.ts"
import { sendFault } from "./send.ts"

export function createApp(parts: AppParts): Express {
  const app = express()
  app.disable("x-powered-by")
  app.disable("etag")
  app.use(healthRoutes(parts))
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: POLICY },
      strictTransportSecurity: parts.settings.tls,
    }),
  )
  app.use("/api/v1", (request, response, next) => {
    response.setHeader("cache-control", "no-store")
    parts.limits.anonymous(request.ip ?? "", parts.clock())
    next()
  })
  app.use(
    "/api/v1",
    sessionRoutes(parts),
    modelRoutes(parts),
    approvalRoutes(parts),
    ledgerRoutes(parts),
    reportRoutes(parts),
    importRoutes(parts),
    sequenceRoutes(parts),
    underwayRoutes(parts),
    docsRoutes(),
  )
  app.use("/api", (request) => {
    throw new Problem("REQ002", {
      detail: `There is no route ${request.method} ${request.originalUrl.slice(0, 100)}.`,
      hint: "See /api/v1/docs.",
    })
  })
  app.use(applicationRoutes(parts.webFolder))
  const last: ErrorRequestHandler = (fault, _request, response, _next) =>
    sendFault(response, fault, parts.report)
  app.use(last)
  return app
}

/** No script and no style but our own files (CSP level 3). */
const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", "data:", "blob:"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}
