// What commands work with: the configuration, the doors to the databases, the metadata and the tenants, opened once.
import type { Diagnostic } from "../../engine/error/index.ts"
import type { Layer } from "../../engine/layer/index.ts"
import type { Model } from "../../engine/model/index.ts"
import type { Auth } from "../auth/index.ts"
import type { Config } from "../config/index.ts"
import type { AdminDatabase, Database } from "../database/index.ts"
import type { Models } from "../metadata/index.ts"
import type { PerformParts } from "../perform/index.ts"
import type { Control, Tenants } from "../tenant/index.ts"

/** Everything opened; `close` ends it, embedded PostgreSQL included. */
export interface World {
  readonly config: Config
  readonly database: Database
  readonly admin: AdminDatabase
  readonly control: Control
  readonly metadata: Metadata
  readonly tenants: Tenants
  readonly auth: Auth
  readonly performParts: PerformParts
  close(): Promise<void>
}

/** The modules on disk and the overlays of tenants, as models. */
export interface Metadata {
  readonly models: Models
  /** The layers of the modules as they are on disk now, with what is wrong with the files. */
  modules(): Promise<{ readonly layers: readonly Layer[]; readonly diagnostics: readonly Diagnostic[] }>
  /** The layers of a tenant: the modules, then its stored overlay. */
  layersOf(tenant: string): Promise<readonly Layer[]>
  /** The model of the modules alone; refuses with all diagnostics in MOD001. */
  standard(): Promise<Model>
}

/** Where commands speak: results go to `out`, progress and faults to `err`. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  readonly isTTY: boolean
}
