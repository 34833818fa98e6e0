export { authorize, rightsOf, systemGrant, transitionOf, type Asked } from "./authorize.ts"
export { both, type EntityAccess, type FieldAccess, type Grant, type Principal } from "./grant.ts"
export { rolesOf } from "./roles.ts"
