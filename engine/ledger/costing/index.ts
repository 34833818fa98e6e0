// Costing: what an outgoing entry of a ledger is worth. The door of the room; SPEC.md has its rules.
export { replay, nothing, type Beginning, type CostFault, type OriginFault, type Replayed } from "./replay.ts"
export type { Adjustment } from "./adjustments.ts"
export { recost, type Recosted, type Recosting } from "./recost.ts"
export { isAddition, timelineOf, type CostRow, type Moment, type Timeline } from "./timeline.ts"
export { emptyStock, layersIn, queueView, readStock, writeStock, type StockText } from "./stock.ts"
export type {
  Addition,
  Cost,
  Costed,
  Correction,
  Method,
  Movement,
  Origin,
  Stock,
  Terms,
  Worth,
} from "./types.ts"
export type { Layer } from "./queue.ts"
