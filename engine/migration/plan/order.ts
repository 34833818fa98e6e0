// The order of a plan. Renames first, then what goes makes room, then what comes, then what binds it.
import type { Change } from "../types.ts"

const places: Readonly<Record<Change["kind"], number>> = {
  rename_table: 0,
  rename_column: 1,
  rename_constraint: 2,
  rename_index: 2,
  rename_trigger: 2,
  drop_trigger: 3,
  drop_constraint: 4,
  drop_index: 5,
  drop_derived: 6,
  free_column: 6,
  drop_not_null: 7,
  trash_table: 8,
  drop_sums: 7.5,
  trash_column: 9,
  restore_table: 10,
  create_table: 11,
  add_column: 12,
  restore_column: 12,
  change_type: 13,
  restore_type: 13,
  set_default: 15,
  set_key: 16,
  set_rights: 16,
  recompute: 17,
  fill_sums: 17,
  set_not_null: 18,
  add_constraint: 19,
  add_index: 21,
  add_trigger: 22,
}

/** The changes in the order of a plan; among equals the given order stays, which renames rely on. */
export function ordered(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted((a, b) => place(a) - place(b) || rank(a) - rank(b))
}

function place(change: Change): number {
  const usual = places[change.kind]
  // Foreign keys let go before the keys they lean on and take hold after them; formulas come after the types they read.
  if (change.kind === "drop_constraint") return isForeign(change.constraint) ? usual - 0.5 : usual
  if (change.kind === "add_constraint") return isForeign(change.constraint) ? usual + 1 : usual
  if (change.kind === "add_column" && change.column.derived?.kind === "generated")
    return places.change_type + 1
  return usual
}

function isForeign(constraint: { readonly kind: string; readonly of?: string }): boolean {
  return constraint.kind === "foreign" || constraint.of === "foreign"
}

function rank(change: Change): number {
  return change.kind === "recompute" ? change.rank : 0
}
