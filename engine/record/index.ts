export { evaluateRecord, type Live, type LiveEnv } from "./evaluate.ts"
export { plainOf } from "./default.ts"
export { fallbackOf, preparePatch, prepareRecord } from "./prepare.ts"
export type { CleanRecord, CleanValue, Prepared, RecordEnv } from "./types.ts"
