// The tenon command line: reads the arguments, runs the command, gives the exit code.
import { Command, CommanderError } from "commander"
import { checkCommand } from "./check.ts"
import { createContext, type Context } from "./context.ts"
import { layerCommands } from "./layer/index.ts"
import { migrateCommands } from "./migrate/index.ts"
import { seedCommand } from "./seed.ts"
import { serverCommands } from "./server/index.ts"
import { serveCommand } from "./serve/command.ts"
import { tenantCommands } from "./tenant/index.ts"
import { typesCommand } from "./types.ts"
import { userCommands } from "./user/index.ts"
import type { Surroundings } from "./world.ts"

/** Runs `tenon ...argv`. Gives 0 when done, 1 when it failed, 2 on wrong usage, 3 when a yes is needed first. */
export async function run(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const context = createContext(surroundings)
  try {
    await createProgram(context).parseAsync([...argv], { from: "user" })
    return context.code()
  } catch (fault) {
    // Commander has told its own faults already, and throws for `--help` too.
    if (fault instanceof CommanderError) return fault.exitCode === 0 ? 0 : 2
    throw fault
  }
}

function createProgram(context: Context): Command {
  const { terminal } = context.surroundings
  const program = new Command("tenon")
    .description("Tenon: a multi-tenant ERP made of data.")
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) })
    .showHelpAfterError("(--help tells more)")
    .addHelpText("after", "\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 a yes is needed first.")
  serveCommand(program, context)
  tenantCommands(program, context)
  serverCommands(program, context)
  userCommands(program, context)
  migrateCommands(program, context)
  layerCommands(program, context)
  checkCommand(program, context)
  typesCommand(program, context)
  seedCommand(program, context)
  return program
}
