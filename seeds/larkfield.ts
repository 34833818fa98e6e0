// Larkfield Consulting, a services company: advice from Boston and London.
import profile from "./companies/larkfield.json" with { type: "json" }
import { story } from "./story.ts"
import type { Batch, Profile } from "./types.ts"

export const larkfieldProfile: Profile = profile

/** Two years of engagements up to `today`. */
export function larkfield(today: string): Generator<Batch> {
  return story(larkfieldProfile, today)
}
