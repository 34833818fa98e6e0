// What holds in books at any time, asked of the tables themselves by the superuser: each invariant is a query for what
// breaks it. Knows nothing of how the books came about.
import pg from "pg"

interface Invariant {
  readonly name: string
  /** Gives a row for each breach. */
  readonly breaches: string
}

const ledger = "accounting_general_ledger"

/** Documents, and the ledger that each of them writes into when it is posted. */
const documents = {
  accounting_sales_invoice: ledger,
  accounting_purchase_invoice: ledger,
  accounting_payment: ledger,
  accounting_journal_entry: ledger,
  inventory_receipt: "inventory_stock_ledger",
  inventory_delivery: "inventory_stock_ledger",
  inventory_stock_entry: "inventory_stock_ledger",
}

const invariants: readonly Invariant[] = [
  {
    name: "debit is credit in each posting",
    breaches: `SELECT posting FROM ${ledger} GROUP BY posting, company HAVING sum(debit) <> sum(credit)`,
  },
  {
    name: "debit is credit on each day",
    breaches: `SELECT company, date FROM ${ledger} GROUP BY company, date HAVING sum(debit) <> sum(credit)`,
  },
  {
    name: "open items are the balance of their accounts, party by party",
    breaches: `SELECT account, party, sum(amount) FROM (
        SELECT account, party, amount FROM accounting_open_items UNION ALL
        SELECT account, party, credit - debit FROM ${ledger} WHERE account IN (SELECT account FROM accounting_open_items)
      ) sums GROUP BY account, party HAVING sum(amount) <> 0`,
  },
  {
    name: "stock is worth what its account says",
    breaches: `SELECT c.code, s.worth, g.worth FROM base_company c,
        LATERAL (SELECT coalesce(sum(value), 0) AS worth FROM inventory_stock_ledger WHERE company = c.id) s,
        LATERAL (SELECT coalesce(sum(debit - credit), 0) AS worth FROM ${ledger} WHERE company = c.id AND account = c.stock_account) g
      WHERE s.worth <> g.worth`,
  },
  {
    name: "what is not there is worth nothing",
    breaches: `SELECT item, warehouse, sum(value) FROM inventory_stock_ledger GROUP BY item, warehouse, batch, serial HAVING sum(quantity) = 0 AND sum(value) <> 0`,
  },
  ...Object.entries(documents).flatMap(([table, books]): readonly Invariant[] => [
    {
      name: `${table}: a draft is in no book and has no number, all else is and has`,
      breaches: `SELECT d.id, d.state FROM ${table} d WHERE (d.state = 'draft') <> (d.number IS NULL)
        OR (d.state = 'draft') = EXISTS (SELECT FROM ${books} e WHERE e.source__${table} = d.id)`,
    },
    {
      // What costs adjust later comes with the postings of others.
      name: `${table}: one posting a document, and its mirror once it is cancelled`,
      breaches: `SELECT d.id FROM ${table} d JOIN ${books} e ON e.source__${table} = d.id ${books === ledger ? "" : "AND e.adjusts IS NULL"} GROUP BY d.id
        HAVING count(DISTINCT e.posting) <> CASE d.state WHEN 'cancelled' THEN 2 ELSE 1 END`,
    },
    {
      name: `${table}: numbers without a gap and without a double`,
      breaches: `SELECT series FROM (
          SELECT regexp_replace(number, '\\d+$', '') AS series, substring(number FROM '\\d+$')::integer AS n FROM ${table} WHERE number IS NOT NULL
        ) numbered GROUP BY series HAVING count(*) <> max(n) OR count(DISTINCT n) <> max(n)`,
    },
  ]),
]

/** The names of the invariants that are broken, with their first breaches; for all tenants that keep books. */
export async function broken(superuserUrl: string): Promise<readonly string[]> {
  const client = new pg.Client(superuserUrl)
  await client.connect()
  try {
    const schemas = await client.query<{ schema: string }>(
      `SELECT schemaname AS schema FROM pg_tables WHERE tablename = '${ledger}'`,
    )
    const found: string[] = []
    for (const { schema } of schemas.rows) {
      await client.query(`SET search_path = "${schema}"`)
      for (const { name, breaches } of invariants) {
        const { rows } = await client.query(breaches)
        if (rows.length > 0) found.push(`${name}: ${rows.length}, first ${JSON.stringify(rows.slice(0, 3))}`)
      }
    }
    return found
  } finally {
    await client.end()
  }
}
