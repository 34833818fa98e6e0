// Brightwater Trading, a trading company: fine foods from Bristol and Hamburg.
import profile from "./companies/brightwater.json" with { type: "json" }
import { story } from "./story.ts"
import type { Batch, Profile } from "./types.ts"

export const brightwaterProfile: Profile = profile

/** Two years of trade up to `today`. */
export function brightwater(today: string): Generator<Batch> {
  return story(brightwaterProfile, today)
}
