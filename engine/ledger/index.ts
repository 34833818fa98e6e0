export { dayOfReversal } from "./day.ts"
export { mirrorOf, type WrittenEntry } from "./mirror.ts"
export { entriesOf, type Posting } from "./post.ts"
export type { Entry, PostingFrame, SourceRef } from "./types.ts"
