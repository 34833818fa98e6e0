// What makes a tenant's model its own, as the registry keeps it: the plugins and templates that it added, in order, and one
// row for each file of its own layer, with the value that the change was made against.
import type { LayerFile } from "../../../engine/layer/index.ts"
import type { JsonValue } from "../../../engine/metaschema/index.ts"
import { build, fetchRows, registryTable, send, type Executor } from "./control.ts"

/** A file of a tenant's layer; `base` is what the layers below held there when it was written, for three-way merges. */
export interface StoredFile extends LayerFile {
  readonly base: JsonValue
}

/** What a tenant has beside the modules: refs such as `template:wholesale` in the order of adding, and its own files. */
export interface OwnLayers {
  readonly additions: readonly string[]
  readonly files: readonly StoredFile[]
}

/** The tenant's own layers, files by path; nothing where the tenant has the modules alone. */
export async function readOwnLayers(on: Executor, tenant: string): Promise<OwnLayers> {
  const files = registryTable("layer").where({ tenant }).orderBy("path").select("path", "content", "base")
  const added = registryTable("addition").where({ tenant }).orderBy("position").select("ref")
  return {
    additions: (await fetchRows<{ ref: string }>(on, added)).map(({ ref }) => ref),
    files: await fetchRows<StoredFile>(on, files),
  }
}

/** Makes the tenant have exactly these; a part left out stays. Takes effect when its tables are migrated to what they make. */
export async function replaceOwnLayers(
  on: Executor,
  tenant: string,
  { additions, files }: Partial<OwnLayers>,
): Promise<void> {
  if (additions !== undefined) {
    const rows = additions.map((ref, position) => ({ tenant, ref, position }))
    await replaceRows(on, "addition", tenant, rows)
  }
  if (files !== undefined) {
    const rows = files.map(({ path, content, base }) => ({
      tenant,
      path,
      content: json(content),
      base: json(base),
    }))
    await replaceRows(on, "layer", tenant, rows)
  }
}

async function replaceRows(
  on: Executor,
  table: "addition" | "layer",
  tenant: string,
  rows: readonly object[],
): Promise<void> {
  await send(on, registryTable(table).where({ tenant }).delete())
  if (rows.length > 0) await send(on, registryTable(table).insert([...rows]))
}

function json(value: JsonValue) {
  return build.raw("?::jsonb", [JSON.stringify(value)])
}

/** Ids of the tenants that have files of their own. */
export async function tenantsWithFiles(on: Executor): Promise<ReadonlySet<string>> {
  const rows = await fetchRows<{ tenant: string }>(on, registryTable("layer").distinct("tenant"))
  return new Set(rows.map(({ tenant }) => tenant))
}

/** What tenants have added, by id; those without are left out. */
export async function listAdditions(on: Executor): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await fetchRows<{ tenant: string; ref: string }>(
    on,
    registryTable("addition").orderBy("position").select("tenant", "ref"),
  )
  const found = new Map<string, string[]>()
  for (const { tenant, ref } of rows) found.set(tenant, [...(found.get(tenant) ?? []), ref])
  return found
}
