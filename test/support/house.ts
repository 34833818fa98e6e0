// A house with two tenants on a real PostgreSQL: whatever is tested at the door of records stands on it.
import type { Layer } from "../../engine/layer/index.ts"
import { Problem } from "../../engine/error/index.ts"
import { wanted } from "../../engine/migration/index.ts"
import { compile, type Model } from "../../engine/model/index.ts"
import type { Reply } from "../../engine/response/index.ts"
import {
  createPerform,
  performAsSystem,
  type Caller,
  type PerformParts,
} from "../../runtime/perform/index.ts"
import { schemaScript } from "../../runtime/sql/ddl/index.ts"
import { addressOf, prepareRegistry, provision, type Control } from "../../runtime/tenant/index.ts"
import { randomBytes, randomUUID } from "node:crypto"
import { testDatabases, type TestDatabases } from "./postgres.ts"

export interface House extends TestDatabases {
  readonly model: Model
  readonly parts: PerformParts
  readonly control: Control
  /** The tenants, each a stranger to the other. */
  readonly acme: Caller["tenant"]
  readonly globex: Caller["tenant"]
  /** Makes one more tenant. */
  tenant(name: string): Promise<Caller["tenant"]>
}

/** Builds the house on the model of the layers; refuses layers that do not compile with all they say. */
export async function house(layers: readonly Layer[], clock = () => Date.now()): Promise<House> {
  const compiled = compile(layers)
  if (!compiled.ok)
    throw new Error(
      compiled.diagnostics.map(({ file, pointer, message }) => `${file}${pointer}: ${message}`).join("\n"),
    )
  const { model } = compiled
  const databases = await testDatabases()
  const control = { admin: databases.admin, home: databases.server.name }
  await prepareRegistry(control)
  const script = schemaScript(wanted(model), model.fingerprint)
  const tenant = async (name: string): Promise<Caller["tenant"]> => {
    const full = `${name}-${randomBytes(3).toString("hex")}x`
    const made = await provision(
      control,
      {
        name: full,
        title: name,
        fingerprint: model.fingerprint,
        language: "en",
        time_zone: "Europe/Berlin",
        currency: "EUR",
      },
      script,
    )
    return { id: made.id, name: full, address: addressOf(made), model, time_zone: "Europe/Berlin" }
  }
  const parts: PerformParts = { database: databases.database, clock, newId: uuid7 }
  return {
    ...databases,
    model,
    parts,
    control,
    acme: await tenant("acme"),
    globex: await tenant("globex"),
    tenant,
  }
}

/** A user of a tenant with these roles; he need not be a record. */
export function user(
  tenant: Caller["tenant"],
  roles: readonly string[],
  attributes: Caller["principal"]["attributes"] = {},
): Caller {
  return { tenant, principal: { id: randomUUID(), roles, attributes } }
}

/** A JSON body as tests read it: a record, a list or a problem. Members that the tests walk through have their types;
 * all others are only compared. */
export interface Body {
  readonly id: string
  readonly name: string
  readonly number: string
  readonly version: number
  readonly count: number
  readonly items: readonly Body[]
  readonly lines: readonly Body[]
  readonly tags: readonly Body[]
  readonly customer: Body
  readonly region: Body
  readonly parent: Body
  readonly about: Body
  readonly record: Body
  readonly problem?: Body
  readonly next_cursor: string | null
  readonly code: string
  readonly detail: string
  readonly hint: string
  readonly path: string
  readonly message: string
  readonly errors: readonly Body[]
  readonly [field: string]: unknown
}

/** What comes back: the status, the body parsed (undefined when there is none), the headers. */
export interface Answer {
  readonly status: number
  readonly body: Body
  readonly headers: Reply["headers"]
}

/** What is sent beside the method and the address. */
export interface Sent {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** Asks as `caller`: `ask(house, caller, "GET crm.lead?limit=5")`. A refusal is answered as its problem document. */
export async function ask(
  on: House,
  caller: Caller,
  what: string,
  { body, headers = {} }: Sent = {},
): Promise<Answer> {
  const [, method = "", path = "", search = ""] = /^(\w+) ([^?]*)\??(.*)$/s.exec(what) ?? []
  const query = new Map([...new URLSearchParams(search)])
  const raw = { method, path: path.split("/"), query, headers, ...(body === undefined ? {} : { body }) }
  return answered(async () => createPerform(on.parts)(raw, caller))
}

async function answered(work: () => Promise<Reply>): Promise<Answer> {
  try {
    const { status, body, headers } = await work()
    return { status, body: asBody(body ?? "null"), headers }
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    // A fault of ours is shown whole: its problem document tells nothing of the cause.
    if (fault.status >= 500) throw fault.cause
    return { status: fault.status, body: asBody(JSON.stringify(fault)), headers: {} }
  }
}

function asBody(json: string): Body {
  return JSON.parse(json) as Body // a border: tests compare what they find
}

/** Creates records as seeding does: with ids, whatever the roles. */
export async function seed(
  on: House,
  tenant: Caller["tenant"],
  entity: string,
  records: readonly Record<string, unknown>[],
): Promise<readonly Body[]> {
  const caller: Caller = { tenant, principal: { id: "", roles: [], attributes: {} } }
  const { body, status } = await answered(() =>
    performAsSystem(on.parts, caller, { kind: "create", entity, form: "many", records }),
  )
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.items
}

/** UUID version 7 (RFC 9562, 5.7). */
export function uuid7(): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(Date.now(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString("hex")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}
