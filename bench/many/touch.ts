// Requests to tenants picked at random, through `perform`: what a request costs when there are many.
import { createPerform, newId, performAsSystem, type Caller } from "../../runtime/perform/index.ts"
import type { Database } from "../../runtime/database/index.ts"
import type { Action } from "../../engine/request/index.ts"

const entity = "crm.source"

/** A caller of each tenant, and a record of his. */
interface Known {
  readonly caller: Caller
  readonly record: string
}

export interface Touch {
  /** Gives every tenant that has none yet its record. */
  know(tenants: readonly Caller["tenant"][]): Promise<void>
  /** One list of each tenant that `know` has added last, one after another; gives how many requests it were. */
  first(): Promise<number>
  /** Reads and lists at random tenants with so many at once for so long; gives how many requests it were. */
  run(seconds: number, atOnce: number): Promise<number>
}

/** Touches tenants of the database: of four requests, three read one record and one lists. */
export function createTouch(database: Database): Touch {
  const parts = { database, clock: Date.now, newId: () => newId(Date.now()) }
  const perform = createPerform(parts)
  const known: Known[] = []
  let added: readonly Known[] = []
  const ask = async (chosen: Known, turn: number): Promise<void> => {
    const path = turn % 4 === 0 ? [entity] : [entity, chosen.record]
    const reply = await perform({ method: "GET", path, query: new Map(), headers: {} }, chosen.caller)
    if (reply.status !== 200) throw new Error(`${reply.status}: ${reply.body ?? ""}`)
  }
  return {
    async know(tenants) {
      const before = known.length
      for (const tenant of tenants.slice(known.length)) {
        const principal = { id: parts.newId(), roles: ["base.admin"], attributes: {} }
        const record = parts.newId()
        const records = [{ id: record, name: `Fair ${record}`, position: 1 }]
        const action: Action = { kind: "create", entity, form: "many", records }
        await performAsSystem(parts, { tenant, principal }, action)
        known.push({ caller: { tenant, principal }, record })
      }
      added = known.slice(before)
    },
    async first() {
      for (const each of added) await ask(each, 0)
      return added.length
    },
    async run(seconds, atOnce) {
      const end = performance.now() + seconds * 1000
      let done = 0
      const lane = async (): Promise<void> => {
        while (performance.now() < end) await ask(anyOf(known), done++)
      }
      await Promise.all(Array.from({ length: atOnce }, lane))
      return done
    },
  }
}

function anyOf(known: readonly Known[]): Known {
  const chosen = known[Math.floor(Math.random() * known.length)]
  if (chosen === undefined) throw new Error("no tenant is known")
  return chosen
}
