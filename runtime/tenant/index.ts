export { createTenants, type LiveTenant, type Tenants, type TenantsParts } from "./cache.ts"
export { fetchRows, fetchText, registryOf, send, type Control, type Executor } from "./control.ts"
export { drop, resume, suspend } from "./life.ts"
export type { TableScript } from "./making.ts"
export { createModels, type LoadModel, type Models } from "./models.ts"
export { parseTenantName } from "./name.ts"
export { hear, notify, tenantChanged, type Channel } from "./notices.ts"
export { listServers, setServerOpen, type ServerLoad } from "./placement.ts"
export { provision, type NewTenant } from "./provision.ts"
export { createRecent, type Recent } from "./recent.ts"
export { build, registrySchema } from "./registry-schema.ts"
export {
  addressOf,
  findTenant,
  listTenants,
  prepareRegistry,
  requireTenant,
  tenants,
  type Tenant,
  type TenantState,
} from "./registry.ts"
export { countSpares, dropSpares, fillSpares } from "./spares.ts"
export { sweep } from "./sweep.ts"
