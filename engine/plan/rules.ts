// Which rules a write must assert, and when: at once over the written row, or after children and derived values.
import { reads, type Path } from "../expression/index.ts"
import type { Entity, Rule, Table } from "../model/index.ts"
import type { Assertions } from "./types.ts"

/** The rules of `entity` and of its child rows that a write of `touched` fields may break. `all` on create. */
export function assertionsOf(entity: Entity, touched: ReadonlySet<string> | "all"): Assertions {
  const open = closure(entity, touched)
  const due = entity.rules.filter((rule) => (open === "all" ? !rule.needsOld : mayBreak(rule, open)))
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
export function closure(table: Table, touched: ReadonlySet<string> | "all"): ReadonlySet<string> | "all" {
  if (touched === "all") return "all"
  const found = new Set(touched)
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const field of table.fields.values()) {
      const { derived } = field
      if (derived === undefined || derived.kind === "rollup" || found.has(field.name)) continue
      if (reads(derived.expression.node).some((path) => startsIn(path, found))) found.add(field.name)
    }
  }
  return found
}

function mayBreak(rule: Rule, touched: ReadonlySet<string>): boolean {
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
  if (derived.kind === "stored" || derived.kind === "rollup") return false
  return reads(derived.expression.node).every(
    (path) => path.root === "user" || isAtHand(path.steps[0]?.field ?? "", table),
  )
}
