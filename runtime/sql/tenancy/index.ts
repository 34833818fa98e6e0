export { createDwelling, dropDwelling, renameSchema, trashOf, type Dwelling } from "./script.ts"
export {
  forgetKeys,
  listMarkedSchemas,
  lockBooks,
  lockDemo,
  unlockBooks,
  unlockDemo,
  lockMaking,
  lockRegistry,
  notifyStatement,
  shareMaking,
} from "./statements.ts"
export { principalQuery, type PrincipalColumn, type PrincipalQuery } from "./principal.ts"
