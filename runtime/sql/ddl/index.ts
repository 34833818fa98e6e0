export { columnsQuery, definitionsQuery, modelQuery, modelsQuery, patience, trashQuery } from "./catalogue.ts"
export type { Rendering } from "./column-change.ts"
export { keyOf } from "./column.ts"
export {
  heldElsewhere,
  migrationCommands,
  moveStart,
  moveTransaction,
  moveWork,
  otherModel,
  type Move,
  type MoveLimits,
} from "./migration.ts"
export { probeQuery } from "./probe.ts"
export { rightsOf, rightsQuery } from "./rights.ts"
export { recomputing, workedOut } from "./recompute.ts"
export { enterRevision, migrationTables, type RevisionEntry } from "./registry.ts"
export { modelOf, schemaScript } from "./script.ts"
export { dropKept, fitted, keptSince, type Occasion } from "./trash.ts"
