export { openMetadata, type MetadataParts } from "./metadata.ts"
export { run } from "./run.ts"
export type {
  Seeds,
  SeedBatch,
  DemoCompany,
  SeedDoor,
  SeedLane,
  SeedRecord,
  Metadata,
  Surroundings,
  Terminal,
  World,
} from "./world.ts"
