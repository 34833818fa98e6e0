// tenon user create <tenant> <e-mail>
import type { Command } from "commander"
import { described, type Context, type Shared } from "../context.ts"
import { createUser } from "./make.ts"
import { readPassword } from "./password.ts"

interface Options extends Shared {
  readonly name?: string
  readonly role?: readonly string[]
  readonly passwordStdin?: boolean
}

export function userCreate(group: Command, context: Context): void {
  described(group.command("create <tenant> <e-mail>"), "Create a user of a tenant with a first password.", [
    'tenon user create acme ann@acme.example --name "Ann Hill" --role crm.sales_rep',
    "tenon user create acme bob@acme.example --role base.admin --password-stdin < secret.txt",
  ])
    .option("--name <text>", "the user's name (default: the e-mail)")
    .option("--role <id...>", "roles, such as crm.sales_rep (default: base.user)")
    .option("--password-stdin", "read the password from standard input (default: generate one and print it)")
    .action((tenant: string, email: string, options: Options) =>
      context.withWorld(options, async (world) => {
        const given = await readPassword(context, options)
        const { name = email, role: roles = ["base.user"] } = options
        const asked = { email, name, roles, ...(given === undefined ? {} : { password: given }) }
        const { password } = await createUser(world, await world.tenants.byName(tenant), asked)
        const shown = given === undefined ? { password } : {}
        return {
          text: `Created ${email} in ${tenant}.${given === undefined ? `  password: ${password}` : ""}`,
          json: { tenant, email, name, roles, ...shown },
        }
      }),
    )
}
