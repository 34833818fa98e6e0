// The effects on ledgers: posting entries by rules, and mirroring what was posted.
import { booleanType } from "../express/expressions.ts"
import { inOrder } from "../layout/layout.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Effect, PostingRule, Table } from "../types.ts"
import type { EffectSource, Head } from "./effects.ts"
import { readOver } from "./read.ts"
import { aimScope, recordScope, type TransitionGround } from "./scope.ts"
import { readValue } from "./values.ts"

type PostSource = Extract<EffectSource, { post: string }>
type ReverseSource = Extract<EffectSource, { reverse: string }>
type EntrySource = PostSource["entries"][string]

export function readPost(
  head: Head,
  source: PostSource,
  place: Place,
  ground: TransitionGround,
): Effect | undefined {
  const ledger = ledgerAt(source.post, inside(place, "post"), ground)
  const date = readOver(source.date, recordScope(ground), { kind: "date" }, inside(place, "date"), ground)
  if (ledger === undefined || date === undefined) return undefined
  const rules = inOrder(source.entries).map(([name, entry]) =>
    readRule([name, entry], ledger, inside(place, "entries", name), ground),
  )
  return { ...head, kind: "post", ledger: ledger.id, date, rules }
}

export function readReverse(
  head: Head,
  source: ReverseSource,
  place: Place,
  ground: TransitionGround,
): Effect | undefined {
  if (source.reverse !== "all" && ledgerAt(source.reverse, inside(place, "reverse"), ground) === undefined)
    return undefined
  const date =
    source.date === undefined
      ? undefined
      : readOver(source.date, recordScope(ground), { kind: "date" }, inside(place, "date"), ground)
  return { ...head, kind: "reverse", ledger: source.reverse, ...present({ date }) }
}

/** The entries of the ledger, as a table; an unknown ledger is reported. */
function ledgerAt(id: string, place: Place, { layout }: TransitionGround): Table | undefined {
  const { items, entities, report } = layout
  const found = items.ledgers.has(id) ? entities.get(id) : undefined
  if (found === undefined && !items.broken.has(`ledger ${id}`))
    report.unknown(place, "ledger", id, items.ledgers.keys())
  return found
}

const words = new Set(["order", "each", "where", "amount", "origin"])

function readRule(
  [name, entry]: readonly [string, EntrySource],
  ledger: Table,
  place: Place,
  ground: TransitionGround,
): PostingRule {
  const { each, where, amount, origin } = entry
  const scope = aimScope(each, place, ground)
  const sided = ground.layout.items.ledgers.get(ledger.id)?.source.sides !== undefined
  if (amount !== undefined && !sided)
    ground.layout.report.fault(
      "MOD014",
      inside(place, "amount"),
      `${ledger.id} has no sides, so there is no signed amount to put on one.`,
      "Name the measure.",
    )
  const values = Object.entries(entry).flatMap(([field, text]) => {
    if (words.has(field) || typeof text !== "string") return []
    const value = readValue([field, text], [ledger, inside(place, field)], scope, ground)
    return value === undefined ? [] : [{ field, value }]
  })
  const line =
    origin?.line === undefined
      ? undefined
      : readOver(origin.line, scope, undefined, inside(place, "origin", "line"), ground)
  return {
    name,
    values,
    ...present({
      each,
      where:
        where === undefined ? undefined : readOver(where, scope, booleanType, inside(place, "where"), ground),
      amount:
        amount === undefined
          ? undefined
          : readOver(amount, scope, { kind: "number" }, inside(place, "amount"), ground),
      origin:
        origin?.rule !== undefined
          ? ({ kind: "rule", rule: origin.rule } as const)
          : line && ({ kind: "line", line } as const),
    }),
  }
}
