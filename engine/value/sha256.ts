// Fingerprints: SHA-256 of text, without Node's crypto, so that the browser computes the same.
import { sha256 as digest } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"

/** SHA-256 (FIPS 180-4) of the UTF-8 of `text`, 64 lower-case hex digits. */
export function sha256(text: string): string {
  return bytesToHex(digest(utf8ToBytes(text)))
}
