// Removes what nothing asks for any more: ended sessions, and failures that no longer count.
import { build, registryOf, registryTable, send, type Control } from "../../tenant/index.ts"
import type { AuthSettings } from "../types.ts"

/** Ended sessions are kept for so long, to show a user where he was logged in; in milliseconds. */
const keepMs = 30 * 24 * 3600 * 1000

/** To be called now and then; several processes may do so at once. `now` in milliseconds since the epoch. */
export async function purge(control: Control, settings: AuthSettings, now: number): Promise<void> {
  const registry = registryOf(control)
  await send(
    registry,
    registryTable("session")
      .where("expires_at", "<", new Date(now - keepMs))
      .delete(),
  )
  const counted = new Date(now - settings.lockSeconds * 1000)
  const over = build.raw("last_at < ? AND (locked_until IS NULL OR locked_until < ?)", [
    counted,
    new Date(now),
  ])
  await send(registry, registryTable("failure").where(over).delete())
}
