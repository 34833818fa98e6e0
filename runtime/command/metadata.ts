// The installed modules and the tenants' own layers, as models: what commands ask for.
import { loadModules, overlayLayer, type Models } from "../metadata/index.ts"
import { readLayer, registryOf, type Control } from "../tenant/index.ts"
import { faulty, hasErrors } from "./faulty.ts"
import type { Metadata } from "./world.ts"

export interface MetadataParts {
  readonly control: Control
  readonly models: Models
  /** The folder of the installed modules. */
  readonly folder: string
}

/** Reads the folder anew at each call, since files change while a process runs. */
export function openMetadata({ control, models, folder }: MetadataParts): Metadata {
  const modules = (): ReturnType<typeof loadModules> => loadModules(folder)
  return {
    models,
    modules,
    async layersOf(tenant) {
      const [{ layers }, files] = await Promise.all([modules(), readLayer(registryOf(control), tenant)])
      return files.length === 0 ? layers : [...layers, overlayLayer(tenant, files)]
    },
    async standard() {
      const { layers, diagnostics } = await modules()
      const compiled = models.of(layers)
      const faults = [...diagnostics, ...compiled.diagnostics]
      if (compiled.ok && !hasErrors(faults)) return compiled.model
      throw faulty("What is installed", "See `tenon check`.", faults)
    },
  }
}
