// Whether the books hold, asked of the entries themselves, set by set: what the guard keeps is worked out anew and compared.
import { wanted, type Guard, type GuardSums } from "../../../engine/migration/index.ts"
import type { Entity, Ledger, Model } from "../../../engine/model/index.ts"
import { Draft } from "../draft.ts"
import { formula } from "../expression/index.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"
import { template, type Template } from "../template.ts"
import { sourceJson } from "./reverse.ts"
import { postingHash } from "./chain-text.ts"

/** The faults told of each check at most. */
const most = 20

/** Rows of [check, json]: how many `entries` and `postings` there are, and then each fault with the posting or sum it is
 * about, `{posting?, source?, ...}`. */
export function verifyTemplates(ledger: Ledger, model: Model): readonly Template[] {
  const entity = model.entities.get(ledger.id)
  const guard = entity === undefined ? undefined : guardIn(entity, model)
  if (entity === undefined || guard === undefined) throw new Error(`${ledger.id} has no guard`)
  const at: At = { entity, table: new Draft(model).table(entity.table), model }
  return [
    once(
      `SELECT 'counts', json_build_object('entries', count(*), 'postings', count(DISTINCT posting))::text FROM ${at.table}`,
    ),
    ...(guard.balanced === undefined ? [] : [unbalanced(guard.balanced, at)]),
    ...guard.sums.map((sums) => differing(sums, at)),
    ...(guard.chain === undefined ? [] : [broken(guard.chain, at)]),
  ]
}

interface At {
  readonly entity: Entity
  readonly table: string
  readonly model: Model
}

/** The guard as the migration makes it. */
function guardIn(entity: Entity, model: Model): Guard | undefined {
  for (const trigger of wanted(model).tables.get(entity.table)?.triggers.values() ?? [])
    if (trigger.kind === "guard") return trigger.guard
  return undefined
}

function once(text: string): Template {
  return template(text, [], "once")
}

function unbalanced({ sum, by }: NonNullable<Guard["balanced"]>, at: At): Template {
  const keys = ["posting", ...by].map(q).join(", ")
  const total = `sum(${formula(sum)})`
  const inner = `SELECT posting, ${total} AS total, min(number) AS number FROM ${at.table} GROUP BY ${keys} HAVING ${total} <> 0 ORDER BY 3 LIMIT ${most}`
  return once(
    `SELECT 'balance', json_build_object('posting', u.posting, 'source', ${sourceOf("u.posting", at)}, 'sum', u.total::text)::text FROM (${inner}) u ORDER BY u.number`,
  )
}

/** Sums as they are kept, less what the entries sum to: what is left is a fault. */
function differing({ table, gathers }: GuardSums, at: At): Template {
  const { by, period, measures } = gathers
  const kept = new Draft(at.model).table(table)
  const keys = [...by, ...(period === undefined ? [] : [period])].map(q)
  const values = [...measures, "entries"]
  const day = period === "month" ? "date_trunc('month', date::timestamp)::date" : "date"
  const own = [...by.map(q), ...(period === undefined ? [] : [`${day} AS ${q(period)}`])]
  const minus = [...measures.map((name) => `-${q(name)}`), "-1"]
  const both = `SELECT ${[...keys, ...values.map(q)].join(", ")} FROM ${kept} UNION ALL SELECT ${[...own, ...minus].join(", ")} FROM ${at.table}`
  const differs = values.map((name) => `sum(${q(name)}) <> 0`).join(" OR ")
  const left = values.map((name) => `sum(${q(name)}) AS ${q(name)}`)
  const inner = `SELECT ${[...keys, ...left].join(", ")} FROM (${both}) b GROUP BY ${keys.join(", ")} HAVING ${differs} ORDER BY ${keys.join(", ")} LIMIT ${most}`
  const part = quoteLiteral(table.split("__").at(-1) ?? "")
  return once(`SELECT ${part}, row_to_json(d)::text FROM (${inner}) d`)
}

/** Links whose place, whose link to the one before, or whose own hash does not hold, in the order of their chains. */
function broken(chain: NonNullable<Guard["chain"]>, at: At): Template {
  const table = new Draft(at.model).table(chain.table)
  const before = `lag(c.hash, 1, '') OVER w AS before, lag(c.position, 1, 0) OVER w AS place`
  const links = `SELECT c.chain, c.position, c.posting, c.previous, c.hash, ${before} FROM ${table} c WINDOW w AS (PARTITION BY c.chain ORDER BY c.position)`
  const hash = `SELECT ${postingHash(chain, "l.previous", "e")} AS hash FROM ${at.table} e WHERE e.posting = l.posting`
  const wrong = "l.position <> l.place + 1 OR l.previous <> l.before OR l.hash IS DISTINCT FROM h.hash"
  const inner = `SELECT l.chain, l.position, l.posting FROM (${links}) l LEFT JOIN LATERAL (${hash}) h ON true WHERE ${wrong} ORDER BY l.chain, l.position LIMIT ${most}`
  return once(
    `SELECT 'chain', json_build_object('chain', b.chain::json, 'position', b.position, 'posting', b.posting, 'source', ${sourceOf("b.posting", at)})::text FROM (${inner}) b`,
  )
}

/** The document of a posting, `{entity, id}`. */
function sourceOf(posting: string, { entity, table }: At): string {
  const source = sourceJson(entity, "e")
  return source === undefined
    ? "NULL"
    : `(SELECT ${source} FROM ${table} e WHERE e.posting = ${posting} ORDER BY e.number LIMIT 1)`
}
