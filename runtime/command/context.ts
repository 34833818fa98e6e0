// What every command shares: how it is described, opened, answered and refused.
import type { Command } from "commander"
import { Problem } from "../../engine/error/index.ts"
import { ConfigError } from "../config/index.ts"
import { NeedsYes, WrongUsage, type ExitCode, type Output } from "./output.ts"
import { createProgress, type Progress } from "./progress.ts"
import type { Surroundings, World } from "./world.ts"

export interface Shared {
  readonly json?: boolean
}

export interface Context {
  readonly surroundings: Surroundings
  /** Opens the world for the work, prints what it gives, and closes the world again. */
  withWorld(options: Shared, work: (world: World, progress: Progress) => Promise<Output>): Promise<void>
  /** The same for work that needs none. */
  answer(options: Shared, work: () => Promise<Output>): Promise<void>
  /** The exit code of what was done last. */
  readonly code: () => ExitCode
}

/** Gives the command its sentence, `--json` and examples. */
export function described(command: Command, sentence: string, examples: readonly string[]): Command {
  const shown = examples.map((example) => `  $ ${example}`).join("\n")
  return command
    .description(sentence)
    .option("--json", "print the result as JSON")
    .addHelpText("after", `\nExamples:\n${shown}`)
}

export function createContext(surroundings: Surroundings): Context {
  const { terminal } = surroundings
  let code: ExitCode = 0
  const answer: Context["answer"] = async ({ json }, work) => {
    try {
      const output = await work()
      terminal.out(`${json === true ? JSON.stringify(output.json, null, 2) : output.text}\n`)
      code = output.code ?? 0
    } catch (fault) {
      const refusal = refused(fault)
      if (refusal === undefined) throw fault
      terminal.err(`${json === true ? JSON.stringify(refusal.json, null, 2) : refusal.text}\n`)
      code = refusal.code ?? 1
    }
  }
  return {
    surroundings,
    answer,
    withWorld: (options, work) =>
      answer(options, async () => {
        const world = await surroundings.open()
        const progress = createProgress(terminal, Date.now)
        try {
          return await work(world, progress)
        } finally {
          progress.end()
          await world.close()
        }
      }),
    code: () => code,
  }
}

/** An expected refusal in words and as JSON; undefined for a fault of ours, which keeps its stack. */
function refused(fault: unknown): Output | undefined {
  if (fault instanceof Problem) {
    const { hint, errors = [] } = fault.parts
    const lines = errors.map(
      ({ path, code, message, hint: mend }) => `  ${path} ${code} ${message}${mend ? ` ${mend}` : ""}`,
    )
    const text = [
      `${fault.code} ${fault.title}: ${fault.message}`,
      ...lines,
      ...(hint === undefined ? [] : [hint]),
    ]
    return { text: text.join("\n"), json: fault, code: 1 }
  }
  if (fault instanceof ConfigError) {
    return {
      text: fault.message,
      json: { title: "The configuration is wrong", detail: fault.message },
      code: 1,
    }
  }
  if (fault instanceof WrongUsage) {
    return { text: fault.message, json: { title: "Wrong usage", detail: fault.message }, code: 2 }
  }
  if (fault instanceof NeedsYes) {
    const json = { title: "A yes is needed", detail: fault.message, hint: fault.hint }
    return { text: `${fault.message}\nTo go on: ${fault.hint}`, json, code: 3 }
  }
  return undefined
}
