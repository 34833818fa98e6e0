// What was measured, on the terminal and in docs/measurements.md: each script owns one section there and rewrites it.
import { readFileSync, writeFileSync } from "node:fs"
import { cpus, totalmem } from "node:os"
import { fileURLToPath } from "node:url"

export interface Section {
  /** `compare`, `tenants`: names the section and the script. */
  readonly name: string
  readonly title: string
  readonly command: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly remark?: string
}

const path = fileURLToPath(new URL("../../docs/measurements.md", import.meta.url))

/** Prints the table and writes it into its section of the document, between its two marks. */
export function report(section: Section): void {
  const text = rendered(section)
  process.stdout.write(`\n${text}\n`)
  if (process.argv.includes("--dry-run")) return
  const document = readFileSync(path, "utf8")
  const [begin, end] = [`<!-- ${section.name} -->`, `<!-- /${section.name} -->`]
  const from = document.indexOf(begin)
  const to = document.indexOf(end)
  if (from < 0 || to < from) throw new Error(`docs/measurements.md has no section ${begin} .. ${end}`)
  writeFileSync(path, `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`)
}

function rendered({ title, command, columns, rows, remark }: Section): string {
  const widths = columns.map((name, at) =>
    Math.max(3, name.length, ...rows.map((row) => (row[at] ?? "").length)),
  )
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`
  const when = new Date().toISOString().slice(0, 10)
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${when}`
  return [
    `### ${title}`,
    "",
    `\`${command}\` (${machine})${remark === undefined ? "" : `. ${remark}`}`,
    "",
    line(columns),
    rule,
    ...rows.map(line),
  ].join("\n")
}

/** A number for a table: whole, or with three significant digits; thousands grouped. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return "-"
  if (value >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString("en-US")
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/** The value of `--name`, a whole number, or the fallback. */
export function option(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`)
  if (at < 0) return fallback
  const value = Number(process.argv[at + 1])
  if (!Number.isInteger(value) || value < 0) throw new Error(`--${name} wants a whole number`)
  return value
}
