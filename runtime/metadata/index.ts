export { loadLayer, loadModules, overlayLayer, type Loaded } from "./layers.ts"
export { createModels, type Models } from "./models.ts"
