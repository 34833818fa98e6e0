// What the rooms behind `identify` know about who is asking.
import type { LiveTenant } from "../tenant/index.ts"

/** The user of a session: what `user.*` may say in expressions, and the roles that decide what is allowed. */
export interface Principal {
  /** Id of the `base.user` record. */
  readonly id: string
  readonly email: string
  readonly name: string
  /** Role ids such as `crm.sales_rep`, as the record holds them. */
  readonly roles: readonly string[]
  /** Columns of `base.user` as text, many-to-many references and lists as arrays. */
  readonly attributes: Readonly<Record<string, string | readonly string[] | null>>
}

/** A request's caller, checked. Held by many requests at once; never changed. */
export interface Session {
  readonly tenant: LiveTenant
  readonly principal: Principal
  readonly sessionId: string
  /** What an unsafe request that comes with the cookie must repeat in `X-CSRF-Token`. */
  readonly csrf: string
  readonly expiresAt: Date
}

/** Milliseconds since the epoch; `Date.now` outside tests. */
export type Clock = () => number

export interface AuthSettings {
  /** The installation's SECRET_KEY; keys for each purpose are derived from it. */
  readonly secret: string
  /** Whether browsers reach us by TLS: cookies are then `Secure` and bound to the host. */
  readonly tls: boolean
  /** Domains below which the first label names the tenant: `localhost`, `example.com`. */
  readonly domains: readonly string[]
  /** How long a session lasts at most, in seconds. */
  readonly sessionSeconds: number
  /** After how many seconds without a request it ends, in seconds. */
  readonly idleSeconds: number
  /** How long a checked token is trusted without looking again, in seconds; revocations come by notice all the same. */
  readonly trustSeconds: number
  /** How many sessions to keep in memory. */
  readonly sessionCapacity: number
  readonly minPasswordLength: number
  /** Failures in a row after which an e-mail address is locked, and for how many seconds. */
  readonly lockAfter: number
  readonly lockSeconds: number
  /** Attempts to log in per tenant and e-mail, and per IP address, within `throttleSeconds`. */
  readonly attemptsPerEmail: number
  readonly attemptsPerAddress: number
  readonly throttleSeconds: number
}

/** Settings that suit a company's use; OWASP Session Management and Authentication Cheat Sheets. */
export const defaultAuthSettings: Omit<AuthSettings, "secret" | "tls" | "domains"> = {
  sessionSeconds: 14 * 24 * 3600,
  idleSeconds: 3 * 24 * 3600,
  trustSeconds: 60,
  sessionCapacity: 20_000,
  minPasswordLength: 10,
  lockAfter: 8,
  lockSeconds: 15 * 60,
  attemptsPerEmail: 20,
  attemptsPerAddress: 100,
  throttleSeconds: 15 * 60,
}
