// tenon layer add and remove: plugins and templates come to a tenant and go, tables included.
import type { Command } from "commander"
import { Problem } from "../../../engine/error/index.ts"
import { additionNamed } from "../../metadata/index.ts"
import { readOwnLayers, registryOf, requireTenant, type OwnLayers, type Tenant } from "../../tenant/index.ts"
import { described, type Context } from "../context.ts"
import type { Output } from "../output.ts"
import type { World } from "../world.ts"
import { keptOwn } from "./kept.ts"
import { planText, publish, type LayerChange, type PublishOptions } from "./publish.ts"

export function layerAdd(group: Command, context: Context): void {
  const sentence =
    "Let a plugin or template change a tenant's modules: check, migrate and publish, all or nothing."
  changing(described(group.command("add <tenant> <layer>"), sentence, examples("add"))).action(
    (tenant: string, ref: string, options: PublishOptions) =>
      context.withWorld(options, (world) => add(world, tenant, ref, options)),
  )
}

export function layerRemove(group: Command, context: Context): void {
  const sentence = "Take a plugin or template away from a tenant; what only it brought goes to the trash."
  changing(described(group.command("remove <tenant> <layer>"), sentence, examples("remove"))).action(
    (tenant: string, ref: string, options: PublishOptions) =>
      context.withWorld(options, (world) => remove(world, tenant, ref, options)),
  )
}

function examples(verb: string): readonly string[] {
  const one = `tenon layer ${verb} acme template:wholesale`
  return [`${one} --plan`, verb === "add" ? one : `${one} --accept MIG101`]
}

function changing(command: Command): Command {
  return command
    .option("--plan", "only show the steps and hazards")
    .option("--accept <code...>", "hazards that destroy data and are meant")
}

async function add(world: World, name: string, ref: string, options: PublishOptions): Promise<Output> {
  const { title } = additionNamed(await world.metadata.installed(), ref)
  const { tenant, before } = await found(world, name)
  if (before.additions.includes(ref)) return { text: `${name} has ${ref} already.`, json: { steps: 0 } }
  const after = { additions: [...before.additions, ref] }
  return carryOut(world, { tenant, before, after, by: `tenon layer add ${ref}` }, options, `has ${title}`)
}

async function remove(world: World, name: string, ref: string, options: PublishOptions): Promise<Output> {
  const { tenant, before } = await found(world, name)
  if (!before.additions.includes(ref)) {
    throw new Problem("TEN011", {
      detail: `${name} has not added "${ref}".`,
      hint: `It has: ${before.additions.join(", ") || "none"}.`,
    })
  }
  const after = { additions: before.additions.filter((one) => one !== ref) }
  return carryOut(
    world,
    { tenant, before, after, by: `tenon layer remove ${ref}` },
    options,
    `is without ${ref}`,
  )
}

async function found(
  { control }: World,
  name: string,
): Promise<{ readonly tenant: Tenant; readonly before: OwnLayers }> {
  const tenant = await requireTenant(control, { name })
  return { tenant, before: await readOwnLayers(registryOf(control), tenant.id) }
}

/** Says beside the steps where the tenant's own values stay although what lies below them changed. */
async function carryOut(
  world: World,
  change: LayerChange,
  { plan, accept }: PublishOptions,
  outcome: string,
): Promise<Output> {
  const { tenant, before, after } = change
  if (plan === true) return planText(world, change)
  const kept = keptOwn(await world.metadata.installed(), tenant.name, before, { ...before, ...after })
  const steps = await publish(world, change, accept)
  const lines = kept.map(({ file, pointer }) => `  ${file}#${pointer} keeps the value of ${tenant.name}.`)
  return {
    text: [`${tenant.name} ${outcome}; ${steps} changes of its tables.`, ...lines].join("\n"),
    json: { tenant: tenant.name, additions: after.additions, steps, kept },
  }
}
