// Change[] -> MigrationPlan: the changes in an order in which each finds what it needs, each with the lock it takes, the
// work it does under it and its reverse; and what may go wrong or be regretted.
import type { Change, Lock, MigrationPlan, SchemaState, Step } from "../types.ts"
import { diff } from "../diff/diff.ts"
import { hazardsOf } from "./hazards.ts"
import { inverse } from "./inverse.ts"
import { ordered } from "./order.ts"
import { conversion } from "../conversion.ts"

/** The plan that leads from one state to the other: `from` as inspected or as the old model wants it. */
export function plan(from: SchemaState, to: SchemaState): MigrationPlan {
  const changes = diff(from, to)
  const fresh = new Set(
    changes.flatMap((change) => (change.kind === "create_table" ? [change.table.name] : [])),
  )
  const steps = ordered(changes).map((change) => step(change, fresh))
  return { steps, hazards: hazardsOf(from, steps), reverse: reverseOf(steps, from, to) }
}

/** The steps undone from the last to the first, and then the stored values worked out anew as `from` defines them. */
function reverseOf(
  steps: readonly Step[],
  from: SchemaState,
  to: SchemaState,
): readonly Change[] | undefined {
  const changes: Change[] = []
  for (const { reverse } of steps.toReversed()) {
    if (reverse === undefined) return undefined
    changes.push(...reverse)
  }
  const stale = diff(to, from).filter(({ kind }) => kind === "recompute")
  return [...changes, ...ordered(stale)]
}

function step(change: Change, fresh: ReadonlySet<string>): Step {
  const onFresh = "table" in change && typeof change.table === "string" && fresh.has(change.table)
  const cost = onFresh && change.kind !== "add_constraint" ? idle : costOf(change)
  return { change, ...cost, reverse: inverse(change) }
}

interface Cost {
  readonly lock: Lock
  readonly work: Step["work"]
}
const idle: Cost = { lock: "none", work: "catalogue" }
const brief: Cost = { lock: "access_exclusive", work: "catalogue" }

/** Locks as in https://www.postgresql.org/docs/18/sql-altertable.html and "Explicit Locking". */
function costOf(change: Change): Cost {
  switch (change.kind) {
    case "create_table":
      return idle
    case "rename_table":
    case "trash_table":
    case "restore_table":
    case "rename_column":
    case "drop_generated":
    case "free_column":
    case "set_default":
    case "drop_not_null":
    case "drop_constraint":
    case "drop_index":
    case "drop_trigger":
    case "rename_constraint":
    case "rename_trigger":
      return brief
    case "add_column":
      return { lock: "access_exclusive", work: rewritesOnAdd(change) ? "rewrite" : "catalogue" }
    case "trash_column":
    case "set_not_null":
      return { lock: "access_exclusive", work: "scan" }
    case "restore_column":
    case "restore_type":
      return { lock: "access_exclusive", work: "rewrite" }
    case "change_type":
      return { lock: "access_exclusive", work: rewritesOnType(change) ? "rewrite" : "catalogue" }
    case "add_constraint":
      return addedConstraint(change)
    case "add_index":
      return { lock: "share", work: "scan" }
    case "add_trigger":
      return { lock: "share_row_exclusive", work: "catalogue" }
    case "recompute":
      return { lock: "row", work: "rewrite" }
    case "rename_index":
    case "set_key":
      return { lock: "none", work: "catalogue" }
  }
}

function addedConstraint({ constraint }: Extract<Change, { kind: "add_constraint" }>): Cost {
  const lock = constraint.kind === "foreign" ? "share_row_exclusive" : "access_exclusive"
  return { lock, work: "scan" }
}

/** A constant default is kept in the catalogue for old rows; a formula or a value made per row is written to each. */
function rewritesOnAdd({ column }: Extract<Change, { kind: "add_column" }>): boolean {
  const each = column.default?.kind === "uuidv7" || column.default?.kind === "identity"
  return each || column.derived?.kind === "generated" || column.fill !== undefined
}

function rewritesOnType({ from, to }: Extract<Change, { kind: "change_type" }>): boolean {
  return conversion(from.type, to.type)?.rewrites ?? true
}
