import type { Entity } from "../contract/model.ts"

/** Whether this principal could make records of the entity one: the others go, and the one that stays changes. */
export function mayMerge({ merge, can }: Entity): boolean {
  return merge === true && can.update && can.delete
}
