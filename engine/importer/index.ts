export { found, paramsOf, settleKnown, stagesOf, workOut, type FindRead, type Stage } from "./find.ts"
export { layRecords, placed } from "./lay.ts"
export { readFile } from "./read.ts"
export type { Around, Draft, FileFault, FilePlace, Reading } from "./types.ts"
