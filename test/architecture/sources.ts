// Which files make up the house: TypeScript under the named folders, generated files and fixtures aside.
import { readdirSync, readFileSync } from "node:fs"
import { join, relative, sep } from "node:path"
import { fileURLToPath } from "node:url"

/** Absolute path of the project, and of the tree that must break every rule. */
export const root = fileURLToPath(new URL("../..", import.meta.url))
export const fixture = fileURLToPath(new URL("./fixture", import.meta.url))

export interface Source {
  /** Relative to the root that was read, with `/`. */
  readonly path: string
  readonly text: string
}

const aside = ["node_modules/", "dist/", "generated/", "coverage/", "/fixture/", "/fixtures/"]

/** Every `.ts`, `.tsx` and `.mjs` file under `folders` of `base`, sorted by path. A folder that is not there is empty. */
export function sources(base: string, folders: readonly string[]): readonly Source[] {
  return folders
    .flatMap((folder) => listed(join(base, folder)))
    .filter((path) => /\.(?:ts|tsx|mjs)$/.test(path))
    .map((path) => ({ path: relative(base, path).split(sep).join("/"), text: readFileSync(path, "utf8") }))
    .filter(({ path }) => !aside.some((part) => `/${path}`.includes(part)))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name))
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return []
    throw error
  }
}

export const everywhere = [
  "bin",
  "engine",
  "runtime",
  "plugins",
  "builder",
  "seeds",
  "scripts",
  "bench",
  "test",
]
