// What is installed and the tenants' own layers, as models: what commands ask for.
import type { Compiled } from "../../engine/model/index.ts"
import { faultsFor, layersFor, loadInstalled, type Folders, type Models } from "../metadata/index.ts"
import { faulty, hasErrors } from "./faulty.ts"
import type { Metadata } from "./world.ts"

export interface MetadataParts {
  readonly models: Models
  /** Where modules, plugins and templates are installed. */
  readonly folders: Folders
}

/** Reads the folders anew at each call, since files change while a process runs. */
export function openMetadata({ models, folders }: MetadataParts): Metadata {
  const installed: Metadata["installed"] = () => loadInstalled(folders)
  const compile: Metadata["compile"] = async (tenant, chosen) => {
    const all = await installed()
    return withFaults(models.of(layersFor(all, tenant, chosen)), faultsFor(all, chosen.additions))
  }
  return {
    models,
    installed,
    compile,
    async standard() {
      const compiled = await compile("", { additions: [], files: [] })
      if (compiled.ok) return compiled.model
      throw faulty("What is installed", "See `tenon check`.", compiled.diagnostics)
    },
  }
}

/** A model of files that could not all be read is none. */
function withFaults(compiled: Compiled, faults: Compiled["diagnostics"]): Compiled {
  const diagnostics = [...faults, ...compiled.diagnostics]
  return compiled.ok && !hasErrors(faults) ? { ...compiled, diagnostics } : { ok: false, diagnostics }
}
