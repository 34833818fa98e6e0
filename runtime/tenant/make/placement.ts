// On which server a new tenant goes: the one asked for, or the open one with the fewest tenants.
import { nearest, Problem } from "../../../engine/error/index.ts"
import {
  build,
  fetchRows,
  registryOf,
  registryTable,
  send,
  type Control,
  type Executor,
} from "../registry/control.ts"

/** A server of the registry and how many tenants, suspended ones included, live there. */
export interface ServerLoad {
  readonly name: string
  readonly open: boolean
  readonly tenants: number
}

/** All registered servers by name. */
export async function listServers(on: Executor): Promise<readonly ServerLoad[]> {
  const counted = registryTable("server")
    .leftJoin("tenant", (join) => {
      join.on("tenant.server", "server.name").andOn(build.raw("tenant.state <> 'dropped'"))
    })
    .select("server.name", "server.open", build.raw("count(tenant.id)::integer AS tenants"))
    .groupBy("server.name")
    .orderBy("server.name")
  return fetchRows<ServerLoad>(on, counted)
}

/**
 * The server for a new tenant. Refuses with TEN006 when the server asked for is unknown here, with TEN005 when it, or
 * every server, is closed to new tenants.
 */
export async function place(control: Control, on: Executor, asked?: string): Promise<string> {
  if (asked !== undefined) requireServer(control, asked)
  const open = (await listServers(on)).filter(
    ({ name, open }) => open && control.admin.servers.includes(name),
  )
  const fits = asked === undefined ? open : open.filter(({ name }) => name === asked)
  const [first, ...others] = fits
  if (first === undefined) {
    throw new Problem("TEN005", {
      detail:
        asked === undefined
          ? "No server is open for new tenants."
          : `The server "${asked}" takes no new tenants.`,
      hint: "Open one with `tenon server open <name>`, or add one to DATABASE_URLS.",
    })
  }
  return others.reduce((least, each) => (each.tenants < least.tenants ? each : least), first).name
}

/** Opens a server for new tenants or closes it; tenants that live there are not touched. TEN006 when it is unknown. */
export async function setServerOpen(control: Control, name: string, state: "open" | "closed"): Promise<void> {
  requireServer(control, name)
  const change = registryTable("server")
    .where({ name })
    .update({ open: state === "open" })
  await send(registryOf(control), change)
}

function requireServer({ admin }: Control, name: string): void {
  if (admin.servers.includes(name)) return
  const near = nearest(name, admin.servers)
  throw new Problem("TEN006", {
    detail: `There is no server "${name}"; known are ${admin.servers.join(", ")}.`,
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
    path: "/server",
  })
}
