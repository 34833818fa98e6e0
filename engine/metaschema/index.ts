export { checkForm } from "./check.ts"
export type { FormFault } from "./describe.ts"
export { metaschemas } from "./schemas.ts"
export type * from "./types.ts"
