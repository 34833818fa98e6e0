// A transaction of one unit of work, tried again where concurrent ones stood in each other's way.
import type { WritePlan } from "../../../engine/plan/index.ts"
import { isWorthRetrying } from "../../database/index.ts"
import { explained } from "../explain.ts"
import type { Performance } from "../performance.ts"
import { Unit } from "./unit.ts"

const MOST_TRIES = 5

/** The work in a transaction of its own; anew where it met a deadlock, which rolled all of it back. Faults speak of the
 * records of `plan`. */
export async function inTransaction<T>(
  performance: Performance,
  work: (unit: Unit) => Promise<T>,
  plan?: WritePlan,
): Promise<T> {
  const { parts, caller } = performance
  const { address, model } = caller.tenant
  const tried = async (): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await parts.database.transaction(address, (tx) => work(new Unit(tx, performance)))
      } catch (fault) {
        if (tries >= MOST_TRIES || !isWorthRetrying(fault)) throw fault
      }
    }
  }
  return explained(tried(), model, plan)
}
