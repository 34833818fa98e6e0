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
  /** The books of its legal entities up to the day of the batches, none where these are not there. What they stand on is
   * laid first; then each lane is kept by itself. */
  books(door: SeedBooksDoor): Promise<readonly SeedLane[]>
}

/** The books of one legal entity. */
export interface SeedLane {
  readonly title: string
  /** How many documents there will be. */
  readonly count: number
  /** Makes the documents that are not there yet. */
  keep(
    door: SeedBooksDoor,
    watch: SeedWatch,
  ): Promise<{
    /** Documents made now. */
    readonly done: number
    /** Documents that were refused, each with the reason. */
    readonly refused: readonly string[]
  }>
}

/** How the keeping of books is watched and stopped. */
export interface SeedWatch {
  /** Told after each document made how many are behind. */
  progress(count: number): void
  isOver(): boolean
}

/** A record as the API answers it. */
export interface SeedBook extends JsonObject {
  readonly id: string
}

/** How documents are made and moved; whatever is not taken is thrown. */
export interface SeedBooksDoor {
  /** Ids of all records of the entity, with their states; "" where the entity has none. */
  states(entity: string): Promise<ReadonlyMap<string, string>>
  /** Makes the records, all or none, and gives them whole, in their order. */
  create(entity: string, records: readonly SeedRecord[]): Promise<readonly SeedBook[]>
  change(entity: string, id: string, patch: JsonObject): Promise<void>
  read(entity: string, id: string): Promise<SeedBook>
  find(entity: string, filter: string): Promise<readonly SeedBook[]>
  move(entity: string, id: string, name: string): Promise<void>
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
