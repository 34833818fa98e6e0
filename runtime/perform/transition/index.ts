export { listTransitions } from "./list.ts"
export { performTransition } from "./transition.ts"
