export { performAlike, performDuplicates } from "./duplicates.ts"
