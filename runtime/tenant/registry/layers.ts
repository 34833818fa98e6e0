// A tenant's own layer, as the registry keeps it: one row a file, with the value that the change was made against.
import type { LayerFile } from "../../../engine/layer/index.ts"
import type { JsonValue } from "../../../engine/metaschema/index.ts"
import { build, fetchRows, registryTable, send, type Executor } from "./control.ts"

/** A file of a tenant's layer; `base` is what the layers below held there when it was written, for three-way merges. */
export interface StoredFile extends LayerFile {
  readonly base: JsonValue
}

/** The files of the tenant's layer by path; none when the tenant changed nothing. */
export async function readLayer(on: Executor, tenant: string): Promise<readonly StoredFile[]> {
  const files = registryTable("layer").where({ tenant }).orderBy("path").select("path", "content", "base")
  return fetchRows<StoredFile>(on, files)
}

/** Makes the tenant's layer hold exactly these files. Takes effect when the tenant is migrated to what they make. */
export async function replaceLayer(
  on: Executor,
  tenant: string,
  files: readonly StoredFile[],
): Promise<void> {
  await send(on, registryTable("layer").where({ tenant }).delete())
  if (files.length === 0) return
  const rows = files.map(({ path, content, base }) => ({
    tenant,
    path,
    content: json(content),
    base: json(base),
  }))
  await send(on, registryTable("layer").insert(rows))
}

function json(value: JsonValue) {
  return build.raw("?::jsonb", [JSON.stringify(value)])
}

/** Ids of the tenants that have a layer of their own. */
export async function tenantsWithLayer(on: Executor): Promise<ReadonlySet<string>> {
  const rows = await fetchRows<{ tenant: string }>(on, registryTable("layer").distinct("tenant"))
  return new Set(rows.map(({ tenant }) => tenant))
}
