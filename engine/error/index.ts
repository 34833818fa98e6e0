export { catalogue, type ProblemCode } from "./catalogue.ts"
export type { Diagnostic } from "./diagnostic.ts"
export { Problem, type Fault, type ProblemParts } from "./problem.ts"
export { nearest } from "./nearest.ts"
