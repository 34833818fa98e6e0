// The password hashes of the registry, one per user that may log in.
import { fetchRows, registryOf, registryTable, send, type Control } from "../../tenant/index.ts"

export interface Credentials {
  /** The user's hash, or undefined when the user has no password. */
  find(tenant: string, user: string): Promise<string | undefined>
  save(tenant: string, user: string, hash: string, at: Date): Promise<void>
}

export function createCredentials(control: Control): Credentials {
  const home = registryOf(control)
  const table = () => registryTable("credential")
  return {
    async find(tenant, user) {
      const [row] = await fetchRows<{ hash: string }>(
        home,
        table().where({ tenant, user_id: user }).select("hash"),
      )
      return row?.hash
    },
    async save(tenant, user, hash, at) {
      const row = { tenant, user_id: user, hash, changed_at: at }
      await send(home, table().insert(row).onConflict(["tenant", "user_id"]).merge())
    },
  }
}
