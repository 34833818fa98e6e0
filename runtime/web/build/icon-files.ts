// A vite plugin: Tabler's outline icons as small JSON files, loaded by name when a model asks for them.
// Those that the modules name stand in one file; all others in 64 buckets. The path carries their fingerprint.
import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import type { Plugin } from "vite"
import { bucketOf, bucketCount } from "../icon/bucket.ts"

type Drawings = Record<string, unknown>

/** Emits `assets/icons-<fingerprint>/<bucket>.json` and serves the same in development. */
export function iconFiles(metadataFolder: string): Plugin {
  const files = iconBuckets(metadataFolder)
  const fingerprint = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 8)
  const base = `assets/icons-${fingerprint}`
  return {
    name: "tenon-icon-files",
    config: () => ({ define: { __ICON_BASE__: JSON.stringify(`/${base}`) } }),
    generateBundle() {
      for (const [name, content] of Object.entries(files)) {
        this.emitFile({ type: "asset", fileName: `${base}/${name}.json`, source: content })
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const content = files[request.url?.replace(`/${base}/`, "").replace(".json", "") ?? ""]
        if (content === undefined) return next()
        response.setHeader("Content-Type", "application/json").end(content)
      })
    },
  }
}

function iconBuckets(metadataFolder: string): Record<string, string> {
  // The package exports its single icons only; the file with all of their drawings lies beside their folder.
  const one = createRequire(import.meta.url).resolve("@tabler/icons/outline/point.svg")
  const text = readFileSync(join(one, "../../../tabler-nodes-outline.json"), "utf8")
  const drawings = JSON.parse(text) as Drawings // Tabler's own file: name -> drawing
  const buckets: Record<string, Drawings> = { known: {} }
  for (let index = 0; index < bucketCount; index++) buckets[String(index)] = {}
  const known = namedIcons(metadataFolder)
  for (const [name, drawing] of Object.entries(drawings)) {
    if (known.has(name)) buckets["known"]![name] = drawing
    buckets[String(bucketOf(name))]![name] = drawing
  }
  return Object.fromEntries(Object.entries(buckets).map(([name, content]) => [name, JSON.stringify(content)]))
}

function namedIcons(folder: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".json")) continue
    const text = readFileSync(join(folder, file), "utf8")
    for (const match of text.matchAll(/"icon"\s*:\s*"([a-z0-9-]+)"/g)) names.add(match[1]!)
  }
  return names
}
