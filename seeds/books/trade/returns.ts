// What comes back: the goods, a credit note for them, and its settlement against the invoice.
import type { Sale, Trade } from "./deal.ts"
import type { Book, Seen } from "../types.ts"
import { cents, fromCents, only, rowsOf } from "../rows.ts"

/** A customer sends all of the first line back; the credit note is set against what is open of the invoice. */
export function takeBack(trade: Trade, sale: Sale, day: string): void {
  const { desk, warehouse } = trade
  const { key, delivery, customer, lot } = sale
  const [first] = lot
  if (first === undefined) return
  first.shelf.onHand += first.quantity
  const id = desk.id(`${key} return`)
  desk.step({
    ...{ on: day, entity: "inventory.delivery", id, moves: ["post"], begins: "draft" },
    says: async (seen) => ({
      ...{ id, kind: "return", company: desk.company, customer: customer.id, order: sale.order },
      ...{ return_of: delivery, warehouse, date: day },
      lines: rowsOf(await seen.read("inventory.delivery", delivery))
        .slice(0, 1)
        .map((row) => ({ return_line: row.id, ...only(row, "order_line", "item", "unit", "quantity") })),
    }),
  })
  credit(trade, sale, day)
}

function credit({ desk }: Trade, sale: Sale, day: string): void {
  const { key, invoice, said } = sale
  const id = desk.id(`${key} credit note`)
  desk.step({
    ...{ on: day, entity: "accounting.sales_invoice", id, moves: ["post"], begins: "draft" },
    says: async (seen) => {
      const back = desk.id(`${key} return`)
      const [row] = rowsOf(await seen.read("inventory.delivery", back))
      const [sold] = rowsOf(await seen.read("accounting.sales_invoice", invoice))
      if (row === undefined || sold === undefined) return null
      const fields = ["item", "unit", "quantity", "unit_price", "tax", "account", "order_line", "description"]
      return {
        ...{ ...said, id, kind: "credit_note", return_of: invoice, delivery: back, sales_order: sale.order },
        ...{ reason: "Damaged in transit", invoice_date: day, date: day },
        lines: [{ ...only(sold, ...fields), delivery_line: row.id }],
      }
    },
  })
  const allocation = desk.id(`${key} set off`)
  desk.step({
    ...{ on: day, entity: "accounting.allocation", id: allocation, moves: ["post"], begins: "draft" },
    says: async (seen) => {
      const [mine, theirs] = [await openItem(seen, id), await openItem(seen, invoice)]
      if (mine === undefined || theirs === undefined) return null
      const amount = Math.min(...[mine, theirs].map((item) => Math.abs(cents(item["open_amount"]))))
      const lines = [{ item: theirs.id, amount: fromCents(amount) }]
      return { id: allocation, company: desk.company, date: day, item: mine.id, lines }
    },
  })
}

/** What of an invoice to a customer falls due last and is still open. */
async function openItem(seen: Seen, invoice: string): Promise<Book | undefined> {
  const items = await seen.find("accounting.open_item", `sales_invoice == '${invoice}' && is_open`)
  return [...items].sort((a, b) => (String(a["due_date"]) < String(b["due_date"]) ? 1 : -1))[0]
}
