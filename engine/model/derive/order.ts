// Decides the order in which derived values are worked out: each after all that it reads. Refuses circles, naming the loop.
import type { Place, Report } from "../report.ts"
import type { Derivation, Table } from "../types.ts"
import { createReads, isKept, type Reads } from "./reads.ts"

/** The stored derivations in order. `placeOf` tells where a field is declared, for refusals. */
export function orderDerivations(
  tables: ReadonlyMap<string, Table>,
  placeOf: (table: string, field: string) => Place,
  report: Report,
): readonly Derivation[] {
  const reads = createReads(tables)
  const order: (readonly [table: string, field: string])[] = []
  const done = new Set<string>()
  const open: string[] = []
  let circles = 0
  const visit = (table: string, field: string): void => {
    const derived = tables.get(table)?.fields.get(field)?.derived
    if (derived === undefined) return
    const key = `${table}.${field}`
    if (done.has(key)) return
    if (open.includes(key)) {
      const loop = [...open.slice(open.indexOf(key)), key].join(" -> ")
      report.fault("MOD016", placeOf(table, field), `The values depend on each other in a circle: ${loop}.`)
      circles++
      return
    }
    open.push(key)
    const holder = tables.get(table)
    if (holder !== undefined) for (const read of reads.direct(holder, derived)) visit(read.table, read.field)
    open.pop()
    done.add(key)
    order.push([table, field])
  }
  for (const table of tables.values()) for (const field of table.fields.keys()) visit(table.id, field)
  for (const [table, field] of order)
    if (hangsOnBalance(tables.get(table), field, reads))
      report.fault(
        "MOD014",
        placeOf(table, field),
        "A stored value cannot depend on a balance: it would be stale with the next posting.",
        'Add "virtual": true.',
      )
  return circles > 0 ? [] : order.flatMap(([table, field]) => derivation(tables.get(table), field, reads))
}

function derivation(table: Table | undefined, field: string, reads: Reads): readonly Derivation[] {
  const derived = table?.fields.get(field)?.derived
  if (table === undefined || derived === undefined || !isKept(derived)) return []
  return [{ table: table.id, field, reads: reads.stored(table, derived) }]
}

/** Whether a stored value reads the balance of a ledger, directly or through others. */
function hangsOnBalance(table: Table | undefined, field: string, reads: Reads): boolean {
  const derived = table?.fields.get(field)?.derived
  return table !== undefined && derived !== undefined && isKept(derived) && reads.balances(table, derived)
}
