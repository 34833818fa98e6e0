// What this process remembers of the tokens it has checked: bounded, for a short while, until a notice says otherwise.
import { createRecent, type Hearer } from "../../tenant/index.ts"
import type { Known } from "./principals.ts"
import type { Clock, Session } from "../types.ts"

/** A token found good. */
export interface Checked {
  readonly session: Session
  readonly user: Known
  /** Until when it is trusted without looking again, milliseconds since the epoch. */
  readonly until: number
  /** The Host header that was last found to fit; see identify.ts. */
  host: string | undefined
}

/** Hears `tenon_session`. What a client shows is a credential: the Authorization header as it came, or a cookie's token. */
export interface SessionMemory extends Hearer {
  /** What is remembered of the credential, if it still holds. */
  recall(credential: string): Checked | undefined
  /** The outcome of `check`, kept unless a notice came meanwhile; callers with the same credential share one check. */
  learn(credential: string, check: () => Promise<Checked>): Promise<Checked>
}

interface Entry extends Checked {
  readonly credential: string
}

export function createSessionMemory(capacity: number, clock: Clock): SessionMemory {
  const entries = createEntries(capacity)
  const checking = new Map<string, Promise<Checked>>()
  let notices = 0
  return {
    recall(credential) {
      const entry = entries.get(credential)
      if (entry === undefined || holds(entry, clock())) return entry
      return void entries.remove(entry)
    },
    learn(credential, check) {
      const before = notices
      const started = checking.get(credential) ?? check().finally(() => checking.delete(credential))
      checking.set(credential, started)
      return started.then((checked) =>
        notices === before ? entries.add({ ...checked, credential }) : checked,
      )
    },
    forget(session) {
      notices++
      // Whoever asks from now on must not share a check that began before the notice.
      checking.clear()
      entries.removeSession(session)
    },
    forgetAll() {
      notices++
      checking.clear()
      entries.clear()
    },
  }
}

/** Entries by credential, and by session: a client may show one session in several ways. */
function createEntries(capacity: number) {
  const bySession = new Map<string, Set<Entry>>()
  const leave = (entry: Entry): void => {
    const siblings = bySession.get(entry.session.sessionId)
    siblings?.delete(entry)
    if (siblings?.size === 0) bySession.delete(entry.session.sessionId)
  }
  const byCredential = createRecent<string, Entry>(capacity, leave)
  const remove = (entry: Entry): void => {
    byCredential.delete(entry.credential)
    leave(entry)
  }
  return {
    get: (credential: string) => byCredential.get(credential),
    add(entry: Entry): Entry {
      const former = byCredential.get(entry.credential)
      if (former !== undefined) remove(former)
      byCredential.set(entry.credential, entry)
      const siblings = bySession.get(entry.session.sessionId) ?? new Set()
      bySession.set(entry.session.sessionId, siblings.add(entry))
      return entry
    },
    remove,
    removeSession(session: string): void {
      for (const entry of bySession.get(session) ?? []) remove(entry)
    },
    clear(): void {
      byCredential.clear()
      bySession.clear()
    },
  }
}

function holds({ session, user, until }: Checked, now: number): boolean {
  return !user.stale && !session.tenant.stale && now < until
}
