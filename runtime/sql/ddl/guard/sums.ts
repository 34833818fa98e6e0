// Sums of entries: kept by the guard as entries are written, and made of all entries where there are none yet.
import type { Gathering, GuardSums } from "../../../../engine/migration/index.ts"
import { quoteIdentifier as q, quoteLiteral } from "../../quote.ts"
import { assertionOver } from "./walk.ts"

/** The statement that makes the sums of all entries, into an empty table. */
export function fillSums(table: string, gathers: Gathering): string {
  return `INSERT INTO ${q(table)} (${columnsOf(gathers).join(", ")}) ${summed(gathers, q(gathers.entries))}`
}

/** The guard's statements that add what was entered, rows in the order of their keys so that no two postings wait for each
 * other, and then hold the rules of the sums that it changed. */
export function addSums({ table, gathers, rules }: GuardSums): string {
  const keys = keysOf(gathers)
  const added = [...gathers.measures, "entries"].map(q)
  const upsert =
    `INSERT INTO ${q(table)} AS s (${columnsOf(gathers).join(", ")}) ${summed(gathers, "entered")}` +
    ` ORDER BY ${keys.map((_, at) => at + 1).join(", ")}` +
    ` ON CONFLICT (${keys.map(q).join(", ")}) DO UPDATE SET ${added.map((name) => `${name} = s.${name} + EXCLUDED.${name}`).join(", ")}`
  if (rules.length === 0) return `  ${upsert};`
  const { select, from } = assertionOver(rules, "u", sayKey(gathers))
  return `  WITH u AS (${upsert} RETURNING s.*)
  SELECT ${select} INTO faults FROM u${from};
  IF faults IS NOT NULL THEN PERFORM tenon.refuse(faults); END IF;`
}

/** The key of a sum as the text that follows the rule's id. */
function sayKey({ by }: Gathering): string {
  return `jsonb_build_object(${by.map((name) => `${quoteLiteral(name)}, u.${q(name)}`).join(", ")})::text`
}

function keysOf({ by, period }: Gathering): readonly string[] {
  return period === undefined ? by : [...by, period]
}

function columnsOf(gathers: Gathering): readonly string[] {
  return [...keysOf(gathers), ...gathers.measures, "entries"].map(q)
}

function summed({ by, measures, period }: Gathering, from: string): string {
  const keys = [...by.map((name) => `e.${q(name)}`), ...(period === undefined ? [] : [periodOf(period)])]
  const sums = measures.map((name) => `sum(e.${q(name)})`)
  return `SELECT ${[...keys, ...sums, "count(*)"].join(", ")} FROM ${from} e GROUP BY ${keys.map((_, at) => at + 1).join(", ")}`
}

/** The first day of the entry's period; over a timestamp, so that no time zone has a say. */
function periodOf(period: "day" | "month"): string {
  return period === "day" ? "e.date" : "date_trunc('month', e.date::timestamp)::date"
}
