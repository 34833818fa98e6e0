// The names of the tables that a ledger keeps beside its entries.
import { tableOf } from "../names.ts"

/** `totals` by period, `days` by day beside months, `balance` over all time, `cost` of what has a cost, `chain` of hashes. */
export type LedgerPart = "totals" | "days" | "balance" | "cost" | "chain"

/** The PostgreSQL table of a part of the ledger, `accounting_general_ledger__totals`. */
export function ledgerTable(ledger: string, part: LedgerPart): string {
  return `${tableOf(ledger)}__${part}`
}
