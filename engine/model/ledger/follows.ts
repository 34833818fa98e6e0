// What follows in other ledgers from each entry of a ledger: posting rules whose plain names are the entry's fields.
import { boundsOf } from "../../expression/index.ts"
import { booleanType } from "../express/expressions.ts"
import { storedScope } from "../express/scope.ts"
import { inOrder } from "../layout/layout.ts"
import { present } from "../present.ts"
import { inside, type Place, type Report } from "../report.ts"
import type { Ledger, PostingRule } from "../types.ts"
import type { LedgerGround } from "./named.ts"
import { postedInto, type Posted } from "./posted.ts"
import { postingRule } from "./posting-rules.ts"

/** The follow rules of a ledger in their order; entries may not follow from themselves, however far around. */
export function followsOf(ground: LedgerGround): Ledger["follows"] {
  const { source, place, entries: own, layout } = ground
  const { all } = layout
  const scope = storedScope({ shape: own, parent: undefined }, all)
  return Object.entries(source.posts ?? {}).flatMap(([name, { post, when, entries }]) => {
    const at = inside(place, "posts", name)
    const posted = postedInto(post, inside(at, "post"), ground.layout)
    if (posted === undefined) return []
    if (reaches(post, source.$id, ground))
      all.report.fault("MOD016", inside(at, "post"), `Entries of ${post} would follow from themselves.`)
    const read = { scope: () => scope, read: all.read, report: all.report, names: Object.keys(entries) }
    const rules = inOrder(entries).map(([key, entry]) => {
      const here = inside(at, "entries", key)
      for (const word of ["each", "origin"] as const)
        if (entry[word] !== undefined)
          all.report.fault("MOD013", inside(here, word), `"${word}" does nothing here: an entry has no rows.`)
      const rule = postingRule([key, entry], posted, here, read)
      reportRounding(rule, posted, here, all.report)
      return rule
    })
    const condition = when === undefined ? undefined : all.read(when, scope, booleanType, inside(at, "when"))
    return [{ name, ledger: post, rules, ...present({ when: condition }) }]
  })
}

/** What follows is worked out where nothing is refused any more: no value may have more decimals than its column. */
function reportRounding(
  { amount, values }: PostingRule,
  { source, entries }: Posted,
  place: Place,
  report: Report,
): void {
  const amounts = amount === undefined ? [] : [{ field: "amount", value: amount }]
  for (const { field, value } of [...values, ...amounts]) {
    const storage = entries.fields.get(field === "amount" ? (source.sides?.debit ?? "") : field)?.storage
    if (storage?.kind !== "column" || storage.column.type !== "numeric") continue
    const { scale } = storage.column
    if (boundsOf(value.node.type).scale > scale)
      report.fault(
        "MOD014",
        inside(place, field),
        `"${field}" may have more than the ${scale} decimals of ${source.$id}.`,
        `Round it: round(${value.text}, ${scale}).`,
      )
  }
}

/** Whether entries of `from` lead to entries of `to`. */
function reaches(from: string, to: string, { layout }: LedgerGround): boolean {
  const all = new Set([from])
  for (const id of all)
    for (const { post } of Object.values(layout.items.ledgers.get(id)?.source.posts ?? {})) all.add(post)
  return all.has(to)
}
