// What every chapter of a tale shares: the company it is about, the span of time, chance, and the reference data.
import { addDays } from "../days.ts"
import { createRandom } from "../random.ts"
import type { Random } from "../types.ts"
import { referenceData, type Reference } from "../reference.ts"
import type { Profile } from "../types.ts"

export interface World {
  readonly profile: Profile
  readonly random: Random
  /** First day of the tale, two years before `today`. */
  readonly from: string
  readonly today: string
  readonly reference: Reference
}

export function createWorld(profile: Profile, today: string): World {
  const random = createRandom(profile.tenant)
  const from = addDays(today, -730)
  return { profile, random, from, today, reference: referenceData(random, addDays(from, -30)) }
}
