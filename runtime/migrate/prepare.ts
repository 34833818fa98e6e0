// One plan for all tenants that go from one model to another: planned once, rendered once, entered in the registry once.
import { randomUUID } from "node:crypto"
import { plan, type Change, type MigrationPlan } from "../../engine/migration/index.ts"
import { migrationCommands, type Rendering } from "../sql/ddl/index.ts"
import { registryTable, send, type Executor } from "../tenant/index.ts"
import type { KnownModel } from "./known.ts"

/** A plan and its commands, with holes for a tenant's schemas. */
export interface Prepared {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly label: string
  readonly plan: MigrationPlan
  readonly forward: readonly string[]
  /** Undefined where the plan does not know its way back. */
  readonly reverse: readonly string[] | undefined
}

/** Plans and renders the way from one model's tables to another's; `at` dates what goes to the trash. */
export function prepare(from: KnownModel, to: KnownModel, at: Date): Prepared {
  const made = plan(from.state, to.state)
  const label = `${at.toISOString().replace(/\D/g, "").slice(0, 14)}_${to.fingerprint.slice(0, 6)}`
  const back = `${label}_back`
  const render = (
    changes: readonly Change[],
    model: KnownModel,
    keep: string,
    restore: string,
  ): readonly string[] => {
    const rendering: Rendering = { keep, restore, at: at.toISOString(), recompute: model.recompute }
    return migrationCommands(changes, rendering)
  }
  return {
    id: randomUUID(),
    from: from.fingerprint,
    to: to.fingerprint,
    label,
    plan: made,
    forward: render(
      made.steps.map(({ change }) => change),
      to,
      label,
      label,
    ),
    reverse: made.reverse === undefined ? undefined : render(made.reverse, from, back, label),
  }
}

/** Enters the plan in the registry, before any tenant takes it. */
export async function enter(registry: Executor, prepared: Prepared): Promise<void> {
  const { id, from, to, label, plan: made, forward, reverse } = prepared
  await send(
    registry,
    registryTable("migration").insert({
      id,
      from_fingerprint: from,
      to_fingerprint: to,
      label,
      plan: JSON.stringify({ steps: made.steps.map(describe), hazards: made.hazards }),
      forward: JSON.stringify(forward),
      reverse: reverse === undefined ? null : JSON.stringify(reverse),
    }),
  )
}

/** A step as the registry and the screen show it: what, where, under which lock. */
export interface StepSummary {
  readonly kind: Change["kind"]
  readonly subject: string
  readonly lock: string
  readonly work: string
  readonly reversible: boolean
}

/** The step in short. */
export function describe({ change, lock, work, reverse }: MigrationPlan["steps"][number]): StepSummary {
  return { kind: change.kind, subject: subjectOf(change), lock, work, reversible: reverse !== undefined }
}

/** What a change is about: `crm_lead`, `crm_lead.phone`, `crm_lead: old -> new`. */
export function subjectOf(change: Change): string {
  switch (change.kind) {
    case "create_table":
    case "trash_table":
    case "restore_table":
    case "drop_sums":
      return change.table.name
    case "set_rights":
    case "fill_sums":
      return change.table
    case "rename_column":
      return `${change.table}.${change.from} -> ${change.to}`
    case "rename_table":
    case "rename_constraint":
    case "rename_index":
    case "rename_trigger":
      return `${change.from} -> ${change.to}`
    case "free_column":
    case "change_type":
    case "restore_type":
      return `${change.table}.${change.to.name}`
    case "add_column":
    case "drop_derived":
    case "trash_column":
    case "restore_column":
    case "set_not_null":
    case "drop_not_null":
      return `${change.table}.${change.column.name}`
    case "set_default":
    case "set_key":
    case "recompute":
      return `${change.table}.${change.column}`
    default:
      return objectOf(change)
  }
}

type OfObject = Extract<Change, { readonly kind: `${"add" | "drop"}_${"constraint" | "index" | "trigger"}` }>

function objectOf(change: OfObject): string {
  if ("constraint" in change) return change.constraint.name
  return "index" in change ? change.index.name : change.trigger.name
}
