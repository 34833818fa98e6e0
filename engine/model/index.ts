export { compile, compileSource, type Compiled } from "./compile.ts"
export { fieldType, Refusal, type FieldType, type Reader, type ReadValue } from "./field/index.ts"
export type * from "./types.ts"
