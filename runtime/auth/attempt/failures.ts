// Wrong passwords in a row lock an e-mail address for a while, whether there is such a user or not: a lock tells nothing.
import { Problem } from "../../../engine/error/index.ts"
import { build, fetchRows, registryOf, registryTable, send, type Control } from "../../tenant/index.ts"
import type { AuthSettings, Clock } from "../types.ts"

export interface Failures {
  /** Refuses with AUT005, `retry_after` in seconds, while the address is locked. */
  checkLock(tenant: string, email: string): Promise<void>
  /** Counts a wrong password; the count starts anew after `lockSeconds` without one. */
  count(tenant: string, email: string): Promise<void>
  clear(tenant: string, email: string): Promise<void>
}

export function createFailures(control: Control, settings: AuthSettings, clock: Clock): Failures {
  const home = registryOf(control)
  const table = () => registryTable("failure")
  const key = (tenant: string, email: string) => ({ tenant, email: email.toLowerCase() })
  return {
    async checkLock(tenant, email) {
      const [row] = await fetchRows<{ locked_until: string | null }>(home, table().where(key(tenant, email)))
      const until = Date.parse(row?.locked_until ?? "1970-01-01")
      if (until > clock()) throw locked(Math.ceil((until - clock()) / 1000))
    },
    async count(tenant, email) {
      const now = new Date(clock())
      const lockedUntil = new Date(clock() + settings.lockSeconds * 1000)
      const forgotten = new Date(clock() - settings.lockSeconds * 1000)
      const failed = build.raw("CASE WHEN failure.last_at < ? THEN 1 ELSE failure.failed + 1 END", [
        forgotten,
      ])
      const until = build.raw("CASE WHEN ? >= ? THEN ?::timestamptz END", [
        failed,
        settings.lockAfter,
        lockedUntil,
      ])
      const first = { failed: 1, last_at: now, locked_until: settings.lockAfter <= 1 ? lockedUntil : null }
      const again = { failed, last_at: now, locked_until: until }
      await send(
        home,
        table()
          .insert({ ...key(tenant, email), ...first })
          .onConflict(["tenant", "email"])
          .merge(again),
      )
    },
    async clear(tenant, email) {
      await send(home, table().where(key(tenant, email)).delete())
    },
  }
}

function locked(seconds: number): Problem {
  return new Problem("AUT005", {
    detail: `After too many wrong passwords nobody can log in with this e-mail for ${seconds} seconds.`,
    hint: "Wait, or ask an administrator to set a new password.",
    extra: { retry_after: seconds },
  })
}
