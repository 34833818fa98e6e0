// The trigger that holds the invariants of a ledger: it sees all entries of a statement at once, runs as the owner of the
// tables, and is made of statements that PostgreSQL plans once a connection. Raw SQL under a tenant's role meets it too.
import type { Guard } from "../../../../engine/migration/index.ts"
import { formula } from "../../expression/index.ts"
import { quoteIdentifier as q, quoteLiteral } from "../../quote.ts"
import { extendChain } from "./chain.ts"
import { refuseClosed } from "./locks.ts"
import { addSums } from "./sums.ts"
import { assertionOver } from "./walk.ts"

/** Function and trigger of the name on the table of entries, for the schema in search_path. The function keeps that path
 * (`tenon.settle` sets it anew when the schema is renamed), so nobody's own tables can stand in for the ledger's. Its plans
 * are kept by each connection, maybe from a time when the ledger was empty and reading all of it was cheapest: that it may
 * not choose. */
export function createGuard(name: string, table: string, guard: Guard): readonly string[] {
  const body = [
    ...balance(guard),
    once(table),
    ...rules(guard),
    ...guard.locks.map(refuseClosed),
    ...guard.sums.map(addSums),
    ...(guard.chain === undefined ? [] : [extendChain(guard.chain)]),
  ]
  return [
    `CREATE FUNCTION ${q(name)}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET enable_seqscan TO off AS $guard$
DECLARE
  fault text;
  faults text[];
  link record;
  head record;
BEGIN
${body.join("\n")}
  RETURN NULL;
END $guard$`,
    `CREATE TRIGGER ${q(name)} AFTER INSERT ON ${q(table)} REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION ${q(name)}()`,
  ]
}

/** Whether a trigger of the name has a function of its own. */
export function hasFunction(name: string): boolean {
  return /_guard_[0-9a-f]{8}$/.test(name)
}

/** Each posting sums to zero: at once, exactly, whatever the session says of constraints. */
function balance({ balanced }: Guard): readonly string[] {
  if (balanced === undefined) return []
  const keys = ["posting", ...balanced.by].map(q)
  const sum = `sum(${formula(balanced.sum)})`
  const said = balanced.by.map((name) => `, ${quoteLiteral(name)}, ${q(name)}`).join("")
  return [
    `  SELECT json_build_object('posting', posting, 'sum', ${sum}::text${said})::text INTO fault
    FROM entered GROUP BY ${keys.join(", ")} HAVING ${sum} IS DISTINCT FROM 0 LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'the posting is out of balance' USING ERRCODE = 'TN010', DETAIL = fault, TABLE = TG_TABLE_NAME; END IF;`,
  ]
}

/** A posting is written by one statement: nobody adds to it later. */
function once(table: string): string {
  return `  SELECT p.posting::text INTO fault FROM (SELECT posting, count(*) AS entries FROM entered GROUP BY posting) p
    WHERE p.entries <> (SELECT count(*) FROM ${q(table)} t WHERE t.posting = p.posting) LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'the posting is written already' USING ERRCODE = 'TN011', DETAIL = fault, TABLE = TG_TABLE_NAME; END IF;`
}

function rules({ rules: all }: Guard): readonly string[] {
  if (all.length === 0) return []
  const { select, from } = assertionOver(all, "e", "e.id::text")
  return [
    `  SELECT ${select} INTO faults FROM entered e${from};
  IF faults IS NOT NULL THEN PERFORM tenon.refuse(faults); END IF;`,
  ]
}
