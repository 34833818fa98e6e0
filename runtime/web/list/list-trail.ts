// The list that a record was opened from: what "previous", "next" and "back" mean on its form.
import { go } from "../route/location.ts"
import { recordPath } from "../route/route.ts"

export interface Trail {
  readonly entity: string
  readonly ids: readonly string[]
  /** Address of the list, with its search and filter. */
  readonly from: string
}

const key = "tenon.trail"

/** Opens a record and remembers the list around it for this browser tab. */
export function openRecord(entity: string, ids: readonly string[], index: number): void {
  const id = ids[index]
  if (id === undefined) return
  const from = window.location.pathname + window.location.search
  const near = ids.slice(Math.max(0, index - 500), index + 500)
  const trail: Trail = { entity, ids: near, from }
  sessionStorage.setItem(key, JSON.stringify(trail))
  go(recordPath(entity, id))
}

/** Opens a record of another kind that a row of the list tells of; "back" leads to the list. */
export function openSource(entity: string, id: string): void {
  const from = window.location.pathname + window.location.search
  const trail: Trail = { entity, ids: [], from }
  sessionStorage.setItem(key, JSON.stringify(trail))
  go(recordPath(entity, id))
}

/** The remembered list, if it was one of this entity. */
export function readTrail(entity: string): Trail | undefined {
  const text = sessionStorage.getItem(key)
  if (text === null) return undefined
  const trail = JSON.parse(text) as Trail // written by openRecord alone
  return trail.entity === entity ? trail : undefined
}
