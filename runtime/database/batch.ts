// Several statements as one message and one implicit transaction, in the form in which `pg` takes a query of one's own:
// an object with `submit` that is told of every message that comes back. Rows stay texts: nobody parses them here.
import type { Connection, Submittable } from "pg"
import type { Row } from "../sql/index.ts"

/** The rows of each statement, in order. */
export type Rows = readonly (readonly Row[])[]

/** Called once: with the rows, or with the fault and how many statements had been completed before it. */
export interface Settle {
  resolve(rows: Rows): void
  reject(fault: unknown, completed: number): void
}

const none: readonly Row[] = []

/** One message that is written when the connection is free. `skip` statements at the start are ours: their rows are dropped. */
export class Batch implements Submittable {
  private readonly bytes: Buffer | string
  private readonly skip: number
  private readonly settle: Settle
  private readonly results: (readonly Row[])[] = []
  private rows: Row[] | undefined
  private completed = 0

  /** Bytes are messages that end with a Sync; a string is a script for the simple protocol. */
  constructor(bytes: Buffer | string, skip: number, settle: Settle) {
    this.bytes = bytes
    this.skip = skip
    this.settle = settle
  }

  submit(connection: Connection): void {
    if (typeof this.bytes === "string") connection.query(this.bytes)
    else connection.stream.write(this.bytes)
  }

  handleDataRow(message: { readonly fields: Row }): void {
    if (this.rows === undefined) this.rows = [message.fields]
    else this.rows.push(message.fields)
  }

  handleCommandComplete(): void {
    if (this.completed++ >= this.skip) this.results.push(this.rows ?? none)
    this.rows = undefined
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete()
  }

  /** The server skips what follows up to the Sync, so this is the end; the connection is free at its ReadyForQuery. */
  handleError(fault: unknown): void {
    this.settle.reject(fault, this.completed)
  }

  handleReadyForQuery(): void {
    this.settle.resolve(this.results)
  }

  handleRowDescription(): void {
    // only the simple protocol describes its rows; nobody asks for the names of columns
  }

  handlePortalSuspended(): void {
    // never: Execute asks for all rows
  }

  handleCopyInResponse(connection: Connection & { sendCopyFail(message: string): void }): void {
    connection.sendCopyFail("COPY FROM STDIN is not spoken here")
  }

  handleCopyData(): void {
    // the rows of a COPY TO STDOUT in a script are dropped
  }
}
