// Which derived values of a record hang on results of calculations: they are worked out after all of them.
import { reads, type Path } from "../../expression/index.ts"
import type { Entity, Table } from "../types.ts"

/** The derived fields of the record and its rows, `open`, `lines/margin`, that read any of `results`, near or far. */
export function staleIn(entity: Entity, results: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>()
  const tables: readonly (readonly [string, Table])[] = [["", entity], ...entity.rows]
  for (let before = -1; before !== found.size;) {
    before = found.size
    for (const [rows, table] of tables)
      for (const { name, derived } of table.fields.values()) {
        if (derived === undefined || !("expression" in derived)) continue
        const keys = reads(derived.expression.node).map((path) => keyOf(path, rows, entity))
        if (keys.some((key) => results.has(key) || found.has(key) || results.has(key.split("/")[0] ?? "")))
          found.add(rows === "" ? name : `${rows}/${name}`)
      }
  }
  return found
}

function keyOf({ root, steps }: Path, rows: string, { rows: all }: Entity): string {
  const [first = "", second] = steps.map(({ field }) => field)
  if (rows !== "" && root === "row") return `${rows}/${first}`
  return second !== undefined && all.has(first) ? `${first}/${second}` : first
}
