// Cruises a tree of sources with the rules of the house; gives what they were broken by.
import { cruise, type ICruiseResult } from "dependency-cruiser"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { rules } from "./rules.ts"

export interface Breach {
  readonly rule: string
  readonly from: string
  readonly to: string
}

export interface Cruised {
  readonly breaches: readonly Breach[]
  /** How many sources were read: a cruise that read nothing proves nothing. */
  readonly files: number
}

const houses = ["engine", "runtime", "plugins", "builder", "seeds"]

/** Reads every source under `root`, type imports included, and reports each import that breaks a rule. */
export async function cruiseTree(root: string): Promise<Cruised> {
  const present = houses.filter((house) => existsSync(join(root, house)))
  const { output } = await cruise(present, {
    baseDir: root,
    ruleSet: { forbidden: rules() },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(?:dist|coverage)/" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".json", ".css"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  })
  const result = output as ICruiseResult // the shape without an `outputType`; the package types it as string too
  return {
    files: result.modules.filter(({ source }) => houses.some((house) => source.startsWith(`${house}/`)))
      .length,
    breaches: result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}
