// The tenants that this process serves: address, fingerprint and model by name or id, kept until a notice says otherwise.
// A request whose tenant is here costs no query. What is not active is refused.
import { Problem } from "../../../engine/error/index.ts"
import type { Model } from "../../../engine/model/index.ts"
import type { TenantAddress } from "../../database/index.ts"
import { registryOf, type Control } from "../registry/control.ts"
import type { LoadModel } from "./load-model.ts"
import { hear } from "../registry/notices.ts"
import { createRecent } from "./recent.ts"
import { addressOf, findTenant, type Tenant } from "../registry/registry.ts"

/** A tenant ready to be served. `stale` turns true when it changed: whoever holds it then asks anew. */
export interface LiveTenant {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly address: TenantAddress
  readonly fingerprint: string
  readonly model: Model
  readonly language: string
  readonly time_zone: string
  readonly currency: string
  readonly stale: boolean
}

export interface Tenants {
  /** Refuses with TEN001 when there is none, with TEN002 when it is suspended. Synchronous when known. */
  byName(name: string): LiveTenant | Promise<LiveTenant>
  byId(id: string): LiveTenant | Promise<LiveTenant>
  close(): Promise<void>
}

export interface TenantsParts {
  readonly control: Control
  readonly loadModel: LoadModel
  /** How many tenants to know at once. */
  readonly capacity: number
}

/** Starts listening, so that a change committed by any process is seen here with its notice. */
export async function createTenants(parts: TenantsParts): Promise<Tenants> {
  const known = createKnown(parts.capacity)
  const stop = await hear(parts.control, "tenon_tenant", known)
  return {
    byName: (name) => known.byName.get(name) ?? load(parts, known, { name }),
    byId: (id) => known.byId.get(id) ?? load(parts, known, { id }),
    close: stop,
  }
}

type Entry = { -readonly [K in keyof LiveTenant]: LiveTenant[K] }

interface Known {
  readonly byName: { get(name: string): Entry | undefined }
  readonly byId: { get(id: string): Entry | undefined }
  add(entry: Entry): void
  forget(payload: string): void
  forgetAll(): void
  /** Grows with each notice: a load that saw another number before must not be kept. */
  readonly notices: () => number
}

function createKnown(capacity: number): Known {
  const names = new Map<string, Entry>()
  const remove = (entry: Entry): void => {
    entry.stale = true
    ids.delete(entry.id)
    if (names.get(entry.name) === entry) names.delete(entry.name)
  }
  const ids = createRecent<string, Entry>(capacity, remove)
  let notices = 0
  return {
    byName: names,
    byId: ids,
    add(entry) {
      const former = ids.get(entry.id)
      if (former !== undefined) remove(former)
      ids.set(entry.id, entry)
      names.set(entry.name, entry)
    },
    forget(payload) {
      notices++
      const [id = ""] = payload.split(" ")
      const entry = ids.get(id)
      if (entry !== undefined) remove(entry)
    },
    forgetAll() {
      notices++
      for (const entry of ids.values()) remove(entry)
    },
    notices: () => notices,
  }
}

/** The tenant as a request sees it, whatever its state and outside of any cache: for those who prepare it. */
export function liveTenant(tenant: Tenant, model: Model): LiveTenant {
  const { id, name, title, fingerprint, language, time_zone, currency } = tenant
  const locale = { language, time_zone, currency }
  return { id, name, title, address: addressOf(tenant), fingerprint, model, ...locale, stale: false }
}

async function load(
  parts: TenantsParts,
  known: Known,
  by: { name: string } | { id: string },
): Promise<LiveTenant> {
  const before = known.notices()
  const tenant = requireActive(await findTenant(registryOf(parts.control), by), by)
  const entry: Entry = { ...liveTenant(tenant, await parts.loadModel(tenant.fingerprint, tenant.id)) }
  // A notice in between may concern what was just read: serve this request with it, but let the next one ask again.
  if (known.notices() === before) known.add(entry)
  else entry.stale = true
  return entry
}

function requireActive(tenant: Tenant | undefined, by: { name: string } | { id: string }): Tenant {
  if (tenant === undefined) {
    throw new Problem("TEN001", {
      detail: "name" in by ? `There is no tenant "${by.name}".` : "The tenant is gone.",
    })
  }
  if (tenant.state === "making") {
    throw new Problem("TEN010", {
      detail: `The tenant "${tenant.name}" is being prepared.`,
      hint: "Try again in a minute.",
      extra: { retry_after: 30 },
    })
  }
  if (tenant.state !== "active") {
    throw new Problem("TEN002", {
      detail: `The tenant "${tenant.name}" is suspended.`,
      hint: "Ask whoever runs this installation.",
    })
  }
  return tenant
}
