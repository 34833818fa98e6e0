// Reads the text of a metadata file as JSON (RFC 8259), more strictly than JSON.parse: a key that stands twice in one object
// is a fault, since one of the two would be lost unseen. Faults carry line and column.
import type { JsonValue } from "../metaschema/index.ts"

/** Why the text is not JSON; line and column count from 1, columns in UTF-16 units. */
export interface JsonFault {
  readonly message: string
  readonly line: number
  readonly column: number
}
export type ParsedJson =
  { readonly ok: true; readonly value: JsonValue } | { readonly ok: false; readonly fault: JsonFault }

const deepest = 64
const blank = /[ \t\n\r]*/y
// oxlint-disable-next-line no-control-regex -- JSON excludes exactly these characters
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const words: readonly (readonly [string, boolean | null])[] = [
  ["true", true],
  ["false", false],
  ["null", null],
]

class Fault extends Error {
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

interface Reading {
  readonly text: string
  at: number
}

/** The value of a JSON text with or without byte order mark; at most 64 levels deep. Never throws. */
export function parseJson(text: string): ParsedJson {
  const reading: Reading = { text, at: text.startsWith("\ufeff") ? 1 : 0 }
  try {
    const value = readValue(reading, 0)
    skip(reading, blank)
    if (reading.at < text.length) throw new Fault("More text follows after the end of the value.", reading.at)
    return { ok: true, value }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const before = text.slice(0, error.at).split("\n")
    return {
      ok: false,
      fault: { message: error.message, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    }
  }
}

function readValue(reading: Reading, depth: number): JsonValue {
  skip(reading, blank)
  const { text, at } = reading
  switch (text.charAt(at)) {
    case "{":
      return readObject(reading, depth)
    case "[":
      return readArray(reading, depth)
    case '"':
      return readString(reading)
    default: {
      const word = readWord(reading)
      return word === undefined ? readNumber(reading) : word
    }
  }
}

function readObject(reading: Reading, depth: number): JsonValue {
  const members = new Map<string, JsonValue>()
  readItems(reading, depth, "}", () => {
    if (reading.text.charAt(reading.at) !== '"')
      throw new Fault("A key in double quotes is expected here.", reading.at)
    const at = reading.at
    const key = readString(reading)
    if (members.has(key)) throw new Fault(`The key "${key}" stands twice in the same object.`, at)
    skip(reading, blank)
    expectSign(reading, ":")
    members.set(key, readValue(reading, depth + 1))
  })
  return Object.fromEntries(members)
}

function readArray(reading: Reading, depth: number): JsonValue {
  const items: JsonValue[] = []
  readItems(reading, depth, "]", () => items.push(readValue(reading, depth + 1)))
  return items
}

/** What stands between brackets, one after the other with commas between. */
function readItems(reading: Reading, depth: number, end: string, item: () => void): void {
  if (depth >= deepest) throw new Fault(`The text is nested deeper than ${deepest} levels.`, reading.at)
  reading.at++
  skip(reading, blank)
  if (reading.text.charAt(reading.at) === end) return void reading.at++
  for (;;) {
    skip(reading, blank)
    item()
    skip(reading, blank)
    if (reading.text.charAt(reading.at) === end) return void reading.at++
    expectSign(reading, ",")
  }
}

function readString(reading: Reading): string {
  const found = take(reading, string)
  if (found === undefined)
    throw new Fault("The text in quotes does not end, or holds a sign that must be escaped.", reading.at)
  // A matched string is JSON by itself; this resolves its escapes.
  return String(JSON.parse(found))
}

function readWord(reading: Reading): JsonValue | undefined {
  for (const [word, value] of words)
    if (reading.text.startsWith(word, reading.at)) {
      reading.at += word.length
      return value
    }
  return undefined
}

function readNumber(reading: Reading): number {
  const start = reading.at
  const found = take(reading, number)
  if (found === undefined) {
    const sign = reading.text.charAt(reading.at)
    throw new Fault(
      sign === "" ? "The text ends too early." : `A value is expected here, not ${JSON.stringify(sign)}.`,
      start,
    )
  }
  return Number(found)
}

function expectSign(reading: Reading, sign: string): void {
  if (reading.text.charAt(reading.at) === sign) return void reading.at++
  throw new Fault(
    reading.at >= reading.text.length ? "The text ends too early." : `A "${sign}" is expected here.`,
    reading.at,
  )
}

function skip(reading: Reading, pattern: RegExp): void {
  take(reading, pattern)
}

function take(reading: Reading, pattern: RegExp): string | undefined {
  pattern.lastIndex = reading.at
  const found = pattern.exec(reading.text)?.[0]
  if (found !== undefined) reading.at += found.length
  return found
}
