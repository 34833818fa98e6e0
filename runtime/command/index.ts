export { openMetadata, type MetadataParts } from "./metadata.ts"
export { run } from "./run.ts"
export type {
  Demo,
  DemoBatch,
  DemoCompany,
  DemoDoor,
  DemoRecord,
  Metadata,
  Surroundings,
  Terminal,
  World,
} from "./world.ts"
