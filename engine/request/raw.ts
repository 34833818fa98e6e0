// What room 1 hands to room 3: a request stripped of its transport.

/** A request to the records of an entity. `path` is what follows `/api/v1/records/`, split at `/` and decoded. */
export interface RawRequest {
  readonly method: string
  readonly path: readonly string[]
  /** Query parameters; a parameter given twice was refused in room 1. */
  readonly query: ReadonlyMap<string, string>
  /** Lower-case names; only `if-match` and `idempotency-key` are read. */
  readonly headers: { readonly [name: string]: string | undefined }
  /** The parsed JSON body; undefined when there was none. */
  readonly body?: unknown
}
