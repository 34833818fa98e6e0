// The effects on ledgers: posting entries by rules, and mirroring what was posted.
import { inOrder } from "../layout/layout.ts"
import { postedInto } from "../ledger/posted.ts"
import { postingRule, type RuleReading } from "../ledger/posting-rules.ts"
import { present } from "../present.ts"
import { inside, type Place } from "../report.ts"
import type { Effect } from "../types.ts"
import type { EffectSource, Head } from "./effect-source.ts"
import { readOver } from "./read.ts"
import { aimScope, recordScope, type TransitionGround } from "./scope.ts"

type PostSource = Extract<EffectSource, { post: string }>
type ReverseSource = Extract<EffectSource, { reverse: string }>

export function readPost(
  head: Head,
  source: PostSource,
  place: Place,
  ground: TransitionGround,
): Effect | undefined {
  const posted = postedInto(source.post, inside(place, "post"), ground.layout)
  const date = readOver(source.date, recordScope(ground), { kind: "date" }, inside(place, "date"), ground)
  if (posted === undefined || date === undefined) return undefined
  const rules = inOrder(source.entries).map(([name, entry]) => {
    const at = inside(place, "entries", name)
    const reading: RuleReading = {
      scope: (each) => aimScope(each, at, ground),
      read: (text, scope, expected, where) => readOver(text, scope, expected, where, ground),
      report: ground.layout.report,
      names: Object.keys(source.entries),
    }
    return postingRule([name, entry], posted, at, reading)
  })
  return { ...head, kind: "post", ledger: posted.entries.id, date, rules }
}

export function readReverse(
  head: Head,
  source: ReverseSource,
  place: Place,
  ground: TransitionGround,
): Effect | undefined {
  if (
    source.reverse !== "all" &&
    postedInto(source.reverse, inside(place, "reverse"), ground.layout) === undefined
  )
    return undefined
  const date =
    source.date === undefined
      ? undefined
      : readOver(source.date, recordScope(ground), { kind: "date" }, inside(place, "date"), ground)
  return { ...head, kind: "reverse", ledger: source.reverse, ...present({ date }) }
}
