// tenon layer revert <tenant> <revision>: one click back.
import type { Command } from "commander"
import { Problem } from "../../../engine/error/index.ts"
import { listRevisions, revert, type Revision } from "../../migrate/index.ts"
import {
  readOwnLayers,
  registryOf,
  replaceOwnLayers,
  requireTenant,
  type OwnLayers,
  type Tenant,
} from "../../tenant/index.ts"
import { described, type Context, type Shared } from "../context.ts"
import { WrongUsage, type Output } from "../output.ts"
import type { World } from "../world.ts"
import { modelAfter } from "./publish.ts"

export function layerRevert(group: Command, context: Context): void {
  described(
    group.command("revert <tenant> <revision>"),
    "Undo the latest change of a tenant's layers: its tables and values are as they were.",
    ["tenon layer list acme", "tenon layer revert acme 3"],
  ).action((tenant: string, revision: string, options: Shared) =>
    context.withWorld(options, (world) => undo(world, tenant, revision)),
  )
}

async function undo(world: World, name: string, wanted: string): Promise<Output> {
  if (!/^[1-9]\d{0,8}$/.test(wanted))
    throw new WrongUsage(`A revision is a number, as \`tenon layer list ${name}\` shows it, not "${wanted}".`)
  const { control } = world
  const tenant = await requireTenant(control, { name })
  const number = Number(wanted)
  const revision = (await listRevisions(control, tenant)).find((one) => one.number === number)
  if (revision?.kind !== "apply") throw nothingToUndo(tenant, number)
  const layers = changeIn(revision)
  if (layers === undefined) throw fromModules(tenant, number)
  const before = await readOwnLayers(registryOf(control), tenant.id)
  const change = { tenant, before, after: layers.before, by: "tenon layer revert" }
  const model = await modelAfter(world, change)
  if (model.fingerprint !== revision.from) throw fromModules(tenant, number)
  await revert(control, tenant, number, {
    by: change.by,
    layer: JSON.stringify({ before: layers.after, after: layers.before }),
    also: (registry) => replaceOwnLayers(registry, tenant.id, layers.before),
  })
  const additions = layers.before.additions ?? before.additions
  return {
    text: `Revision ${number} of ${name} is undone.`,
    json: { tenant: name, undone: number, additions },
  }
}

interface Change {
  readonly before: Partial<OwnLayers>
  readonly after: Partial<OwnLayers>
}

/** What `publish` entered in the revision; undefined where a migration to other modules made it. */
function changeIn({ layer }: Revision): Change | undefined {
  const isChange = typeof layer === "object" && layer !== null && "before" in layer && "after" in layer
  // A border: only `publish` and this file write it.
  return isChange ? (layer as Change) : undefined
}

function nothingToUndo({ name }: Tenant, number: number): Problem {
  return new Problem("MIG007", {
    detail: `${name} has no revision ${number} that could be undone.`,
    hint: `\`tenon layer list ${name}\` shows its revisions.`,
  })
}

function fromModules({ name }: Tenant, number: number): Problem {
  return new Problem("MIG008", {
    detail: `Revision ${number} of ${name} cannot be undone: what is installed has changed with it or since.`,
    hint: "Install what there was before and run `tenon migrate apply`.",
  })
}
