// The records that were opened last on this device, newest first.
import type { Model } from "../contract/model.ts"

export interface Recent {
  readonly entity: string
  readonly id: string
  readonly title: string
}

const most = 8

/** Those kept for this person in this tenant. */
export function readRecent(model: Model): readonly Recent[] {
  const text = localStorage.getItem(keyOf(model))
  return text === null ? [] : (JSON.parse(text) as readonly Recent[]) // written by keepRecent alone
}

/** Puts a record in front. */
export function keepRecent(model: Model, opened: Recent): void {
  const others = readRecent(model).filter(({ entity, id }) => entity !== opened.entity || id !== opened.id)
  localStorage.setItem(keyOf(model), JSON.stringify([opened, ...others].slice(0, most)))
}

function keyOf({ tenant, user }: Model): string {
  return `tenon.recent.${tenant.name}.${user.id}`
}
