export { costEntries } from "./cost.ts"
export type { CostBook, CostedEntries } from "./types.ts"
export { verifyCosts } from "./verify.ts"
