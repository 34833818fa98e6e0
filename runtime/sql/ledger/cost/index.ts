export { adjustingPart } from "./adjusting.ts"
export { keepStates } from "./keep.ts"
export { costLook, type CostingBook } from "./look.ts"
export { storyTemplates } from "./timeline.ts"
