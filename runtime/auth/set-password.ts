// Giving a user a password: the first one, an administrator's reset, or the user's own change.
import { Problem } from "../../engine/error/index.ts"
import type { LiveTenant } from "../tenant/index.ts"
import type { Credentials } from "./password/credentials.ts"
import type { Failures } from "./attempt/failures.ts"
import { hashPassword, passwordFits } from "./password/password.ts"
import { checkPassword } from "./password/password-policy.ts"
import type { Principals } from "./session/principals.ts"
import type { Sessions } from "./session/sessions.ts"
import type { AuthSettings, Clock, Principal, Session } from "./types.ts"

export interface SetPasswordParts {
  readonly principals: Principals
  readonly credentials: Credentials
  readonly failures: Failures
  readonly sessions: Sessions
  readonly settings: AuthSettings
  readonly clock: Clock
}

/**
 * Sets the password of the active user with this e-mail, ends all of the user's sessions and lifts a lock.
 * Refuses with AUT009 when there is no such user, with AUT007 when the password cannot be used.
 */
export async function setPassword(
  parts: SetPasswordParts,
  tenant: LiveTenant,
  email: string,
  password: string,
): Promise<Principal> {
  const user = await parts.principals.byEmail(tenant, email)
  if (user === undefined) {
    throw new Problem("AUT009", {
      detail: `"${tenant.name}" has no active user with the e-mail "${email}".`,
      hint: "Create the record in base.user first.",
      path: "/email",
    })
  }
  await save(parts, tenant, user, password)
  await parts.failures.clear(tenant.id, user.email)
  await parts.sessions.endAll(tenant.id, user.id)
  return user
}

/**
 * Changes the caller's own password and ends the caller's other sessions; gives how many. Refuses with AUT008 when the
 * current password is wrong (counted like a failed log-in: AUT005 when there were too many), with AUT007 when the new
 * one cannot be used.
 */
export async function changePassword(
  parts: SetPasswordParts,
  session: Session,
  current: string,
  next: string,
): Promise<number> {
  const { tenant, principal, sessionId } = session
  await parts.failures.checkLock(tenant.id, principal.email)
  if (!(await passwordFits(await parts.credentials.find(tenant.id, principal.id), current))) {
    await parts.failures.count(tenant.id, principal.email)
    throw new Problem("AUT008", {
      detail: "The current password is not this one.",
      path: "/current_password",
    })
  }
  await save(parts, tenant, principal, next)
  await parts.failures.clear(tenant.id, principal.email)
  return parts.sessions.endAll(tenant.id, principal.id, sessionId)
}

/** Refuses with AUT007 a password that the user with this e-mail could not have. */
export function checkNewPassword(
  settings: AuthSettings,
  tenant: LiveTenant,
  email: string,
  password: string,
): void {
  checkPassword(password, { email, tenant: tenant.name, minLength: settings.minPasswordLength })
}

async function save(
  parts: SetPasswordParts,
  tenant: LiveTenant,
  user: Principal,
  password: string,
): Promise<void> {
  checkNewPassword(parts.settings, tenant, user.email, password)
  await parts.credentials.save(tenant.id, user.id, await hashPassword(password), new Date(parts.clock()))
}
