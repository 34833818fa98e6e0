// What holds between documents and the ledgers they are posted into.
import { generalLedger } from "./ledgers.ts"
import type { Invariant } from "./types.ts"

const stockLedger = "inventory_stock_ledger"

/** Documents, and the ledger that each of them writes into when it is posted. */
const documents = {
  accounting_sales_invoice: generalLedger,
  accounting_purchase_invoice: generalLedger,
  accounting_payment: generalLedger,
  accounting_journal_entry: generalLedger,
  inventory_receipt: stockLedger,
  inventory_delivery: stockLedger,
  inventory_stock_entry: stockLedger,
  inventory_stock_count: stockLedger,
  inventory_landed_cost: stockLedger,
}

/** Documents with numbers alone: what they write, they may write when they like. */
const numbered = [
  ...Object.keys(documents),
  ...["accounting_allocation", "inventory_sales_order", "inventory_purchase_order", "inventory_reservation"],
]

export const inBooks: readonly Invariant[] = [
  ...Object.entries(documents).flatMap(([table, books]): readonly Invariant[] => [
    {
      name: `${table}: a draft is in no book and has no number, all else is and has`,
      breaches: `SELECT d.id, d.state FROM ${table} d WHERE (d.state = 'draft') <> (d.number IS NULL)
        OR (d.state = 'draft') = EXISTS (SELECT FROM ${books} e WHERE e.source__${table} = d.id)`,
    },
    {
      // What costs adjust later comes with the postings of others.
      name: `${table}: one posting a document, and its mirror once it is cancelled`,
      breaches: `SELECT d.id FROM ${table} d JOIN ${books} e ON e.source__${table} = d.id ${books === generalLedger ? "" : "AND e.adjusts IS NULL"} GROUP BY d.id
        HAVING count(DISTINCT e.posting) <> CASE d.state WHEN 'cancelled' THEN 2 ELSE 1 END`,
    },
  ]),
  ...numbered.map((table) => ({
    name: `${table}: numbers without a gap and without a double`,
    breaches: `SELECT series FROM (
        SELECT regexp_replace(number, '\\d+$', '') AS series, substring(number FROM '\\d+$')::integer AS n FROM ${table} WHERE number IS NOT NULL
      ) numbered GROUP BY series HAVING count(*) <> max(n) OR count(DISTINCT n) <> max(n)`,
  })),
  ...["inventory_receipt", "inventory_delivery", "inventory_landed_cost", "inventory_stock_entry"].map(
    (table) => ({
      name: `${table}: what is cancelled is worth nothing`,
      breaches: `SELECT d.id, sum(e.value) FROM ${table} d JOIN ${stockLedger} e ON e.source__${table} = d.id
      WHERE d.state = 'cancelled' GROUP BY d.id HAVING sum(e.value) <> 0 OR sum(e.quantity) <> 0`,
    }),
  ),
]
