// What every step of a request through the rooms is given.
import type { Database } from "../database/index.ts"
import type { Caller, Moment } from "./caller.ts"
import type { Rooms } from "./rooms.ts"

export interface PerformParts {
  readonly database: Database
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  /** A UUID, version 7. */
  readonly newId: () => string
  /** Told after records were written and committed, before the reply goes out. */
  readonly written?: (caller: Caller, entity: string, ids: readonly string[]) => void | Promise<void>
}

/** One request of a caller, at a moment, through the rooms. */
export interface Performance {
  readonly parts: PerformParts
  readonly caller: Caller
  readonly moment: Moment
  readonly rooms: Rooms
  /** A dry run writes, so that everything is checked, and rolls back: it throws RolledBack at its end. */
  readonly run: "real" | "dry"
  /** Records that follow from the request are made even where there are some like them. */
  readonly duplicates?: "allow"
}
