// Turns the sources into what runs: one file for the server, one folder for the browser. Each is rebuilt only when its
// sources differ from those it was made of, told by a fingerprint of their contents.
import { createHash } from "node:crypto"
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { join, relative, sep } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const serverFolder = join(root, "dist/server")
const webFolder = join(root, "dist/web")
const isWeb = (path) => path.startsWith("runtime/web/")

/**
 * Bundles `runtime/main.ts` unless a bundle of the same sources is there; gives its path. One file loads faster than
 * hundreds, and carries none of the name-keeping calls that a loader for TypeScript puts around every function.
 */
export async function buildServer() {
  const sources = listed(["engine", "runtime", "seeds", "plugins"], (path) => !isWeb(path))
  const bundle = join(serverFolder, `tenon-${fingerprint(sources)}.mjs`)
  if (existsSync(bundle)) return bundle
  const { build } = await import("esbuild")
  const { outputFiles } = await build({
    entryPoints: [join(root, "runtime/main.ts")],
    outfile: bundle,
    write: false,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "linked",
    logLevel: "warning",
    plugins: [sourceUrls],
  })
  mkdirSync(serverFolder, { recursive: true })
  // The bundle itself comes last: whoever sees it sees all of it, also when two processes build at once.
  for (const { path, contents } of outputFiles.toReversed()) {
    const unfinished = `${path}.${process.pid}`
    writeFileSync(unfinished, contents)
    renameSync(unfinished, path)
  }
  clearOld()
  return bundle
}

/** Removes bundles that nobody can be about to load any more. */
function clearOld() {
  const hourAgo = Date.now() - 3_600_000
  for (const name of readdirSync(serverFolder)) {
    const made = statSync(join(serverFolder, name), { throwIfNoEntry: false })?.mtimeMs ?? hourAgo
    if (made < hourAgo) rmSync(join(serverFolder, name), { force: true })
  }
}

/** Builds the application for the browser into `dist/web` unless the one there is of the same sources. */
export async function buildWeb() {
  const wanted = fingerprint(listed(["engine", "runtime/web"], () => true))
  const mark = join(webFolder, ".fingerprint")
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return
  const { build } = await import("vite")
  const unfinished = `${webFolder}.${process.pid}`
  await build({
    root: join(root, "runtime/web"),
    configFile: join(root, "runtime/web/vite.config.ts"),
    logLevel: "warn",
    build: { outDir: unfinished, emptyOutDir: true },
  })
  writeFileSync(join(unfinished, ".fingerprint"), wanted)
  rmSync(webFolder, { recursive: true, force: true })
  renameSync(unfinished, webFolder)
}

/** A file that asks where it lies is told where its source lies, so that data beside the sources is found. */
const sourceUrls = {
  name: "source-urls",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8")
      if (!text.includes("import.meta.")) return { contents: text, loader: "ts" }
      const place = JSON.stringify(relative(serverFolder, path).split(sep).join("/"))
      const url = `new URL(${place}, import.meta.url)`
      return { contents: text.replaceAll("import.meta.url", `${url}.href`), loader: "ts" }
    })
  },
}

/** Files below the folders, relative to the root, that have a part in what is built. */
function listed(folders, wanted) {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name)),
    )
    .map((path) => path.split(sep).join("/"))
    .filter((path) => /\.(?:tsx?|css|html|json|svg|woff2)$/.test(path) && wanted(path))
    .sort()
}

function fingerprint(paths) {
  const hash = createHash("sha256")
  for (const path of [...paths, "package-lock.json", "scripts/build.mjs"])
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(join(root, path)))
      .update("\0")
  return hash.digest("hex").slice(0, 16)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  await Promise.all([buildServer(), buildWeb()])
