// The end of a child process with what it said.
import type { ChildProcess } from "node:child_process"

export interface Ending {
  /** The exit code; 1 when a signal ended it. */
  readonly code: number
  /** The last 4,000 characters of both outputs. */
  readonly output: string
}

/** Resolves when the process has ended; rejects when it could not be started. */
export function finished(child: ChildProcess): Promise<Ending> {
  let output = ""
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString("utf8")).slice(-4000)
  }
  child.stdout?.on("data", keep)
  child.stderr?.on("data", keep)
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => resolve({ code: code ?? 1, output }))
  })
}
