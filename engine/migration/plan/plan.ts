// Change[] -> MigrationPlan: the changes in an order in which each finds what it needs, each with the lock it takes, the
// work it does under it and its reverse; and what may go wrong or be regretted.
import type { Change, Lock, MigrationPlan, SchemaState, Step } from "../types.ts"
import { diff } from "../diff/diff.ts"
import { moved } from "../diff/moved.ts"
import { findRenames, type Rename, type Renames } from "../diff/renames.ts"
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
  const back = moved(to, inverted(findRenames(from, to)))
  const stale = diff(back, from).filter(({ kind }) => kind === "recompute")
  const others = changes.filter(({ kind }) => kind !== "fill_sums")
  return [...others, ...changes.flatMap((change) => filledAgain(change, from)), ...ordered(stale)]
}

/** Sums are filled once all has its former name again, and by those names. */
function filledAgain(change: Change, from: SchemaState): readonly Change[] {
  if (change.kind !== "fill_sums") return []
  return [{ ...change, gathers: from.tables.get(change.table)?.gathers ?? change.gathers }]
}

/** The renames the other way round, by the names that the tables had. */
function inverted({ tables, columns }: Renames): Renames {
  const former = new Map(tables.map(({ from, to }) => [to, from]))
  const swap = ({ from, to }: Rename): Rename => ({ from: to, to: from })
  return {
    tables: tables.map(swap).toReversed(),
    columns: new Map(
      [...columns].map(([table, list]) => [former.get(table) ?? table, list.map(swap).toReversed()]),
    ),
  }
}

function step(change: Change, fresh: ReadonlySet<string>): Step {
  const onFresh = "table" in change && typeof change.table === "string" && fresh.has(change.table)
  const reads = change.kind === "add_constraint" || change.kind === "fill_sums"
  const cost = onFresh && !reads ? idle : costOf(change)
  return { change, ...cost, reverse: inverse(change) }
}

interface Cost {
  readonly lock: Lock
  readonly work: Step["work"]
}
const idle: Cost = { lock: "none", work: "catalogue" }
const brief: Cost = { lock: "access_exclusive", work: "catalogue" }
const scan: Cost = { lock: "access_exclusive", work: "scan" }
const rewrite: Cost = { lock: "access_exclusive", work: "rewrite" }

/** Locks as in https://www.postgresql.org/docs/18/sql-altertable.html and "Explicit Locking". */
function costOf(change: Change): Cost {
  switch (change.kind) {
    case "create_table":
    case "rename_index":
    case "set_key":
    case "set_rights":
      return idle
    case "add_column":
      return rewritesOnAdd(change) ? rewrite : brief
    case "change_type":
      return rewritesOnType(change) ? rewrite : brief
    case "restore_column":
    case "restore_type":
      return rewrite
    case "trash_column":
    case "set_not_null":
      return scan
    case "add_constraint":
      return change.constraint.kind === "foreign" ? { ...scan, lock: "share_row_exclusive" } : scan
    case "add_index":
      return { ...scan, lock: "share" }
    case "add_trigger":
      return { ...brief, lock: "share_row_exclusive" }
    case "recompute":
    case "fill_sums":
      return { ...rewrite, lock: "row" }
    default:
      return brief
  }
}

/** A constant default is kept in the catalogue for old rows; a formula or a value made per row is written to each. */
function rewritesOnAdd({ column }: Extract<Change, { kind: "add_column" }>): boolean {
  const each = column.default?.kind === "uuidv7" || column.default?.kind === "identity"
  return each || column.derived?.kind === "generated" || column.fill !== undefined
}

function rewritesOnType({ from, to }: Extract<Change, { kind: "change_type" }>): boolean {
  return conversion(from.type, to.type)?.rewrites ?? true
}
