// Keys for each purpose, derived from SECRET_KEY, so that one use of it never weakens another (RFC 5869).
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto"

/** 32 bytes for the purpose. */
export function deriveKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, "tenon", purpose, 32))
}

/** HMAC-SHA256 of a text, base64url. */
export function sign(key: Uint8Array, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64url")
}

/** Whether two texts are the same, in a time that does not depend on where they differ. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
