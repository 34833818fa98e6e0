// tenon user password <tenant> <e-mail>
import type { Command } from "commander"
import { described, type Context, type Shared } from "../context.ts"
import { generatePassword } from "./make.ts"

interface Options extends Shared {
  readonly passwordStdin?: boolean
}

export function userPassword(group: Command, context: Context): void {
  const sentence = "Give a user a new password; lifts a lock and ends the user's sessions."
  described(group.command("password <tenant> <e-mail>"), sentence, [
    "tenon user password acme ann@acme.example",
  ])
    .option("--password-stdin", "read the password from standard input (default: generate one and print it)")
    .action((tenant: string, email: string, options: Options) =>
      context.withWorld(options, async (world) => {
        const given = await readPassword(context, options)
        const password = given ?? generatePassword()
        await world.auth.setPassword(await world.tenants.byName(tenant), email, password)
        const shown = given === undefined ? { password } : {}
        return {
          text: `${email} has a new password.${given === undefined ? `  password: ${password}` : ""}`,
          json: { tenant, email, ...shown },
        }
      }),
    )
}

/** The password on standard input without its line end, if it was asked to be read. */
export async function readPassword(context: Context, options: Options): Promise<string | undefined> {
  if (options.passwordStdin !== true) return undefined
  return (await context.surroundings.readInput()).replace(/\r?\n$/, "")
}
