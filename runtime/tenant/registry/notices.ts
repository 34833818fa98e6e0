// What processes tell each other about tenants, users and sessions: NOTIFY on channels of the home server.
// A notice goes out with the commit of what it tells (https://www.postgresql.org/docs/18/sql-notify.html).
import { notifyStatement } from "../../sql/tenancy/index.ts"
import type { Control, Executor } from "./control.ts"

/** `tenon_tenant`: `<id> <name>`; `tenon_user`: `<tenant> <user>`; `tenon_session`: `<session>`. */
export type Channel = "tenon_tenant" | "tenon_user" | "tenon_session"

/** Tells every process, once the transaction commits. */
export async function notify(on: Executor, channel: Channel, ...words: readonly string[]): Promise<void> {
  await on.run([notifyStatement(channel, words.join(" "))])
}

/** Who remembers what a notice may make untrue. */
export interface Hearer {
  /** A notice came. */
  forget(payload: string): void
  /** The connection was lost and made anew: notices may have been missed. */
  forgetAll(): void
}

/** Tells the hearer of each notice on the channel; gives the function that ends it. */
export function hear(
  { admin, home }: Control,
  channel: Channel,
  hearer: Hearer,
): Promise<() => Promise<void>> {
  return admin.listen(home, channel, (payload) =>
    payload === undefined ? hearer.forgetAll() : hearer.forget(payload),
  )
}

/** Tells every process that the tenant's address, state or model is not what it was; also used by publishing. */
export async function tenantChanged(
  on: Executor,
  tenant: { readonly id: string; readonly name: string },
): Promise<void> {
  await notify(on, "tenon_tenant", tenant.id, tenant.name)
}
