// The modules as layers, ready to compile.
import type { Layer } from "../../engine/layer/index.ts"
import { extensions, items, modules } from "./items.ts"

/** One module, with what it changes in others. */
export function layerOf(module: string): Layer {
  const files = [...items, ...extensions]
    .filter((item) => item.module === module)
    .map(({ path, source }) => ({ path, content: source }))
  return { name: module, kind: "module", files }
}

/** All modules. */
export function layers(): readonly Layer[] {
  return modules.map(({ id }) => layerOf(id))
}
