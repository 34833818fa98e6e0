// The chain of hashes: a link for each posting of each chain, one at a time.
import type { GuardChain } from "../../../../engine/migration/index.ts"
import { chainName, postingHash } from "../../ledger/chain-text.ts"
import { quoteIdentifier as q, quoteLiteral } from "../../quote.ts"

/** The guard's statements: for each chain in order its head is held until the posting ends, and the new link set behind it. */
export function extendChain(chain: GuardChain): string {
  const { table, when } = chain
  const of = when?.of === undefined ? "" : ` JOIN ${q(when.of.table)} r ON r.id = e.${q(when.column)}`
  const chained =
    when === undefined
      ? ""
      : ` WHERE ${when.of === undefined ? `e.${q(when.column)}` : `r.${q(when.of.column)}`}`
  return `  FOR link IN SELECT DISTINCT ${chainName(chain, "e")} AS chain, e.posting FROM entered e${of}${chained} ORDER BY 1, 2 LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(TG_TABLE_SCHEMA || ${quoteLiteral(`.${table} `)} || link.chain, 0));
    SELECT c.position, c.hash INTO head FROM ${q(table)} c WHERE c.chain = link.chain ORDER BY c.position DESC LIMIT 1;
    INSERT INTO ${q(table)} (chain, position, posting, previous, hash)
      SELECT link.chain, coalesce(head.position, 0) + 1, link.posting, coalesce(head.hash, ''), ${postingHash(chain, "coalesce(head.hash, '')", "e")}
      FROM entered e WHERE e.posting = link.posting;
  END LOOP;`
}
