// The types of a compiled model, all together.
export type * from "./types/calculation.ts"
export type * from "./types/importer.ts"
export type * from "./types/layout.ts"
export type * from "./types/ledger.ts"
export type * from "./types/lifecycle.ts"
export type * from "./types/model.ts"
export type * from "./types/report.ts"
export type * from "./types/table.ts"
