// How often one may try to log in, per user and per address, counted in PostgreSQL so that all processes count together.
import { createHash } from "node:crypto"
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible"
import { Problem } from "../../../engine/error/index.ts"
import { fetchText, registryOf, registrySchema, type Control } from "../../tenant/index.ts"
import type { AuthSettings } from "../types.ts"

export interface Throttle {
  /** Counts one attempt; refuses with AUT004, `retry_after` in seconds, when there were too many. */
  attempt(tenant: string, email: string, address: string): Promise<void>
  /** Forgets the attempts of a user who came in. */
  succeeded(tenant: string, email: string): Promise<void>
}

export function createThrottle(control: Control, settings: AuthSettings): Throttle {
  const perEmail = limiter(control, "email", settings.attemptsPerEmail, settings.throttleSeconds)
  const perAddress = limiter(control, "address", settings.attemptsPerAddress, settings.throttleSeconds)
  return {
    async attempt(tenant, email, address) {
      await consume(perAddress, address)
      await consume(perEmail, userKey(tenant, email))
    },
    async succeeded(tenant, email) {
      await perEmail.delete(userKey(tenant, email))
    },
  }
}

function limiter(control: Control, keyPrefix: string, points: number, duration: number): RateLimiterPostgres {
  const registry = registryOf(control)
  const query = async ({ text, values }: { text: string; values: readonly unknown[] }) => {
    // The library's statements end in a semicolon, and all but DELETE give rows.
    const bare = text.trim().replace(/;$/, "")
    const rows = await fetchText(registry, bare.startsWith("DELETE") ? `${bare} RETURNING key` : bare, values)
    return { rows, rowCount: rows.length }
  }
  const kept = { schemaName: registrySchema, tableName: "throttle", tableCreated: true }
  // Blocked keys are remembered in the process: a flood from one address costs no queries.
  const limits = { keyPrefix, points, duration, inMemoryBlockOnConsumed: points + 1 }
  return new RateLimiterPostgres({ storeClient: { query }, storeType: "pool", ...kept, ...limits })
}

async function consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
    throw new Problem("AUT004", {
      detail: `Too many attempts to log in. Try again in ${seconds} seconds.`,
      extra: { retry_after: seconds },
    })
  }
}

/** Keys have at most 255 characters, e-mails come from anyone: hashed. */
function userKey(tenant: string, email: string): string {
  return createHash("sha256").update(`${tenant}\n${email.toLowerCase()}`).digest("base64url")
}
