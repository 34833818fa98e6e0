export { performMerge } from "./merge.ts"
