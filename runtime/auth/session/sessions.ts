// Sessions: rows of the registry, one per log-in, until they expire, go unused or are ended.
import {
  build,
  fetchRows,
  registryOf,
  registryTable,
  send,
  type Control,
  type LiveTenant,
  type Tenants,
} from "../../tenant/index.ts"
import type { Principals } from "./principals.ts"
import type { Checked } from "./session-memory.ts"
import { ended, type Tokens } from "../token.ts"
import type { AuthSettings, Clock, Session } from "../types.ts"

export interface Sessions {
  /** Checks signature, session row, tenant and user; refuses with AUT001, AUT003, TEN001 or TEN002. */
  check(token: string): Promise<Checked>
  start(tenant: LiveTenant, user: string, client: Client): Promise<Started>
  /** Ends one session, everywhere. */
  end(id: string): Promise<void>
  /** Ends all sessions of the user but one, everywhere; gives how many. */
  endAll(tenant: string, user: string, except?: string): Promise<number>
}

/** Who opened the session, as far as it is known; shown to the user among the open sessions. */
export interface Client {
  readonly agent?: string
  readonly address?: string
}

export interface Started {
  readonly id: string
  readonly token: string
  readonly expiresAt: Date
}

export interface SessionsParts {
  readonly control: Control
  readonly tenants: Tenants
  readonly principals: Principals
  readonly tokens: Tokens
  readonly settings: AuthSettings
  readonly clock: Clock
  readonly newId: () => string
}

export function createSessions(parts: SessionsParts): Sessions {
  return {
    check: (token) => check(parts, token),
    start: (tenant, user, client) => start(parts, tenant, user, client),
    async end(id) {
      await endWhere(parts, (query) => query.where({ id }))
    },
    endAll: (tenant, user, except) =>
      endWhere(parts, (query) => {
        const own = query.where({ tenant, user_id: user })
        return except === undefined ? own : own.whereNot("id", except)
      }),
  }
}

function table() {
  return registryTable("session")
}

async function check(parts: SessionsParts, token: string): Promise<Checked> {
  const { settings, clock } = parts
  const claims = await parts.tokens.verify(token)
  const now = clock()
  const touched = await fetchRows(
    registryOf(parts.control),
    table()
      .where({ id: claims.session, tenant: claims.tenant, user_id: claims.user })
      .whereNull("revoked_at")
      .where("expires_at", ">", new Date(now))
      .where("last_seen", ">", new Date(now - settings.idleSeconds * 1000))
      .update({ last_seen: new Date(now) })
      .returning("id"),
  )
  if (touched.length === 0) throw ended("The session was ended, or was not used for too long.")
  const tenant = await parts.tenants.byId(claims.tenant)
  const user = await parts.principals.byId(tenant, claims.user)
  if (user === undefined) throw ended("The user of this session is no longer active.")
  const until = Math.min(claims.expiresAt.getTime(), now + settings.trustSeconds * 1000)
  const session: Session = Object.freeze({
    tenant,
    principal: user.principal,
    sessionId: claims.session,
    csrf: parts.tokens.csrf(claims.session),
    expiresAt: claims.expiresAt,
  })
  return { session, user, until, host: undefined }
}

async function start(
  parts: SessionsParts,
  tenant: LiveTenant,
  user: string,
  client: Client,
): Promise<Started> {
  const id = parts.newId()
  const now = parts.clock()
  // Whole seconds, as a token's expiry has no others (RFC 7519, NumericDate).
  const expiresAt = new Date(Math.floor(now / 1000) * 1000 + parts.settings.sessionSeconds * 1000)
  const times = { created_at: new Date(now), last_seen: new Date(now), expires_at: expiresAt }
  const seen = { agent: client.agent?.slice(0, 200) ?? null, ip: client.address ?? null }
  await send(
    registryOf(parts.control),
    table().insert({ id, tenant: tenant.id, user_id: user, ...times, ...seen }),
  )
  const token = await parts.tokens.issue({ session: id, tenant: tenant.id, user, expiresAt })
  return { token, id, expiresAt }
}

type SessionQuery = ReturnType<typeof table>

/** Revokes open sessions and tells every process in the same statement. */
async function endWhere(
  parts: SessionsParts,
  narrow: (query: SessionQuery) => SessionQuery,
): Promise<number> {
  const revoked = narrow(table())
    .whereNull("revoked_at")
    .update({ revoked_at: new Date(parts.clock()) })
    .returning(build.raw("pg_notify('tenon_session', id::text)"))
  return (await fetchRows(registryOf(parts.control), revoked)).length
}
