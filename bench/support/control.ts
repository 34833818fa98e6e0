// The control plane without a server: a PostgreSQL of its own in a folder that is gone afterwards, an empty registry,
// and a model with the script of its tables.
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { wanted } from "../../engine/migration/index.ts"
import { compile, type Model } from "../../engine/model/index.ts"
import type { Layer } from "../../engine/layer/index.ts"
import { readConfig } from "../../runtime/config/index.ts"
import { openDatabases, type OpenDatabases } from "../../runtime/database/index.ts"
import { schemaScript } from "../../runtime/sql/ddl/index.ts"
import {
  prepareRegistry,
  type Control,
  type NewTenant,
  type TableScript,
} from "../../runtime/tenant/index.ts"

export interface Plane extends OpenDatabases {
  readonly control: Control
  readonly directory: string
}

/** Opens the plane of a data directory, starting its PostgreSQL or joining the one that runs there. */
export async function openPlane(directory: string): Promise<Plane> {
  const config = await readConfig({ DATA_DIR: directory })
  const warn = (line: string): void => void process.stderr.write(`${line}\n`)
  const databases = await openDatabases({ config, say: () => {}, warn })
  const control = { admin: databases.admin, home: databases.home }
  await prepareRegistry(control)
  return { ...databases, control, directory }
}

/** Opens it in a folder of its own and hands it to `work`; everything is gone afterwards. */
export async function withPlane(work: (plane: Plane) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "tenon-bench-"))
  const plane = await openPlane(directory)
  try {
    await work(plane)
  } finally {
    await plane.close()
    await rm(directory, { recursive: true, force: true })
  }
}

export interface Built {
  readonly model: Model
  readonly tables: number
  readonly script: TableScript
}

/** Compiles the layers and renders the script of their tables; throws the diagnostics when they make no model. */
export function built(layers: readonly Layer[]): Built {
  const compiled = compile(layers)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics.slice(0, 3), null, 2))
  const { model } = compiled
  const state = wanted(model)
  return { model, tables: state.tables.size, script: schemaScript(state, model.fingerprint) }
}

/** A tenant of the model with the number in its name. */
export function newTenant(number: number, { fingerprint }: Model): NewTenant {
  const locale = { language: "en", time_zone: "Europe/Berlin", currency: "EUR" }
  return { name: `bench-${number}`, title: `Bench ${number}`, fingerprint, ...locale }
}
