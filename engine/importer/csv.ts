// Separated values: text -> lines of cells, and the line of headings among them. RFC 4180, with any of four separators, any
// line ending, and lines of other things before the headings, as banks write them.
import { nearest, Problem } from "../error/index.ts"
import type { ImportRead, RecordPlace } from "../model/index.ts"
import { tooMuch } from "./limits.ts"
import type { Line, Sheet } from "./types.ts"

const DELIMITERS = [";", ",", "\t", "|"] as const
/** Lines among which the headings are looked for. */
const MOST_BEFORE = 60

/** The lines of the text; empty ones are left out. IMP002 for a quote that is not closed or ends in the middle of a value,
 * IMP003 for more than can be. */
export function readLines(text: string, delimiter: string): readonly Line[] {
  const lines: Line[] = []
  let cells: string[] = []
  let at = 0
  let line = 1
  let first = 1
  const end = (): void => {
    if (cells.length > 1 || cells[0] !== "") lines.push({ cells, line: first })
    if (lines.length > tooMuch.lines) throw tooMuch.refuse(`${tooMuch.lines} lines`)
    cells = []
  }
  while (at < text.length) {
    const cell = text[at] === '"' ? quoted(text, at, line) : plain(text, at, delimiter)
    cells.push(cell.value)
    line += cell.breaks
    at = cell.end
    if (text[at] === delimiter) {
      at++
      // A line may end in an empty value.
      if (at < text.length && text[at] !== "\r" && text[at] !== "\n") continue
      cells.push("")
    } else if (at < text.length && text[at] !== "\r" && text[at] !== "\n")
      throw broken(line, "A value goes on behind its closing quote.")
    at += text.startsWith("\r\n", at) ? 2 : 1
    end()
    first = ++line
  }
  return lines
}

interface Cell {
  readonly value: string
  readonly end: number
  readonly breaks: number
}

function plain(text: string, start: number, delimiter: string): Cell {
  let end = start
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end++
  return { value: text.slice(start, end), end, breaks: 0 }
}

/** A doubled quote inside is one quote. */
function quoted(text: string, start: number, line: number): Cell {
  let end = start + 1
  for (;;) {
    end = text.indexOf('"', end)
    if (end < 0) throw broken(line, "A quote is not closed.")
    if (text[end + 1] !== '"') break
    end += 2
  }
  const value = text.slice(start + 1, end).replaceAll('""', '"')
  return { value, end: end + 1, breaks: value.match(/\r\n|\r|\n/g)?.length ?? 0 }
}

function broken(line: number, detail: string): Problem {
  return new Problem("IMP002", { detail: `Line ${line}: ${detail}`, extra: { line } })
}

/** The lines below the first that has a heading for each value that is needed. IMP002 where none has, with the headings that
 * are missing in the line that comes closest. */
export function readSheet(
  text: string,
  { delimiter, group }: Extract<RecordPlace, { kind: "lines" }>,
  reads: readonly ImportRead[],
): Sheet {
  const wanted = [...reads.flatMap(headingsWanted), ...(group === undefined ? [] : [[group]])]
  const best = bestOf(
    (delimiter === undefined ? DELIMITERS : [delimiter]).map((one) => tried(text, one, wanted)),
  )
  const [missing] = best.missing
  if (missing === undefined) return best.sheet
  const near = missing.flatMap((one) => nearest(one, best.sheet.headings) ?? [])[0]
  throw new Problem("IMP002", {
    detail: `No line of the file has the heading ${best.missing.map((names) => names.map((one) => `"${one}"`).join(" or ")).join(", nor ")}.`,
    hint:
      near === undefined
        ? `Found: ${best.sheet.headings.slice(0, 30).join(", ").slice(0, 300)}.`
        : `"${near}" may be meant.`,
    extra: { line: best.line },
  })
}

/** What a separator makes of the file, or why it makes nothing of it. */
function tried(text: string, delimiter: string, wanted: Try["missing"]): Try | Problem {
  try {
    return sheetBy(text, delimiter, wanted)
  } catch (fault) {
    if (fault instanceof Problem) return fault
    throw fault
  }
}

/** The first with all headings, else the one that comes closest. Where none comes close, what broke the first tells more. */
function bestOf(tries: readonly (Try | Problem)[]): Try {
  const broken = tries.find((one) => one instanceof Problem)
  const whole = tries.filter((one): one is Try => !(one instanceof Problem))
  const [first, ...others] = whole
  if (first === undefined) throw broken ?? new Error("some separator is tried")
  const best = others.reduce((a, b) => (isCloser(b, a) ? b : a), first)
  if (broken !== undefined && best.missing.length > 0 && best.missing.length === best.wanted) throw broken
  return best
}

interface Try {
  /** How many headings are needed. */
  readonly wanted: number
  readonly sheet: Sheet
  readonly line: number
  readonly missing: readonly (readonly string[])[]
}

/** Of separators that all fail at the same headings, the one that makes most of them tells. */
function isCloser(a: Try, b: Try): boolean {
  const less = b.missing.length - a.missing.length
  return less > 0 || (less === 0 && a.sheet.headings.length > b.sheet.headings.length)
}

function sheetBy(text: string, delimiter: string, wanted: readonly (readonly string[])[]): Try {
  const lines = readLines(text, delimiter)
  const nothing: Try = { sheet: { headings: [], lines: [] }, line: 1, missing: wanted, wanted: wanted.length }
  let best: Try | undefined
  for (const [index, { cells, line }] of lines.slice(0, MOST_BEFORE).entries()) {
    const headings = cells.map((cell) => cell.trim())
    const known = new Set(headings.map((one) => one.toLowerCase()))
    const missing = wanted.filter((names) => !names.some((name) => known.has(name.toLowerCase())))
    if (best === undefined || missing.length < best.missing.length)
      best = { sheet: { headings, lines: lines.slice(index + 1) }, line, missing, wanted: wanted.length }
    if (missing.length === 0) break
  }
  return best ?? nothing
}

/** The headings of which one must be there. */
function headingsWanted(read: ImportRead): readonly (readonly string[])[] {
  return read.kind === "from" && read.required && read.from.kind === "headings" ? [read.from.headings] : []
}
