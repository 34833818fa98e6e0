// Everything beside the hot path goes through express: session, model, documentation, health, and the applications.
import express, { type ErrorRequestHandler, type Express } from "express"
import helmet from "helmet"
import { Problem } from "../../engine/error/index.ts"
import type { Auth } from "../auth/index.ts"
import type { Database } from "../database/index.ts"
import { applicationRoutes } from "./routes/application.ts"
import { docsRoutes } from "./routes/docs.ts"
import { healthRoutes } from "./routes/health.ts"
import { modelRoutes } from "./routes/model.ts"
import { sessionRoutes } from "./routes/session.ts"
import type { Limit } from "./rate.ts"
import { sendFault, type Report } from "./send.ts"

export interface AppParts {
  readonly auth: Auth
  readonly database: Database
  readonly settings: { readonly tls: boolean; readonly domains: readonly string[] }
  readonly limits: { readonly principal: Limit; readonly tenant: Limit; readonly anonymous: Limit }
  readonly mostBytes: number
  readonly clock: () => number
  readonly report: Report
  /** Folder of the built application for the browser. */
  readonly webFolder: string
  /** Refuses while the server is not ready to serve. */
  readonly ready: () => Promise<void>
}

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
  app.use("/api/v1", sessionRoutes(parts), modelRoutes(parts), docsRoutes())
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

/** No script but our own files; styles may stand in attributes, where grids and popovers put their positions. */
const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:"],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}
