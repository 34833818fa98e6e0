// A file -> drafts of records: what it says of each, and what can be worked out of it before anything is looked up.
import { compile, compileCondition, type Env, type Expression } from "../expression/index.ts"
import type { Importer, ImportLayout, ImportRead } from "../model/index.ts"
import { decimalOf, readDay, readNumber } from "./figure.ts"
import { MOST_FAULTS } from "./limits.ts"
import { blame } from "./place.ts"
import { countAt, digestOf, indexOf, lineOf, recordSpots, rowSpots, textsOf } from "./spot.ts"
import type { Around, Draft, FileFault, Reading, Spot } from "./types.ts"

type FromRead = Extract<ImportRead, { kind: "from" }>

/** Reads the file. Throws IMP002 and IMP003 where it cannot be read at all; what is wrong with single values is among the
 * faults. */
export function readFile(importer: Importer, text: string, around: Around): Reading {
  const reading: Reading = { importer, records: [], faults: [], around, skipped: { records: 0, rows: 0 } }
  reading.records = recordSpots(importer, text).flatMap(
    (spot) => recordOf(spot, importer.layout, reading) ?? [],
  )
  return reading
}

/** The record there with its rows; undefined for one that is not to be imported, whatever is wrong with it. */
function recordOf(spot: Spot, layout: ImportLayout, reading: Reading): Draft | undefined {
  const own: Reading = { ...reading, faults: [] }
  const draft = draftOf(spot, layout, own)
  const rows = layout.rows.map(({ field, ...at }): [string, readonly Draft[]] => [
    field,
    rowSpots(spot, { field, ...at }).flatMap((there) => rowOf(there, at.layout, draft, own) ?? []),
  ])
  keep(draft, new Map(rows))
  if (!isMeant(draft, reading)) return undefined
  tell(own.faults, reading)
  return draft
}

function rowOf(spot: Spot, layout: ImportLayout, parent: Draft, reading: Reading): Draft | undefined {
  const own: Reading = { ...reading, faults: [] }
  const draft = draftOf(spot, layout, own, parent)
  for (const read of layout.reads) if (read.kind === "value" && read.phase === "early") work(read, draft, own)
  if (!isMeant(draft, own)) return undefined
  tell(own.faults, reading)
  return draft
}

function tell(faults: readonly FileFault[], reading: Reading): void {
  reading.faults.push(...faults.slice(0, MOST_FAULTS - reading.faults.length))
}

function draftOf(spot: Spot, layout: ImportLayout, reading: Reading, parent?: Draft): Draft {
  const draft: Draft = {
    ...{ layout, line: lineOf(spot), spot, row: {}, places: new Map(), rows: new Map(), faulty: false },
    ...(parent === undefined ? {} : { parent }),
  }
  for (const read of layout.reads) {
    if (read.kind === "from") draft.row[read.name] = fromFile(read, draft, reading)
    if (read.kind === "digest") draft.row[read.name] = digestOf(spot)
  }
  return draft
}

/** The record with these rows; expressions see them too. */
export function keep(draft: Draft, rows: Draft["rows"]): void {
  draft.rows = rows
  for (const [field, drafts] of rows) draft.row[field] = drafts.map(({ row }) => row)
}

function isMeant(draft: Draft, { around }: Reading): boolean {
  const { where } = draft.layout
  return where === undefined || compileCondition(where)(envOf(draft, around))
}

/** Works out a value of the draft, out of what was read before it. */
export function work(read: Extract<ImportRead, { kind: "value" }>, draft: Draft, { around }: Reading): void {
  draft.row[read.name] = compiled(read.value)(envOf(draft, around))
}

const known = new WeakMap<Expression, ReturnType<typeof compile>>()

function compiled(expression: Expression): ReturnType<typeof compile> {
  const found = known.get(expression) ?? compile(expression)
  known.set(expression, found)
  return found
}

/** The value of an expression over the draft. */
export function valueOf(
  expression: Expression,
  draft: Draft,
  { around }: Reading,
): ReturnType<ReturnType<typeof compile>> {
  return compiled(expression)(envOf(draft, around))
}

function envOf({ row, parent }: Draft, around: Around): Env {
  return { ...around, row, follow: () => undefined, ...(parent === undefined ? {} : { parent: parent.row }) }
}

function fromFile(read: FromRead, draft: Draft, reading: Reading): unknown {
  if (read.as === "count") return countAt(draft.spot, read.from)
  const { texts, place } = textsOf(draft.spot, read.from)
  draft.places.set(read.name, place)
  const [first] = texts
  const called = place.column === undefined ? read.name : `"${place.column}"`
  if (first === undefined) {
    if (read.required)
      blame(reading.faults, draft, read.name, { code: "IMP005", message: `${called} is empty.` })
    return read.as === "boolean" ? false : null
  }
  const text = read.join === undefined ? first : texts.join(read.join)
  const value = valueIn(text, read, draft)
  if (value !== undefined) return value
  const shown = text.length > 60 ? `${text.slice(0, 60)}...` : text
  const isUnclear = read.as === "number" && signOf(read, draft) === undefined
  blame(reading.faults, draft, read.name, {
    code: "IMP005",
    message: isUnclear
      ? `Whether "${shown}" below ${called} is a thousand times more or less cannot be told.`
      : `"${shown}" is no ${read.as}.`,
    ...(isUnclear
      ? { hint: 'Say which decimal sign the file has, with "decimal" in the importer.' }
      : read.as === "date"
        ? { hint: `Written as ${read.formats.map((one) => one.replace("*", "")).join(" or ")}.` }
        : {}),
  })
  return null
}

function valueIn(text: string, read: FromRead, draft: Draft): unknown {
  switch (read.as) {
    case "text":
    case "count":
      return text
    case "code":
      return text.replace(/\s/g, "").toUpperCase()
    case "boolean":
      return read.truths.includes(text.toLowerCase())
    case "date":
      return readDay(text, read.formats)
    case "number": {
      const sign = signOf(read, draft)
      return sign === undefined ? undefined : readNumber(text, sign)
    }
    default:
      return read.as satisfies never
  }
}

const signs = new WeakMap<object, Map<string, "." | "," | undefined>>()

/** The decimal sign: what is said, or what the whole column tells; the point in files of elements. */
function signOf({ name, from, decimal }: FromRead, { spot }: Draft): "." | "," | undefined {
  if (decimal !== undefined) return decimal
  if (spot.kind === "element" || from.kind === "paths") return "."
  const { sheet } = spot
  const found = signs.get(sheet) ?? new Map<string, "." | "," | undefined>()
  signs.set(sheet, found)
  if (!found.has(name)) {
    const at = indexOf(sheet, from.headings) ?? -1
    found.set(name, decimalOf(sheet.lines.map(({ cells }) => cells[at]?.trim() ?? "")))
  }
  return found.get(name)
}
