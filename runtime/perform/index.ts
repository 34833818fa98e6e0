export type { Caller } from "./caller.ts"
export { createPerform, performAsSystem, type Perform, type PerformParts } from "./perform.ts"
export { TimedRooms, type Room, type Rooms } from "./rooms.ts"
export { evaluateRights, type Verb } from "./rights.ts"
