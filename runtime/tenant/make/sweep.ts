// Finds and removes what a crash between two servers' commits left behind: marked schemas that the registry does not know.
import { dropDwelling, listMarkedSchemas, type Dwelling } from "../../sql/tenancy/index.ts"
import { fetchRows, registryOf, registryTable, type Control, type Executor } from "../registry/control.ts"
import { holdAllMaking } from "./making.ts"

/** Removes leftovers on one server; gives their schemas. Waits for what is being made and lets nothing be made meanwhile. */
export async function sweep(control: Control, server: string): Promise<readonly string[]> {
  return control.admin.transaction(server, async (tx) => {
    await holdAllMaking(tx)
    const known = await knownSchemas(server === control.home ? tx : registryOf(control), server)
    const leftovers = (await markedSchemas(tx)).filter(({ schema }) => !known.has(schema))
    for (const each of leftovers) await tx.script(dropDwelling(each))
    return leftovers.map(({ schema }) => schema)
  })
}

async function knownSchemas(registry: Executor, server: string): Promise<ReadonlySet<string>> {
  const tenants = registryTable("tenant").where({ server }).whereNot("state", "dropped")
  const spares = registryTable("spare").where({ server })
  const rows = await fetchRows<{ schema: string }>(
    registry,
    tenants.select("schema").unionAll([spares.select("schema")]),
  )
  return new Set(rows.map(({ schema }) => schema))
}

/** Schemas that bear our mark, with their roles: both end in the same digits (name.ts). */
async function markedSchemas(tx: Executor): Promise<readonly Dwelling[]> {
  const [rows = []] = await tx.run([listMarkedSchemas])
  const schemas = rows.flatMap(([schema]) => (typeof schema === "string" ? [schema] : []))
  return schemas.map((schema) => ({ schema, role: `t_${schema.slice(-12)}` }))
}
