export { listApprovals } from "./list.ts"
export { performVerdict, type Said, type Verdict } from "./verdict.ts"
