// Who performs, and what of him goes into statements.
import type { Principal } from "../../engine/access/index.ts"
import { arrayText, type Bindings, type Value } from "../sql/index.ts"
import type { LiveTenant } from "../tenant/index.ts"

export interface Caller {
  readonly tenant: Pick<LiveTenant, "id" | "name" | "address" | "model" | "time_zone">
  readonly principal: Principal & {
    readonly attributes: Readonly<Record<string, string | readonly string[] | null>>
  }
}

/** A moment: the day where the tenant lives, and the instant. */
export interface Moment {
  /** `2026-01-31` */
  readonly today: string
  /** RFC 3339, UTC. */
  readonly now: string
}

/** The id of the principal that seeds: records it makes were made by nobody. */
export const NOBODY = ""

/** The user's id; null where nobody is a user. */
export function userIdOf({ id }: Principal): string | null {
  return id === NOBODY ? null : id
}

const attributes = new WeakMap<Caller["principal"], Readonly<Record<string, Value>>>()

/** Everything that a statement may ask for when it is bound. */
export function bindings(caller: Caller, moment: Moment, inputs: Readonly<Record<string, Value>>): Bindings {
  return { schema: caller.tenant.address.schema, user: userValues(caller.principal), ...moment, inputs }
}

function userValues(principal: Caller["principal"]): Readonly<Record<string, Value>> {
  let values = attributes.get(principal)
  if (values === undefined) {
    const entries = Object.entries(principal.attributes).map(([name, value]): [string, Value] => [
      name,
      value === null || typeof value === "string" ? value : arrayText(value),
    ])
    values = { ...Object.fromEntries(entries), id: principal.id === NOBODY ? null : principal.id }
    attributes.set(principal, values)
  }
  return values
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** The moment of a clock reading for a tenant in `timeZone` (IANA name). */
export function momentOf(clock: number, timeZone: string): Moment {
  let format = formats.get(timeZone)
  if (format === undefined)
    formats.set(
      timeZone,
      (format = new Intl.DateTimeFormat("en-CA", {
        timeZone,
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
      })),
    )
  return { today: today(format, clock, timeZone), now: new Date(clock).toISOString() }
}

const days = new Map<string, { readonly minute: number; readonly day: string }>()

/** Formatting costs more than all the rest of a small request, and the day changes only with a minute. */
function today(format: Intl.DateTimeFormat, clock: number, timeZone: string): string {
  const minute = Math.floor(clock / 60_000)
  const known = days.get(timeZone)
  if (known?.minute === minute) return known.day
  const day = format.format(clock)
  days.set(timeZone, { minute, day })
  return day
}
