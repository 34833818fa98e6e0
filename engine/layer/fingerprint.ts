// Decides the identity of a source: equal fingerprints mean equal models. Takes a merged source, gives the SHA-256 of its
// canonical text.
import type { JsonObject } from "../metaschema/index.ts"
import { canonicalJson, sha256 } from "../value/index.ts"
import type { Source } from "./types.ts"

/** Raised when the compiler makes another model of the same source, so that plans kept under a fingerprint stay true. */
const languageVersion = 2

const texts = new WeakMap<JsonObject, string>()

/** SHA-256, 64 hex digits, of the canonical source. Which layer set a key does not count, only what came of it. */
export function fingerprintOf(source: Source): string {
  const items: string[] = []
  // The items of a source stand in canonical order already.
  for (const { path, content } of source.items.values())
    items.push(`${JSON.stringify(path)}:${textOf(content)}`)
  return sha256(`{"items":{${items.join(",")}},"languageVersion":${languageVersion}}`)
}

/** The canonical text of an item; an item that stands in several sources is written out once. */
function textOf(content: JsonObject): string {
  const before = texts.get(content)
  if (before !== undefined) return before
  const text = canonicalJson(content)
  texts.set(content, text)
  return text
}
