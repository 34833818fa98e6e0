// Logging in: e-mail and password of a tenant's user become a session and its token.
import { Problem } from "../../engine/error/index.ts"
import type { LiveTenant, Tenants } from "../tenant/index.ts"
import type { Credentials } from "./password/credentials.ts"
import type { Failures } from "./attempt/failures.ts"
import { hashPassword, isOutdated, passwordFits } from "./password/password.ts"
import type { Principals } from "./session/principals.ts"
import type { Client, Sessions } from "./session/sessions.ts"
import type { Throttle } from "./attempt/throttle.ts"
import type { Tokens } from "./token.ts"
import type { Clock, Session } from "./types.ts"

export interface LogIn {
  readonly tenant: string
  readonly email: string
  readonly password: string
  readonly client: Client
}

export interface LoggedIn {
  readonly token: string
  readonly session: Session
}

export interface LogInParts {
  readonly tenants: Tenants
  readonly principals: Principals
  readonly credentials: Credentials
  readonly failures: Failures
  readonly throttle: Throttle
  readonly sessions: Sessions
  readonly tokens: Tokens
  readonly clock: Clock
}

/**
 * Starts a session. Refuses with AUT002 whatever was wrong, after the same work and with the same words whether the user
 * exists or not (OWASP Authentication Cheat Sheet); with AUT004 or AUT005 after too many attempts; with TEN001 or TEN002
 * when the tenant is not there or suspended.
 */
export async function logIn(parts: LogInParts, given: LogIn): Promise<LoggedIn> {
  const email = given.email.trim()
  await parts.throttle.attempt(given.tenant, email, given.client.address ?? "unknown")
  const tenant = await parts.tenants.byName(given.tenant)
  await parts.failures.checkLock(tenant.id, email)
  const principal = await parts.principals.byEmail(tenant, email)
  const known = principal === undefined ? undefined : await parts.credentials.find(tenant.id, principal.id)
  const fits = await passwordFits(known, given.password)
  if (!fits || principal === undefined || known === undefined) {
    await parts.failures.count(tenant.id, email)
    throw new Problem("AUT002", { detail: "There is no user with this e-mail and password." })
  }
  await forgiven(parts, tenant, email)
  if (isOutdated(known)) await renewHash(parts, tenant, principal.id, given.password)
  const started = await parts.sessions.start(tenant, principal.id, given.client)
  const { id, token, expiresAt } = started
  return { token, session: { tenant, principal, sessionId: id, csrf: parts.tokens.csrf(id), expiresAt } }
}

async function forgiven(parts: LogInParts, tenant: LiveTenant, email: string): Promise<void> {
  await parts.failures.clear(tenant.id, email)
  await parts.throttle.succeeded(tenant.name, email)
}

async function renewHash(
  parts: LogInParts,
  tenant: LiveTenant,
  user: string,
  password: string,
): Promise<void> {
  await parts.credentials.save(tenant.id, user, await hashPassword(password), new Date(parts.clock()))
}
