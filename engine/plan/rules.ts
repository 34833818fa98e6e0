// Which rules a write must assert, and when: at once over the written row, or after children and derived values.
import type { Grant } from "../access/index.ts"
import { reads, type Path } from "../expression/index.ts"
import type { Entity, Rule, Table } from "../model/index.ts"
import type { Assertions } from "./types.ts"

/** The rules of `entity` and of its child rows that a write of `touched` fields may break. `all` on create. Which fields
 * are open in which state binds people, not the system. */
export function assertionsOf(
  entity: Entity,
  touched: ReadonlySet<string> | "all",
  by: Grant["by"] = "principal",
): Assertions {
  const open = touched === "all" ? touched : closure(entity, touched)
  const held = by === "system" ? entity.rules.filter((rule) => rule.by !== "state") : entity.rules
  const due = held.filter((rule) => (open === "all" ? !rule.needsOld : mayBreak(rule, open)))
  const rows = [...entity.rows.values()].filter(
    ({ field, rules }) => rules.length > 0 && (open === "all" || open.has(field)),
  )
  return {
    inline: due.filter((rule) => isInline(rule, entity)),
    after: due.filter((rule) => !isInline(rule, entity)),
    rows: rows.flatMap(({ field, rules }) => {
      const holder = entity.fields.get(field)
      return holder === undefined ? [] : [{ field: holder, rules: rules.filter((rule) => !rule.needsOld) }]
    }),
  }
}

/** The touched fields and all derived ones of the same table that read them. */
export function closure(table: Table, touched: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set(touched)
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const field of table.fields.values()) {
      const { derived } = field
      if (derived === undefined || !("expression" in derived) || found.has(field.name)) continue
      if (reads(derived.expression.node).some((path) => startsIn(path, found))) found.add(field.name)
    }
  }
  return found
}

/** Whether the rule reads one of the touched fields of its own row. */
export function mayBreak(rule: Rule, touched: ReadonlySet<string>): boolean {
  if (rule.on !== undefined) return touched.has(rule.on)
  return reads(rule.assert.node).some((path) => startsIn(path, touched))
}

function startsIn(path: Path, fields: ReadonlySet<string>): boolean {
  return (path.root === "row" || path.root === "old") && fields.has(path.steps[0]?.field ?? "")
}

/** Reads nothing that is written only after the row itself: no child rows, no links, no stored derived value. */
function isInline(rule: Rule, table: Table): boolean {
  return reads(rule.assert.node).every(
    (path) => path.root === "user" || isAtHand(path.steps[0]?.field ?? "", table),
  )
}

/** Whether a field has its value once the row itself is written; derived ones in the row hang on what they read. */
function isAtHand(name: string, table: Table): boolean {
  const field = table.fields.get(name)
  if (field === undefined || field.storage.kind === "rows" || field.storage.kind === "many") return false
  const { derived } = field
  if (derived === undefined) return true
  if (!("expression" in derived) || derived.kind === "stored") return false
  return reads(derived.expression.node).every(
    (path) => path.root === "user" || isAtHand(path.steps[0]?.field ?? "", table),
  )
}
