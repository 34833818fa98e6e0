// What commands work with: the configuration, the doors to the databases, the metadata and the tenants, opened once.
import type { JsonObject } from "../../engine/metaschema/index.ts"
import type { Compiled, Model } from "../../engine/model/index.ts"
import type { Auth, AuthSettings } from "../auth/index.ts"
import type { Config } from "../config/index.ts"
import type { AdminDatabase, Database } from "../database/index.ts"
import type { Chosen, Installed, Models } from "../metadata/index.ts"
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
  readonly authSettings: AuthSettings
  readonly performParts: PerformParts
  readonly seeds: Seeds
  /** Folder of the built application for the browser. */
  readonly webFolder: string
  close(): Promise<void>
}

/** What is installed and what tenants have of their own, as models. */
export interface Metadata {
  readonly models: Models
  /** Modules, plugins and templates as they are on disk now, with what is wrong with the files. */
  installed(): Promise<Installed>
  /** The model of the modules with what a tenant of this name has or would have, with all diagnostics, those of files too.
   * Refuses with TEN011 when something added is not installed. */
  compile(tenant: string, chosen: Chosen): Promise<Compiled>
  /** The model of the modules alone; refuses with all diagnostics in MOD001. */
  standard(): Promise<Model>
}

/** The records that tenants begin with, and how they are carried through a door. */
export interface Seeds {
  readonly companies: readonly DemoCompany[]
  /** What every company needs: languages, currencies, countries, units. */
  reference(tenant: string, today: string): Iterable<SeedBatch>
  load(
    batches: Iterable<SeedBatch>,
    door: SeedDoor,
    progress: (entity: string, count: number) => void,
  ): Promise<number>
}

export interface DemoCompany {
  readonly tenant: string
  readonly title: string
  readonly language: string
  readonly time_zone: string
  readonly currency: string
  /** Who logs in, the administrator first. */
  readonly people: readonly {
    readonly name: string
    readonly email: string
    readonly roles: readonly string[]
    readonly title: string
  }[]
  batches(today: string): Iterable<SeedBatch>
}

export interface SeedBatch {
  readonly action: "create" | "change"
  readonly entity: string
  readonly records: readonly SeedRecord[]
}

export interface SeedRecord extends JsonObject {
  readonly id: string
}

export interface SeedDoor {
  create(entity: string, records: readonly SeedRecord[]): Promise<void>
  change(entity: string, id: string, patch: JsonObject): Promise<void>
}

/** Where commands speak: results go to `out`, progress and faults to `err`. */
export interface Terminal {
  out(text: string): void
  err(text: string): void
  /** Whether `err` is a screen. */
  readonly isTTY: boolean
}

/** What the command line is run in. */
export interface Surroundings {
  readonly terminal: Terminal
  /** Opens the world; told what takes long. Not called by commands that need none, nor for help. */
  open(): Promise<World>
  /** All of standard input, for secrets that must not stand on the command line. */
  readInput(): Promise<string>
  /** Resolves when the process is asked to end. */
  ended(): Promise<void>
}
