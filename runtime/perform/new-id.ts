// Ids of records: UUIDs of version 7, so that new rows stand at the end of their indexes.
import { randomFillSync } from "node:crypto"

const pool = Buffer.alloc(10 * 256)
let used = pool.length

/** A UUID version 7 (RFC 9562, 5.7) of a moment in milliseconds; the rest is random. */
export function newId(now: number): string {
  if (used >= pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const time = now.toString(16).padStart(12, "0")
  const random = pool.toString("hex", used, used + 10)
  used += 10
  const variant = ((Number.parseInt(random.charAt(3), 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`
}
