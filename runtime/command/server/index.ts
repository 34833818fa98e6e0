// tenon server: where tenants live, and which servers take new ones.
import type { Command } from "commander"
import { listServers, registryOf, setServerOpen } from "../../tenant/index.ts"
import { described, type Context, type Shared } from "../context.ts"
import { table } from "../output.ts"

export function serverCommands(program: Command, context: Context): void {
  const group = program
    .command("server")
    .description("List database servers, open and close them for new tenants.")
  described(group.command("list"), "List the servers with their number of tenants.", [
    "tenon server list",
  ]).action((options: Shared) =>
    context.withWorld(options, async ({ control }) => {
      const servers = await listServers(registryOf(control))
      const rows = servers.map(({ name, open, tenants }) => [name, open ? "open" : "closed", String(tenants)])
      return { text: table(["SERVER", "STATE", "TENANTS"], rows, "There are no servers."), json: servers }
    }),
  )
  setting(group, context, "open", "Let new tenants be placed on a server.")
  setting(group, context, "close", "Place no new tenants on a server; those that live there stay.")
}

function setting(group: Command, context: Context, verb: "open" | "close", sentence: string): void {
  described(group.command(`${verb} <name>`), sentence, [`tenon server ${verb} east`]).action(
    (name: string, options: Shared) =>
      context.withWorld(options, async ({ control }) => {
        const state = verb === "open" ? "open" : "closed"
        await setServerOpen(control, name, state)
        return { text: `${name} is ${state} for new tenants.`, json: { name, state } }
      }),
  )
}
