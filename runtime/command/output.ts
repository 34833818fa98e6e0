// What a command answers: text for people and the same as JSON, and the exit code.

/** 0 done, 1 failed, 2 wrong usage, 3 a yes is needed first. */
export type ExitCode = 0 | 1 | 2 | 3

export interface Output {
  readonly text: string
  readonly json: unknown
  readonly code?: ExitCode
}

/** What `drop` and destructive migrations throw until they are told yes; `hint` is the command line that says it. */
export class NeedsYes extends Error {
  readonly hint: string

  constructor(message: string, hint: string) {
    super(message)
    this.name = "NeedsYes"
    this.hint = hint
  }
}

/** An argument that cannot be meant. */
export class WrongUsage extends Error {}

/** Rows under headings, in columns as wide as their widest text. Without rows, `none`. */
export function table(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  none: string,
): string {
  if (rows.length === 0) return none
  const lines = [headings, ...rows]
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)))
  const shown = lines.map((line) => line.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  "))
  return shown.map((line) => line.trimEnd()).join("\n")
}
