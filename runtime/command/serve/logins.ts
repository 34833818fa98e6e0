// Who can log in to the demo companies: one line for each kind of role.
import { demoPassword } from "./demo.ts"
import type { World } from "../world.ts"

/** `http://<tenant>.localhost:<port>  <e-mail>  <password>  <role>`, the first person of each set of roles. */
export function demoLogins(world: World, port: number): readonly string[] {
  const rows = world.seeds.companies.flatMap(({ tenant, people }) => {
    const seen = new Set<string>()
    const shown = people.filter(({ roles }) => !seen.has(roles.join()) && seen.add(roles.join()))
    return shown.map(({ email, roles }) => [
      `http://${tenant}.localhost:${port}`,
      email,
      demoPassword(world, email),
      roles.filter((role) => role !== "base.user").join(", "),
    ])
  })
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? "").length)))
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  "))
}
