// tenon layer pull <tenant> <folder>
import { mkdir, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Command } from "commander"
import { readOwnLayers, registryOf, requireTenant } from "../../tenant/index.ts"
import { described, type Context, type Shared } from "../context.ts"
import type { Output } from "../output.ts"
import type { World } from "../world.ts"

export function layerPull(group: Command, context: Context): void {
  described(
    group.command("pull <tenant> <folder>"),
    "Write a tenant's own metadata to a folder, one file an item.",
    ["tenon layer pull acme ./acme"],
  ).action((tenant: string, folder: string, options: Shared) =>
    context.withWorld(options, (world) => pull(world, tenant, folder)),
  )
}

async function pull({ control }: World, name: string, folder: string): Promise<Output> {
  const { id } = await requireTenant(control, { name })
  const { files } = await readOwnLayers(registryOf(control), id)
  for (const { path, content } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), `${JSON.stringify(content, null, 2)}\n`)
  }
  const paths = files.map(({ path }) => path)
  return {
    text: [...paths, `${files.length} files in ${folder}.`].join("\n"),
    json: { tenant: name, folder, files: paths },
  }
}
