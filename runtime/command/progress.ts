// Progress of long work: one line on a screen, rewritten; nothing where nobody watches.
import type { Terminal } from "./world.ts"

export interface Progress {
  /** Shows where the work stands, at most ten times a second. */
  show(line: string): void
  /** Clears the line. */
  end(): void
}

const eraseLine = "\r\u001b[2K"

export function createProgress({ err, isTTY }: Terminal, clock: () => number): Progress {
  if (!isTTY) return { show: () => {}, end: () => {} }
  let last = Number.NEGATIVE_INFINITY
  return {
    show(line) {
      if (clock() - last < 100) return
      last = clock()
      err(`${eraseLine}${line}`)
    },
    end: () => err(eraseLine),
  }
}
