// Decides the identity of a source: equal fingerprints mean equal models. Takes a merged source, gives the SHA-256 of its
// canonical text.
import { canonicalJson, sha256 } from "../value/index.ts"
import type { Source } from "./types.ts"

/** Raised when the compiler makes another model of the same source, so that plans kept under a fingerprint stay true. */
const languageVersion = 1

/** SHA-256, 64 hex digits, of the canonical source. Which layer set a key does not count, only what came of it. */
export function fingerprintOf(source: Source): string {
  const items = Object.fromEntries([...source.items].map(([path, item]) => [path, item.content]))
  return sha256(canonicalJson({ languageVersion, items }))
}
