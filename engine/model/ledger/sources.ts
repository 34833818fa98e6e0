// Which documents post into which ledger: those whose transitions say so, and whatever posts into a ledger that it follows.
import type { LedgerSource, LifecycleSource } from "../../metaschema/index.ts"
import type { Items } from "../read/items.ts"

/** The entities that post into each ledger, by its id, in order of id. */
export function sourcesOf(items: Items): ReadonlyMap<string, readonly string[]> {
  const direct = new Map<string, Set<string>>()
  for (const { source } of items.lifecycles.values())
    for (const ledger of postedBy(source)) add(direct, ledger, source.entity)
  const leaders = leadersOf(items)
  const found = new Map<string, readonly string[]>()
  for (const id of items.ledgers.keys()) {
    const all = new Set<string>()
    for (const ledger of reach(id, leaders)) for (const entity of direct.get(ledger) ?? []) all.add(entity)
    found.set(id, [...all].filter((entity) => items.entities.has(entity)).sort())
  }
  return found
}

function postedBy({ transitions }: LifecycleSource): readonly string[] {
  return Object.values(transitions).flatMap(({ effects = {} }) =>
    Object.values(effects).flatMap((effect) => ("post" in effect ? [effect.post] : [])),
  )
}

/** For each ledger those whose entries it follows. */
function leadersOf(items: Items): ReadonlyMap<string, ReadonlySet<string>> {
  const leaders = new Map<string, Set<string>>()
  for (const [id, { source }] of items.ledgers)
    for (const follow of followersOf(source)) add(leaders, follow, id)
  return leaders
}

/** The ledgers that the entries of this one post into. */
export function followersOf({ posts = {} }: LedgerSource): readonly string[] {
  return Object.values(posts).map(({ post }) => post)
}

function reach(id: string, leaders: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const all = new Set([id])
  for (const ledger of all) for (const leader of leaders.get(ledger) ?? []) all.add(leader)
  return all
}

function add(to: Map<string, Set<string>>, key: string, value: string): void {
  const known = to.get(key)
  if (known === undefined) to.set(key, new Set([value]))
  else known.add(value)
}
