// tenon tenant create <name>
import type { Command } from "commander"
import { described, type Context, type Shared } from "../context.ts"
import type { Output } from "../output.ts"
import { createUser } from "../user/make.ts"
import type { World } from "../world.ts"
import { doorOf, makeTenant } from "./make.ts"

interface Options extends Shared {
  readonly title?: string
  readonly server?: string
  readonly language: string
  readonly timeZone: string
  readonly currency: string
  readonly reference: boolean
  readonly admin?: string
  readonly adminName?: string
}

export function tenantCreate(group: Command, context: Context): void {
  described(
    group.command("create <name>"),
    "Create a tenant: schema, role, tables and, if asked, an administrator.",
    [
      'tenon tenant create acme --title "Acme Ltd" --admin ann@acme.example',
      "tenon tenant create acme --server east --currency EUR --time-zone Europe/Berlin --json",
    ],
  )
    .option("--title <text>", "name of the company (default: the tenant's name)")
    .option("--server <name>", "where to place it (default: the open server with the fewest tenants)")
    .option("--language <code>", "language, ISO 639", "en")
    .option("--time-zone <name>", "time zone, IANA name", "UTC")
    .option("--currency <code>", "currency, ISO 4217", "EUR")
    .option("--no-reference", "leave out languages, currencies, countries and units")
    .option("--admin <e-mail>", "also create an administrator with a generated password")
    .option("--admin-name <text>", "name of the administrator (default: the e-mail)")
    .action((name: string, options: Options) =>
      context.withWorld(options, (world) => create(world, name, options)),
    )
}

async function create(world: World, name: string, options: Options): Promise<Output> {
  const { title = name, server, language, timeZone, currency, admin: email } = options
  const placed = server === undefined ? {} : { server }
  let records = 0
  let admin: { email: string; password: string } | undefined
  const tenant = await makeTenant(
    world,
    { name, title, language, currency, time_zone: timeZone, ...placed },
    async (live) => {
      if (options.reference)
        records = await world.seeds.load(world.seeds.reference(name, today()), doorOf(world, live), () => {})
      if (email === undefined) return
      const { password } = await createUser(world, live, {
        email,
        name: options.adminName ?? email,
        roles: ["base.admin"],
      })
      admin = { email, password }
    },
  )
  const text = `Created ${name} on ${tenant.server} in schema ${tenant.schema}, with ${records} records to begin with.`
  const login = admin === undefined ? [] : [`Administrator: ${admin.email}  password: ${admin.password}`]
  const { schema, fingerprint } = tenant
  const json = {
    name,
    title,
    server: tenant.server,
    schema,
    fingerprint,
    records,
    ...(admin === undefined ? {} : { admin }),
  }
  return { text: [text, ...login].join("\n"), json }
}

function today(): string {
  return new Date().toISOString().slice(0, 10)
}
