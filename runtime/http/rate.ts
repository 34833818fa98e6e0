// How many requests a principal and a tenant may send. Counted in this process and without awaiting, since every request
// passes here; the limits bound what one caller can take from the others, they are no account.
import { Problem } from "../../engine/error/index.ts"

export interface Rate {
  /** Requests in each window. */
  readonly most: number
  readonly windowMs: number
}

/** Counts a request of `key` at `now` (milliseconds); REQ009 with the seconds to wait when it is one too many. */
export type Limit = (key: string, now: number) => void

const MOST_KEYS = 100_000

export function createLimit({ most, windowMs }: Rate): Limit {
  let window = 0
  const counts = new Map<string, number>()
  return (key, now) => {
    const current = Math.floor(now / windowMs)
    if (current !== window || counts.size > MOST_KEYS) {
      counts.clear()
      window = current
    }
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count <= most) return
    const seconds = Math.ceil(((current + 1) * windowMs - now) / 1000)
    throw new Problem("REQ009", {
      detail: `More than ${most} requests in ${windowMs / 1000} seconds.`,
      hint: `Wait ${seconds} seconds, or send many records in one request.`,
      extra: { retry_after: seconds },
    })
  }
}
