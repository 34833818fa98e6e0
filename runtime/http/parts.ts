// What the routes of express are given.
import type { Auth } from "../auth/index.ts"
import type { Database } from "../database/index.ts"
import type { PerformParts } from "../perform/index.ts"
import type { Limit } from "./rate.ts"
import type { Report } from "./send.ts"

export interface AppParts {
  readonly auth: Auth
  readonly database: Database
  /** What performs on records beside the hot path. */
  readonly records: PerformParts
  readonly settings: { readonly tls: boolean; readonly domains: readonly string[] }
  readonly limits: { readonly principal: Limit; readonly tenant: Limit; readonly anonymous: Limit }
  readonly mostBytes: number
  readonly clock: () => number
  readonly report: Report
  /** Folder of the built application for the browser. */
  readonly webFolder: string
  /** What is being made in the background of the tenant of the name, `done` of so many documents; nothing once it is there. */
  readonly underway: (
    tenant: string,
  ) => readonly { readonly title: string; readonly done: number; readonly of: number }[]
  /** Refuses while the server is not ready to serve. */
  readonly ready: () => Promise<void>
}
