export { isGiven, needOf, nextStep, stepsOver, type Vote } from "./approval.ts"
export { copyOf } from "./create.ts"
export {
  match,
  matchedRows,
  type DocumentRow,
  type Fit,
  type OpenRow,
  type Pair,
  type Way,
} from "./match/index.ts"
export { sightOf, type Sight } from "./reads.ts"
export { hindrances, transition } from "./transition.ts"
export type {
  AskedStep,
  Asks,
  Decision,
  EffectOf,
  Made,
  Refused,
  Snapshot,
  TransitionEvent,
  Work,
} from "./types.ts"
