// Where the registry and a tenant's server are changed together: the one place that knows about two transactions.
import { lockMaking, shareMaking } from "../../sql/tenancy/index.ts"
import type { Control, Executor } from "../registry/control.ts"

/** The commands that create a model's tables in an existing, empty schema. */
export type TableScript = (schema: string) => string

/**
 * Runs a script on a server for a registry transaction that is still open: inside it on the home server, else in a
 * transaction of the other server that commits first. A crash between the two commits leaves on that server what the
 * registry does not know, never the reverse; `sweep` removes it, and the shared lock keeps `sweep` away meanwhile.
 */
export async function runWith(
  control: Control,
  registry: Executor,
  server: string,
  script: string,
): Promise<void> {
  if (server === control.home) return hold(registry, script)
  return control.admin.transaction(server, (tx) => hold(tx, script))
}

async function hold(tx: Executor, script: string): Promise<void> {
  await tx.script(`${shareMaking}\n${script}`)
}

/** Waits until nothing is being made on the transaction's server and keeps it so until the transaction ends. */
export async function holdAllMaking(tx: Executor): Promise<void> {
  await tx.run([lockMaking])
}
