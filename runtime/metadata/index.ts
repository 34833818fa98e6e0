export type { Addition } from "./additions.ts"
export {
  additionNamed,
  faultsFor,
  layersFor,
  loadInstalled,
  type Chosen,
  type Folders,
  type Installed,
} from "./installed.ts"
export { loadLayer, loadModules, overlayLayer, type Loaded } from "./layers.ts"
export { createModels, type Models } from "./models.ts"
