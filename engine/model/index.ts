export { compile, compileSource, type Compiled } from "./compile.ts"
export { fieldType, Refusal, type FieldType, type Reader, type ReadValue } from "./field/index.ts"
export { toJsonSchema, type Purpose } from "./json-schema.ts"
export type * from "./types.ts"
