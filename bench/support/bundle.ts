// One of the hand-written servers as one file, so that it runs as it would in production, without a loader.
import { build } from "esbuild"
import { fileURLToPath } from "node:url"

/** Bundles `bench/servers/<name>.ts`; gives the path of the bundle. */
export async function bundled(name: string): Promise<string> {
  const outfile = fileURLToPath(new URL(`../../dist/bench/${name}.mjs`, import.meta.url))
  const entry = fileURLToPath(new URL(`../servers/${name}.ts`, import.meta.url))
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  })
  return outfile
}
