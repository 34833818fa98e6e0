// What making a tenant costs as modules come, on a PostgreSQL of its own each. Option: --tenants 60.
import { knownModel, prepareMigrations, remember } from "../runtime/migrate/index.ts"
import { provision, registryOf } from "../runtime/tenant/index.ts"
import { built, newTenant, withPlane, type Built } from "./support/control.ts"
import { median } from "./support/load.ts"
import { shippedLayers } from "./support/modules.ts"
import { figure, option, report } from "./support/report.ts"

const count = option("tenants", 60)
const layers = await shippedLayers()

/** Milliseconds of each tenant made of the model, on a PostgreSQL of its own. */
async function timesOf({ model, script }: Built): Promise<readonly number[]> {
  const times: number[] = []
  await withPlane(async ({ control }) => {
    await prepareMigrations(control)
    await remember(registryOf(control), knownModel(model))
    while (times.length < count) {
      const began = performance.now()
      await provision(control, newTenant(times.length, model), script)
      times.push(performance.now() - began)
    }
  })
  return times
}

const rows: string[][] = []
for (const names of [["base"], ["base", "crm"], ["base", "accounting"], layers.map(({ name }) => name)]) {
  const made = built(layers.filter(({ name }) => names.includes(name)))
  const times = await timesOf(made)
  const text = made.script("tenant")
  const references = text.split(" REFERENCES ").length - 1
  const indexes = text.split(/CREATE (?:UNIQUE )?INDEX /).length - 1
  rows.push([names.join(", "), ...[made.tables, indexes, references, median(times)].map(figure)])
  process.stderr.write(`${rows.at(-1)?.join("  ")}\n`)
}
report({
  name: "modules",
  title: "Making a tenant, module by module",
  command: "node --import tsx bench/provision.ts",
  remark: `Medians of ${figure(count)} tenants`,
  columns: ["modules", "tables", "indexes", "foreign keys", "median ms"],
  rows,
})
