export { plainNumber } from "./decimal-text.ts"
export { Refusal, type FieldType, type Reader, type ReadValue } from "./type.ts"
export { fieldType, typeNameOf } from "./types.ts"
