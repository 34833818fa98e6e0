// Puts the room together: one object that the doors (HTTP, command line) ask who is calling.
import { randomUUID } from "node:crypto"
import type { Database } from "../database/index.ts"
import { hear, notify, registryOf, type Control, type LiveTenant, type Tenants } from "../tenant/index.ts"
import { createCredentials } from "./password/credentials.ts"
import { createFailures } from "./attempt/failures.ts"
import { createIdentify, type Identify } from "./identify.ts"
import { logIn, type LoggedIn, type LogIn } from "./log-in.ts"
import { createPrincipals } from "./session/principals.ts"
import { purge } from "./session/purge.ts"
import { createSessionMemory, type SessionMemory } from "./session/session-memory.ts"
import { createSessions, type Sessions } from "./session/sessions.ts"
import { changePassword, checkNewPassword, setPassword } from "./set-password.ts"
import { createThrottle } from "./attempt/throttle.ts"
import { createTokens } from "./token.ts"
import type { AuthSettings, Clock, Principal, Session } from "./types.ts"

export interface Auth {
  /** The session of a request; synchronous when its token is remembered. See identify.ts for what it refuses. */
  readonly identify: Identify
  /** Starts a session; see log-in.ts for what it refuses. */
  logIn(given: LogIn): Promise<LoggedIn>
  /** Ends the session, in every process. */
  logOut(session: Session): Promise<void>
  /** Ends all sessions of the session's user, this one included; gives how many. */
  logOutEverywhere(session: Session): Promise<number>
  /** Changes the caller's own password; gives how many other sessions it ended. */
  changePassword(session: Session, current: string, next: string): Promise<number>
  /** Refuses with AUT007 a password that a user of the tenant with this e-mail could not have. */
  checkPassword(tenant: LiveTenant, email: string, password: string): void
  /** Sets the password of a user of the tenant without asking for the former one. */
  setPassword(tenant: LiveTenant, email: string, password: string): Promise<Principal>
  /** To be called after a `base.user` record was changed: every process then reads it anew. */
  userChanged(tenant: string, user: string): Promise<void>
  /** Removes old sessions and counts of failures; to be called once an hour or so. */
  purge(): Promise<void>
  /** Stops listening for notices. */
  close(): Promise<void>
}

export interface AuthParts {
  readonly control: Control
  readonly database: Database
  readonly tenants: Tenants
  readonly settings: AuthSettings
  readonly clock: Clock
}

/** Starts listening, so that what any process ends or changes is seen here with its notice. */
export async function createAuth({ control, database, tenants, settings, clock }: AuthParts): Promise<Auth> {
  const tokens = createTokens(settings.secret, clock)
  const principals = createPrincipals(database, settings.sessionCapacity)
  const sessions = createSessions({
    control,
    tenants,
    principals,
    tokens,
    settings,
    clock,
    newId: randomUUID,
  })
  const memory = createSessionMemory(settings.sessionCapacity, clock)
  const credentials = createCredentials(control)
  const failures = createFailures(control, settings, clock)
  const throttle = createThrottle(control, settings)
  const parts = { tenants, principals, credentials, failures, throttle, sessions, tokens, settings, clock }
  const listening = [
    await hear(control, "tenon_session", memory),
    await hear(control, "tenon_user", principals),
  ]
  return {
    identify: createIdentify(memory, sessions, settings),
    logIn: (given) => logIn(parts, given),
    ...endings(sessions, memory),
    changePassword: (session, current, next) => changePassword(parts, session, current, next),
    checkPassword: (tenant, email, password) => checkNewPassword(settings, tenant, email, password),
    setPassword: (tenant, email, password) => setPassword(parts, tenant, email, password),
    userChanged: (tenant, user) => notify(registryOf(control), "tenon_user", tenant, user),
    purge: () => purge(control, settings, clock()),
    async close() {
      await Promise.all(listening.map((stop) => stop()))
    },
  }
}

/** This process does not wait for its own notice: the next request must find the session ended. */
function endings(sessions: Sessions, memory: SessionMemory): Pick<Auth, "logOut" | "logOutEverywhere"> {
  return {
    async logOut({ sessionId }) {
      await sessions.end(sessionId)
      memory.forget(sessionId)
    },
    async logOutEverywhere({ tenant, principal, sessionId }) {
      const ended = await sessions.endAll(tenant.id, principal.id)
      memory.forget(sessionId)
      return ended
    },
  }
}
