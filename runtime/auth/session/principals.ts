// The users behind sessions, read from the tenant's `base.user` under the tenant's role and kept until they change.
import type { Model } from "../../../engine/model/index.ts"
import type { Database } from "../../database/index.ts"
import { principalQuery, type PrincipalColumn } from "../../sql/tenancy/index.ts"
import type { Row } from "../../sql/index.ts"
import { createRecent, type Hearer, type LiveTenant } from "../../tenant/index.ts"
import type { Principal } from "../types.ts"

/** A user as read once. `stale` turns true when the user changed: whoever holds it then asks anew. */
export interface Known {
  readonly principal: Principal
  readonly tenant: LiveTenant
  readonly stale: boolean
}

/** Hears `tenon_user`. */
export interface Principals extends Hearer {
  /** The active user with this id, or undefined. Synchronous when known. */
  byId(tenant: LiveTenant, id: string): Known | Promise<Known | undefined>
  /** The active user with this e-mail, never from memory. */
  byEmail(tenant: LiveTenant, email: string): Promise<Principal | undefined>
}

type Entry = { -readonly [K in keyof Known]: Known[K] }

export function createPrincipals(database: Database, capacity: number): Principals {
  const known = createRecent<string, Entry>(capacity, (entry) => void (entry.stale = true))
  let notices = 0
  const load = async (tenant: LiveTenant, id: string): Promise<Known | undefined> => {
    const before = notices
    const principal = await read(database, tenant, "id", id)
    if (principal === undefined) return undefined
    // A notice in between may concern this user: good for this request, but not to be kept.
    const entry: Entry = { principal, tenant, stale: notices !== before }
    if (!entry.stale) known.set(`${tenant.id} ${id}`, entry)
    return entry
  }
  return {
    byId(tenant, id) {
      const found = known.get(`${tenant.id} ${id}`)
      return found !== undefined && found.tenant === tenant ? found : load(tenant, id)
    },
    byEmail: (tenant, email) => read(database, tenant, "email", email),
    forget(payload) {
      notices++
      const entry = known.get(payload)
      if (entry !== undefined) entry.stale = true
      known.delete(payload)
    },
    forgetAll() {
      notices++
      for (const entry of known.values()) entry.stale = true
      known.clear()
    },
  }
}

async function read(
  database: Database,
  tenant: LiveTenant,
  by: "id" | "email",
  value: string,
): Promise<Principal | undefined> {
  const user = requireUserEntity(tenant.model)
  const { columns, statement } = principalQuery(user, tenant.address.schema, by)
  const [rows = []] = await database.run(tenant.address, [statement(value)])
  const [row] = rows
  if (row === undefined) return undefined
  const attributes = readAttributes(columns, row)
  if (attributes.active === "false") return undefined
  const name = text(attributes[user.titleField])
  const roles = Array.isArray(attributes.roles) ? attributes.roles : []
  return Object.freeze({ id: text(attributes.id), email: text(attributes.email), name, roles, attributes })
}

function readAttributes(
  columns: readonly PrincipalColumn[],
  row: Row,
): Record<string, string | string[] | null> {
  const attributes: Record<string, string | string[] | null> = {}
  columns.forEach(({ field, list }, i) => {
    const value = row[i] ?? null
    // A border: the statement makes every list with json_agg or array_to_json over texts and ids.
    attributes[field] = list && value !== null ? (JSON.parse(value) as string[]) : value
  })
  return Object.freeze(attributes)
}

function requireUserEntity(model: Model) {
  const user = model.entities.get("base.user")
  if (user !== undefined) return user
  throw new Error("The model has no entity base.user: every tenant needs the module base.")
}

function text(value: string | readonly string[] | null | undefined): string {
  return typeof value === "string" ? value : ""
}
