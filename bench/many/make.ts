// Makes tenants one after another, then some from spares; tells how long each took.
import { knownModel, prepareMigrations, remember } from "../../runtime/migrate/index.ts"
import { addressOf, fillSpares, provision, registryOf, type Control } from "../../runtime/tenant/index.ts"
import type { Caller } from "../../runtime/perform/index.ts"
import { newTenant, type Built } from "../support/control.ts"
import { median } from "../support/load.ts"
import { figure, report } from "../support/report.ts"

const spares = 20

export interface Making {
  readonly control: Control
  readonly built: Built
  /** Tenants made so far, in order. */
  readonly made: Caller["tenant"][]
  /** Milliseconds of each. */
  readonly times: number[]
}

/** Makes tenants until there are `count`. */
export async function makeTenants({ control, built, made, times }: Making, count: number): Promise<void> {
  if (made.length === 0) {
    await prepareMigrations(control)
    // Migrations start from the tables of a model that is known.
    await remember(registryOf(control), knownModel(built.model))
  }
  while (made.length < count) {
    const began = performance.now()
    const tenant = await provision(control, newTenant(made.length, built.model), built.script)
    times.push(performance.now() - began)
    const { id, name } = tenant
    made.push({ id, name, address: addressOf(tenant), model: built.model, time_zone: "Europe/Berlin" })
    if (made.length % 50 === 0)
      process.stderr.write(`${made.length} tenants, ${figure(times.at(-1) ?? 0)} ms\n`)
  }
}

/** Writes the section on making tenants, after measuring the instant way as well. */
export async function reportMaking(making: Making, command: string): Promise<void> {
  const { control, built, made, times } = making
  await fillSpares(
    control,
    { server: control.home, fingerprint: built.model.fingerprint },
    spares,
    built.script,
  )
  const ordinary = [...times]
  await makeTenants(making, made.length + spares)
  const instant = times.slice(ordinary.length)
  const marks = [100, 500, 1000, 5000].filter((number) => number <= ordinary.length)
  const groups = marks.map((number) =>
    line(`tenants ${number - 99} to ${number}`, ordinary.slice(number - 100, number)),
  )
  report({
    name: "provision",
    title: "Making a tenant",
    command,
    remark: `One script in one transaction: role, schema, ${built.tables} tables, rights, registry row`,
    columns: ["which", "median ms", "95th percentile ms"],
    rows: [...groups, line("from a spare made ahead", instant)],
  })
}

function line(what: string, times: readonly number[]): string[] {
  const sorted = [...times].sort((a, b) => a - b)
  return [what, figure(median(times)), figure(sorted[Math.floor(sorted.length * 0.95)] ?? 0)]
}
