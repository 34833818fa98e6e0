export { sightOf, type Sight } from "./reads.ts"
export { hindrances, transition } from "./transition.ts"
export type { Decision, Made, Refused, Snapshot, TransitionEvent, Work } from "./types.ts"
