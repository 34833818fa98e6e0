export {
  adminRoleScript,
  extensions,
  hardenScript,
  requestRole,
  requestRoleScript,
  sharedSchemaScript,
} from "./bootstrap.ts"
export { quoteIdentifier } from "./quote.ts"
export { listTemplates } from "./read/list.ts"
export {
  aggregateTemplate,
  historyTemplate,
  readTemplate,
  rightsTemplate,
  whyTemplate,
} from "./read/single.ts"
export { holdersTemplate } from "./read/holders.ts"
export { arrayText, bind, type Bindings, type Slot, type Template } from "./template.ts"
export type { Row, Statement, Value } from "./types.ts"
export { inputOf } from "./write/children.ts"
export { createTemplates } from "./write/create.ts"
export { flat } from "./write/input.ts"
export { emitTemplate } from "./write/emit.ts"
export { finalTemplate, keptTemplate, takeKey } from "./write/once.ts"
export { lockTemplate, lookTemplate } from "./write/refresh.ts"
export { deleteTemplates, updateTemplates } from "./write/update.ts"
