export { match } from "./match.ts"
export { matchedRows, type DocumentRow } from "./rows.ts"
export type { Fit, OpenRow, Pair, Way } from "./types.ts"
