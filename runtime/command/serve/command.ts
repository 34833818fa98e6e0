// tenon serve: the server, until the process is asked to end.
import type { Command } from "commander"
import { described, type Context, type Shared } from "../context.ts"
import type { Output } from "../output.ts"
import type { Progress } from "../progress.ts"
import type { World } from "../world.ts"
import { startBooks, type BackgroundBooks } from "./books.ts"
import { catchUp } from "./catch-up.ts"
import { makeCompany } from "./demo.ts"
import { startHousekeeping } from "./housekeeping.ts"
import { demoLogins } from "./logins.ts"
import { startServer } from "./start.ts"

/** How long requests in flight may take when the server ends. */
const graceMs = 10_000

export function serveCommand(program: Command, context: Context): void {
  const sentence =
    "Start the server; with DEMO not 0 make the demo companies first, their books while it runs. Ends at SIGINT or SIGTERM."
  described(program.command("serve"), sentence, [
    "tenon serve",
    "PORT=8080 DEMO=0 DATABASE_URL=postgres://tenon:secret@db/tenon tenon serve",
  ]).action((options: Shared) =>
    context.withWorld(options, (world, progress) => serve(world, progress, context)),
  )
}

async function serve(world: World, progress: Progress, { surroundings }: Context): Promise<Output> {
  const { terminal } = surroundings
  const say = (line: string): void => terminal.err(`${line}\n`)
  const today = new Date().toISOString().slice(0, 10)
  for (const company of world.config.demo ? world.seeds.companies : []) {
    const { tenant, records } = await makeCompany(world, company, today, progress)
    progress.end()
    if (records > 0) say(`Made the demo company ${tenant} with ${records} records.`)
  }
  await catchUp(world, progress, say)
  let books: BackgroundBooks | undefined
  const running = await startServer(world, (tenant) => books?.underway(tenant) ?? [])
  const housekeeping = startHousekeeping(world, say)
  say(`Tenon listens on http://${world.config.host}:${running.port}, documentation at /api/v1/docs.`)
  if (world.config.demo) for (const line of demoLogins(world, running.port)) terminal.out(`${line}\n`)
  if (world.config.demo) books = startBooks(world, say)
  await surroundings.ended()
  housekeeping.stop()
  say("Ending: requests in flight are answered first.")
  await books?.stop()
  await running.close(graceMs)
  return { text: "Ended.", json: { ended: true } }
}
