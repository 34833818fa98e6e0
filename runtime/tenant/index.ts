export { createTenants, liveTenant, type LiveTenant, type Tenants, type TenantsParts } from "./live/cache.ts"
export {
  build,
  fetchRows,
  fetchText,
  registryOf,
  registrySchema,
  registryTable,
  send,
  type Control,
  type Executor,
} from "./registry/control.ts"
export { drop, resume, suspend } from "./make/life.ts"
export type { TableScript } from "./make/making.ts"
export { createLoadModel, type LoadModel, type LoadModelParts } from "./live/load-model.ts"
export {
  listAdditions,
  readOwnLayers,
  replaceOwnLayers,
  tenantsWithFiles,
  type OwnLayers,
  type StoredFile,
} from "./registry/layers.ts"
export { hear, notify, tenantChanged, type Channel, type Hearer } from "./registry/notices.ts"
export { listServers, setServerOpen, type ServerLoad } from "./make/placement.ts"
export { provision, type NewTenant } from "./make/provision.ts"
export { createRecent, type Recent } from "./live/recent.ts"
export {
  addressOf,
  findTenant,
  listTenants,
  prepareRegistry,
  requireTenant,
  type Tenant,
  type TenantState,
} from "./registry/registry.ts"
export { countSpares, dropSpares, fillSpares } from "./make/spares.ts"
export { sweep } from "./make/sweep.ts"
