// Fields that read the balance of a ledger: holds that the ledger keeps such balances, whatever entity they stand on.
import type { Property } from "../../metaschema/index.ts"
import type { LayoutGround } from "../layout/layout.ts"
import { inside, type Place } from "../report.ts"

/** Reports the fields whose ledger is none, keeps no balances, or not by what they match. */
export function checkBalanceFields(layout: LayoutGround): void {
  for (const { source, place } of layout.items.entities.values()) {
    checkAll(source.properties, inside(place, "properties"), layout)
    for (const [kind, { properties }] of Object.entries(source.$defs ?? {}))
      checkAll(properties, inside(place, "$defs", kind, "properties"), layout)
  }
}

function checkAll(
  properties: Readonly<Record<string, Property>>,
  place: Place,
  { items, report }: LayoutGround,
): void {
  for (const [name, { balance }] of Object.entries(properties)) {
    if (balance === undefined) continue
    const at = inside(place, name, "balance")
    const ledger = items.ledgers.get(balance.of)?.source
    if (ledger === undefined) {
      report.unknown(inside(at, "of"), "ledger", balance.of, items.ledgers.keys())
      continue
    }
    const { balances, measures } = ledger
    if (balances === undefined)
      report.fault("MOD014", inside(at, "of"), `${balance.of} keeps no balances.`, 'Add "balances" to it.')
    if (!Object.hasOwn(measures, balance.field))
      report.unknown(inside(at, "field"), `measure of ${balance.of}`, balance.field, Object.keys(measures))
    for (const dimension of Object.keys(balance.match))
      if (balances !== undefined && !balances.by.includes(dimension))
        report.unknown(
          inside(at, "match", dimension),
          "dimension that its balances are kept by,",
          dimension,
          balances.by,
        )
  }
}
