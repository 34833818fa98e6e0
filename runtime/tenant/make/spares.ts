// Schemas made ahead per fingerprint and server, so that a sign-up costs a rename.
// Spares are made several in one transaction: each change of role membership makes every backend rebuild its cache.
import { randomUUID } from "node:crypto"
import { createDwelling, dropDwelling, type Dwelling } from "../../sql/tenancy/index.ts"
import {
  build,
  fetchRows,
  registryOf,
  registryTable,
  send,
  type Control,
  type Executor,
} from "../registry/control.ts"
import { runWith, type TableScript } from "./making.ts"
import { markOf } from "./name.ts"

interface Kind {
  readonly server: string
  readonly fingerprint: string
}
interface Spare extends Dwelling, Kind {}

const perTransaction = 5

/** Makes spares until `wanted` of the kind exist; gives how many were made. */
export async function fillSpares(
  control: Control,
  kind: Kind,
  wanted: number,
  script: TableScript,
): Promise<number> {
  let made = 0
  for (;;) {
    const missing = wanted - (await countSpares(control, kind))
    if (missing <= 0) return made
    const batch = Array.from({ length: Math.min(missing, perTransaction) }, () => spareOf(kind))
    await makeSpares(control, batch, script)
    made += batch.length
  }
}

/** How many spares of the kind wait. */
export async function countSpares(control: Control, kind: Kind): Promise<number> {
  const count = spares().where(kind).select(build.raw("count(*)::integer AS count"))
  const [row] = await fetchRows<{ count: number }>(registryOf(control), count)
  return row?.count ?? 0
}

/** Takes the oldest fitting spare out of the pool within the caller's transaction; undefined when there is none. */
export async function takeSpare(registry: Executor, kind: Kind): Promise<Dwelling | undefined> {
  const oldest = spares().where(kind).orderBy("created_at").limit(1).forUpdate().skipLocked().select("schema")
  const [taken] = await fetchRows<Spare>(registry, spares().whereIn("schema", oldest).delete().returning("*"))
  return taken
}

/** Removes the spares of every fingerprint but `keep`; gives how many. */
export async function dropSpares(control: Control, keep: readonly string[]): Promise<number> {
  const old = await fetchRows<Spare>(registryOf(control), spares().whereNotIn("fingerprint", keep))
  for (const spare of old) {
    await control.admin.transaction(control.home, async (registry) => {
      const gone = await fetchRows<Spare>(
        registry,
        spares().where({ schema: spare.schema }).delete().returning("*"),
      )
      // Another process may have handed it out in between: it is a tenant now.
      if (gone.length > 0) await runWith(control, registry, spare.server, dropDwelling(spare))
    })
  }
  return old.length
}

function spareOf(kind: Kind): Spare {
  const mark = markOf(randomUUID())
  return { schema: `t_spare_${mark}`, role: `t_${mark}`, ...kind }
}

async function makeSpares(control: Control, batch: readonly Spare[], script: TableScript): Promise<void> {
  const [first] = batch
  if (first === undefined) return
  const work = batch.map((spare) => createDwelling(spare, script(spare.schema))).join("\n")
  await control.admin.transaction(control.home, async (registry) => {
    await send(registry, spares().insert([...batch]))
    await runWith(control, registry, first.server, work)
  })
}

function spares() {
  return registryTable("spare")
}
