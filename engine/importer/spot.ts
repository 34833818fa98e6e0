// Where records and rows stand in a file, and the texts at a spot.
import { Problem } from "../error/index.ts"
import type { ElementPath, Importer, ImportFrom, ImportLayout, ImportRows } from "../model/index.ts"
import { canonicalJson, sha256 } from "../value/index.ts"
import { readSheet } from "./csv.ts"
import { readOfx } from "./ofx.ts"
import { select, textsAt } from "./select.ts"
import type { Element, FilePlace, Line, Sheet, Spot } from "./types.ts"
import { readXml } from "./xml.ts"

/** The spots of the records of a file. IMP002 where it cannot be read, or holds none. */
export function recordSpots({ format, records, layout, title }: Importer, text: string): readonly Spot[] {
  if (records.kind === "lines") {
    const sheet = readSheet(text, records, readsOf(layout))
    const groups = records.by === "file" ? [sheet.lines] : groupsOf(sheet, records.group)
    const spots = groups
      .filter((lines) => lines.length > 0)
      .map((lines): Spot => ({ kind: "lines", sheet, lines }))
    if (spots.length > 0) return spots
    throw new Problem("IMP002", { detail: "There is nothing below the headings." })
  }
  const root = format === "xml" ? readXml(text) : readOfx(text)
  const found = elementsAt(root, records.paths)
  if (found.length > 0) return found
  const [outer] = root.children
  throw new Problem("IMP002", {
    detail: `The file holds nothing that "${title}" imports.`,
    hint: `It looks for ${records.paths.map((path) => path.text).join(" and ")}; the file begins with ${outer?.name ?? "nothing"}.`,
  })
}

/** All reads of the layout and its rows: lines serve both. */
function readsOf({ reads, rows }: ImportLayout): ImportLayout["reads"] {
  return [...reads, ...rows.flatMap(({ layout }) => layout.reads)]
}

function groupsOf(sheet: Sheet, group: string | undefined): readonly (readonly Line[])[] {
  if (group === undefined) return sheet.lines.map((line) => [line])
  const at = indexOf(sheet, [group]) ?? -1
  const found = new Map<string, Line[]>()
  for (const line of sheet.lines) {
    const key = line.cells[at]?.trim() ?? ""
    found.set(key, [...(found.get(key) ?? []), line])
  }
  return [...found.values()]
}

/** The spots of the rows of a record. */
export function rowSpots(spot: Spot, { at, each }: ImportRows): readonly Spot[] {
  if (spot.kind === "lines") return spot.lines.map((line): Spot => ({ ...spot, lines: [line] }))
  return elementsAt(spot.element, at).flatMap((one) => {
    const inner = one.kind === "element" ? elementsAt(one.element, each) : []
    return inner.length > 0 ? inner : [one]
  })
}

function elementsAt(from: Element, paths: readonly ElementPath[]): readonly Spot[] {
  return paths.flatMap((path) => select(from, path)).map((element): Spot => ({ kind: "element", element }))
}

/** The texts there, trimmed, empty ones left out, and where they stand. */
export function textsOf(
  spot: Spot,
  from: ImportFrom,
): { readonly texts: readonly string[]; readonly place: FilePlace } {
  if (spot.kind === "element" && from.kind === "paths") {
    const { texts, line, path } = textsAt(spot.element, from.paths)
    return {
      texts: texts.map((text) => text.trim()).filter((text) => text !== ""),
      place: { line, column: path },
    }
  }
  if (spot.kind !== "lines" || from.kind !== "headings")
    throw new Error("paths are for elements, headings for lines")
  const [line] = spot.lines
  const index = indexOf(spot.sheet, from.headings)
  const text = index === undefined ? "" : (line?.cells[index]?.trim() ?? "")
  const column = index === undefined ? from.headings[0] : spot.sheet.headings[index]
  return {
    texts: text === "" ? [] : [text],
    place: { line: line?.line ?? 1, ...(column === undefined ? {} : { column }) },
  }
}

/** How many elements stand at the end of the first path that leads anywhere. */
export function countAt(spot: Spot, from: ImportFrom): number {
  if (spot.kind !== "element" || from.kind !== "paths") throw new Error("only elements are counted")
  return from.paths.map((path) => select(spot.element, path).length).find((count) => count > 0) ?? 0
}

/** The column below the first of the headings that is there. */
export function indexOf({ headings }: Sheet, wanted: readonly string[]): number | undefined {
  for (const want of wanted) {
    const index = headings.findIndex((heading) => heading.toLowerCase() === want.toLowerCase())
    if (index >= 0) return index
  }
  return undefined
}

export function lineOf(spot: Spot): number {
  return spot.kind === "element" ? spot.element.line : (spot.lines[0]?.line ?? 1)
}

/** The SHA-256 of all that stands there, the same wherever in a file that is. */
export function digestOf(spot: Spot): string {
  return sha256(
    canonicalJson(spot.kind === "element" ? plain(spot.element) : spot.lines.map(({ cells }) => [...cells])),
  )
}

type Plain = readonly [string, string, Readonly<Record<string, string>>, readonly Plain[]]

function plain({ name, text, attributes, children }: Element): Plain {
  return [name, text, Object.fromEntries(attributes), children.map(plain)]
}
