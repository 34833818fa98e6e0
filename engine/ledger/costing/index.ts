// Costing: what an outgoing entry of a ledger is worth. The door of the room; SPEC.md has its rules.
export { cost, type Beside } from "./cost.ts"
export { replay, nothing, type Beginning, type CostFault, type OriginFault, type Replayed } from "./replay.ts"
export { adjustmentsOf, type Adjustment } from "./adjustments.ts"
export { recost, type Recosted, type Recosting } from "./recost.ts"
export {
  compareMoments,
  isAddition,
  timelineOf,
  type CostRow,
  type Moment,
  type Timeline,
} from "./timeline.ts"
export { emptyStock, queueView, readStock, writeStock, type StockText } from "./stock.ts"
export type {
  Addition,
  Cost,
  Costed,
  Correction,
  Layer,
  Method,
  Movement,
  Origin,
  Stock,
  Terms,
  Worth,
} from "./types.ts"
