// What a hash of a chain covers: the text of an entry, the same while the entry is the same, whatever columns come later.
import type { GuardChain } from "../../../engine/migration/index.ts"
import { quoteIdentifier as q, quoteLiteral } from "../quote.ts"

/** PostgreSQL functions take a hundred arguments. */
const pairsAtOnce = 40

/** The entry of `alias` as text: its columns by name, without what is empty and without numbers that are 0. */
export function entryText({ covers, measures }: GuardChain, alias: string): string {
  const pairs = ["id", ...covers].map((name) => {
    const value = `${alias}.${q(name)}`
    return `${quoteLiteral(name)}, ${measures.includes(name) ? `nullif(trim_scale(${value}), 0)::text` : value}`
  })
  const objects: string[] = []
  for (let at = 0; at < pairs.length; at += pairsAtOnce)
    objects.push(`jsonb_build_object(${pairs.slice(at, at + pairsAtOnce).join(", ")})`)
  return `jsonb_strip_nulls(${objects.join(" || ")})::text`
}

/** The hash of a posting: SHA-256 (FIPS 180-4) in hex over the hash before it and the texts of its entries in the order of
 * writing, one a line. */
export function postingHash(chain: GuardChain, previous: string, alias: string): string {
  const text = `${previous} || E'\\n' || string_agg(${entryText(chain, alias)}, E'\\n' ORDER BY ${alias}.number)`
  return `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`
}

/** The name of the chain that an entry belongs to: the values of the dimensions that have a chain each. */
export function chainName({ by }: GuardChain, alias: string): string {
  return `jsonb_build_object(${by.map((name) => `${quoteLiteral(name)}, ${alias}.${q(name)}`).join(", ")})::text`
}
