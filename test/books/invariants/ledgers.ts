// What holds among entries: of one ledger, and of ledgers that tell the same in two ways.
import type { Invariant } from "./types.ts"

export const generalLedger = "accounting_general_ledger"

export const ledgers: readonly Invariant[] = [
  {
    name: "debit is credit in each posting",
    breaches: `SELECT posting FROM ${generalLedger} GROUP BY posting, company HAVING sum(debit) <> sum(credit)`,
  },
  {
    name: "debit is credit on each day",
    breaches: `SELECT company, date FROM ${generalLedger} GROUP BY company, date HAVING sum(debit) <> sum(credit)`,
  },
  {
    name: "totals are the sums of the entries",
    breaches: `SELECT company, account, party, month, sum(debit), sum(credit) FROM (
        SELECT company, account, party, date_trunc('month', date)::date AS month, debit, credit FROM ${generalLedger} UNION ALL
        SELECT company, account, party, month, -debit, -credit FROM ${generalLedger}__totals
      ) sums GROUP BY 1, 2, 3, 4 HAVING sum(debit) <> 0 OR sum(credit) <> 0`,
  },
  {
    name: "open items are the balance of their accounts, party by party",
    breaches: `SELECT account, party, sum(amount) FROM (
        SELECT account, party, amount FROM accounting_open_items UNION ALL
        SELECT account, party, credit - debit FROM ${generalLedger} WHERE account IN (SELECT account FROM accounting_open_items)
      ) sums GROUP BY account, party HAVING sum(amount) <> 0`,
  },
  {
    name: "no item is settled beyond what it was",
    breaches: `SELECT i.id, i.side, sum(e.amount_currency), sum(e.amount) FROM accounting_open_items e
      JOIN accounting_open_item i ON i.id = e.item GROUP BY i.id, i.side
      HAVING i.side <> 'revaluation' AND (sum(e.amount_currency) * CASE i.side WHEN 'debit' THEN 1 ELSE -1 END < 0
        OR sum(e.amount_currency) = 0 AND sum(e.amount) <> 0)`,
  },
  {
    name: "stock is worth what its account says, posting by posting",
    breaches: `SELECT posting, sum(worth) FROM (
        SELECT posting, value AS worth FROM inventory_stock_ledger UNION ALL
        SELECT e.posting, e.credit - e.debit FROM ${generalLedger} e JOIN base_company c ON c.id = e.company AND c.stock_account = e.account
      ) sums GROUP BY posting HAVING sum(worth) <> 0`,
  },
  {
    name: "what is not there is worth nothing",
    breaches: `SELECT item, warehouse, sum(value) FROM inventory_stock_ledger GROUP BY item, warehouse, batch, serial HAVING sum(quantity) = 0 AND sum(value) <> 0`,
  },
  {
    // What is cancelled did not happen, on whatever day it was cancelled.
    name: "on no day there was less than nothing",
    breaches: `SELECT d.* FROM (
        SELECT item, warehouse, batch, serial, date, sum(sum(quantity)) OVER (PARTITION BY item, warehouse, batch, serial ORDER BY date) AS there
          FROM inventory_stock_ledger e WHERE reverses IS NULL AND NOT EXISTS (SELECT FROM inventory_stock_ledger r WHERE r.reverses = e.id)
          GROUP BY item, warehouse, batch, serial, date
      ) d JOIN inventory_item i ON i.id = d.item WHERE d.there < 0 AND NOT i.allow_negative`,
  },
  {
    name: "what is available is counted from what is there",
    breaches: `SELECT item, warehouse, sum(quantity) FROM (
        SELECT item, warehouse, quantity FROM inventory_stock_ledger UNION ALL
        SELECT item, warehouse, -on_hand FROM inventory_reservation_ledger
      ) sums GROUP BY item, warehouse HAVING sum(quantity) <> 0`,
  },
]
