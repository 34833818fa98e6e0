// A report as comma-separated values (RFC 4180).
import { flatten, headingsOf } from "./flat.ts"
import type { Cell, Result, ResultColumn } from "./result.ts"
import type { Words } from "./words.ts"

/** Lines end with CRLF. Texts that a spreadsheet would take for a formula are led by an apostrophe (OWASP, CSV Injection). */
export function csvOf(result: Result, words: Words): string {
  const lines = [
    headingsOf(result, words).map(guarded),
    ...flatten(result, words).map(({ groups, cells }) => [
      ...groups.map(guarded),
      ...cells.map((cell, at) => fieldOf(cell, result.columns[at])),
    ]),
  ]
  return lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("")
}

function fieldOf(cell: Cell, column: ResultColumn | undefined): string {
  if (cell === null) return ""
  if (typeof cell === "object") return cell.id
  return typeof cell === "string" && column?.type !== "decimal" ? guarded(cell) : String(cell)
}

function guarded(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
