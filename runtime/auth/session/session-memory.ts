// What this process remembers of the tokens it has checked: bounded, for a short while, until a notice says otherwise.
import { createRecent, type Hearer } from "../../tenant/index.ts"
import type { Known } from "./principals.ts"
import type { Clock, Session } from "../types.ts"

/** A token found good. */
export interface Checked {
  readonly token: string
  readonly session: Session
  readonly user: Known
  /** Until when it is trusted without looking again, milliseconds since the epoch. */
  readonly until: number
  /** The Host header that was last found to fit; see identify.ts. */
  host: string | undefined
}

/** Hears `tenon_session`. */
export interface SessionMemory extends Hearer {
  /** What is remembered of the token, if it still holds. */
  recall(token: string): Checked | undefined
  /** The outcome of `check`, kept unless a notice came meanwhile; callers with the same token share one check. */
  learn(token: string, check: () => Promise<Checked>): Promise<Checked>
}

export function createSessionMemory(capacity: number, clock: Clock): SessionMemory {
  const bySession = new Map<string, Checked>()
  const byToken = createRecent<string, Checked>(capacity, (gone) => bySession.delete(gone.session.sessionId))
  const checking = new Map<string, Promise<Checked>>()
  let notices = 0
  const remove = (checked: Checked): void => {
    byToken.delete(checked.token)
    bySession.delete(checked.session.sessionId)
  }
  const keep = (checked: Checked): Checked => {
    byToken.set(checked.token, checked)
    bySession.set(checked.session.sessionId, checked)
    return checked
  }
  return {
    recall(token) {
      const checked = byToken.get(token)
      if (checked === undefined || holds(checked, clock())) return checked
      return void remove(checked)
    },
    learn(token, check) {
      const before = notices
      const started = checking.get(token) ?? check().finally(() => checking.delete(token))
      checking.set(token, started)
      return started.then((checked) => (notices === before ? keep(checked) : checked))
    },
    forget(session) {
      notices++
      // Whoever asks from now on must not share a check that began before the notice.
      checking.clear()
      const checked = bySession.get(session)
      if (checked !== undefined) remove(checked)
    },
    forgetAll() {
      notices++
      checking.clear()
      byToken.clear()
      bySession.clear()
    },
  }
}

function holds({ session, user, until }: Checked, now: number): boolean {
  return !user.stale && !session.tenant.stale && now < until
}
