// The order in which a posting writes into its ledgers: always the same, so that no two postings wait for each other, and
// each ledger after those whose entries it follows.
import type { Ledger, Model } from "../../../engine/model/index.ts"
import { once } from "../../../engine/plan/index.ts"

/** All ledgers, by how far they are from those that follow no other, then by id. */
export function ledgersInOrder(model: Model): readonly Ledger[] {
  return once(model, "ledgers in order", () => {
    const all = [...model.ledgers.values()]
    const leaders = (id: string): readonly Ledger[] =>
      all.filter(({ follows }) => follows.some(({ ledger }) => ledger === id))
    const depth = (id: string): number => Math.max(0, ...leaders(id).map((leader) => depth(leader.id) + 1))
    return all.sort((a, b) => depth(a.id) - depth(b.id) || (a.id < b.id ? -1 : 1))
  })
}
