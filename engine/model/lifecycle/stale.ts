// Effects see the record as it was, but for what those before them set. What is derived of that, and what stands behind a
// reference that was set, they could only see as it was: metadata that reads it is refused rather than surprised.
import { reads, type Expression, type Path } from "../../expression/index.ts"
import { inside, type Place } from "../report.ts"
import type { Effect, Entity, Table } from "../types.ts"
import { expressionsOf } from "./expressions.ts"
import type { TransitionGround } from "./scope.ts"

/** Reports the effects that read what an effect before them has made stale. */
export function reportStale(effects: readonly Effect[], place: Place, ground: TransitionGround): void {
  const { entity, layout } = ground
  const set = new Set<string>()
  for (const effect of effects) {
    const found = set.size === 0 ? undefined : staleIn(effect, entity, set)
    if (found !== undefined)
      layout.report.fault(
        "MOD014",
        inside(place, effect.name),
        `The effect reads "${found.path}", which hangs on "${found.field}" that an effect before it sets: it would see the old value.`,
        "Set that by a transition before this one, or say the value itself.",
      )
    for (const name of setBy(effect)) set.add(name)
  }
}

/** Own fields that the effect sets. */
function setBy(effect: Effect): readonly string[] {
  if (effect.kind === "set") return effect.values.map(({ field }) => field)
  if (effect.kind === "number") return [effect.field]
  return effect.kind === "create" && effect.into !== undefined && effect.each === undefined
    ? [effect.into]
    : []
}

function staleIn(
  effect: Effect,
  entity: Entity,
  set: ReadonlySet<string>,
): { readonly path: string; readonly field: string } | undefined {
  for (const { expression, each } of expressionsOf(effect)) {
    const [held, ...behind] = each?.split(".") ?? []
    const rows = held === undefined ? undefined : entity.rows.get(held)
    for (const { root, steps } of behind.length === 0 ? reads(expression.node) : onLines(expression)) {
      const [first, second] = steps
      if (first === undefined || (root !== "row" && root !== "parent")) continue
      const table: Table = root === "row" && rows !== undefined ? rows : entity
      const path = steps.map(({ field }) => field).join(".")
      const inRows = table === entity ? entity.rows.get(first.field) : undefined
      if (table === entity && set.has(first.field) && second !== undefined && second.field !== "id")
        return { path, field: first.field }
      const field = inRows === undefined || second === undefined ? first.field : second.field
      const cause = causeOf(
        inRows === undefined || second === undefined ? table : inRows,
        field,
        [entity, set],
        new Set(),
      )
      if (cause !== undefined) return { path, field: cause }
    }
  }
  return undefined
}

/** Of an expression over rows behind a line, what it reads of the line and of the document, as it would from the line. */
function onLines({ node }: Expression): readonly Path[] {
  return reads(node).flatMap(({ root, steps }): readonly Path[] => {
    if (root !== "parent") return []
    const [first, ...more] = steps
    return first?.field === "parent" && more.length > 0
      ? [{ root: "parent", steps: more }]
      : [{ root: "row", steps }]
  })
}

/** The field set that the derived field of the table hangs on, to any depth. */
function causeOf(
  table: Table,
  name: string,
  [entity, set]: readonly [Entity, ReadonlySet<string>],
  seen: Set<string>,
): string | undefined {
  const key = `${table.id}.${name}`
  const derived = table.fields.get(name)?.derived
  if (derived === undefined || !("expression" in derived) || seen.has(key)) return undefined
  seen.add(key)
  for (const { root, steps } of reads(derived.expression.node)) {
    const [first, second] = steps
    if (first === undefined || (root !== "row" && root !== "parent")) continue
    const at: Table = root === "parent" || table === entity ? entity : table
    if (at === entity && set.has(first.field)) return first.field
    const rows = at === entity ? entity.rows.get(first.field) : undefined
    const found =
      rows !== undefined && second !== undefined
        ? causeOf(rows, second.field, [entity, set], seen)
        : causeOf(at, first.field, [entity, set], seen)
    if (found !== undefined) return found
  }
  return undefined
}
