export { createDwelling, dropDwelling, renameSchema, trashOf, type Dwelling } from "./script.ts"
export {
  forgetKeys,
  listMarkedSchemas,
  lockDemo,
  unlockDemo,
  lockMaking,
  lockRegistry,
  notifyStatement,
  shareMaking,
} from "./statements.ts"
export { principalQuery, type PrincipalColumn, type PrincipalQuery } from "./principal.ts"
