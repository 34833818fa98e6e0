// What holds between documents: what one keeps count of is what the others say.
import type { Invariant } from "./types.ts"

/** A sum that rows of `table` keep in `column`: of `field` of the rows `of` that refer to them by `via`, where it counts. */
interface Counter {
  readonly table: string
  readonly column: string
  readonly of: string
  readonly via: string
  readonly field?: string
  /** Of the row `r` and, where it is a line, its document `d`. */
  readonly where: string
}

const posted = (kind: string): string => `d.state = 'posted' AND d.kind = '${kind}'`
const notCancelled = (kind: string): string => `d.state <> 'cancelled' AND d.kind = '${kind}'`

/** Order lines count what is handed over and billed of them. */
function ofOrders(order: string, going: string, bill: string, went: string): readonly Counter[] {
  const counter = (column: string, of: string, where: string): Counter => ({
    ...{ table: `${order}__lines`, column, of: `${of}__lines`, via: "order_line", where },
  })
  return [
    counter(went, going, posted(went === "delivered" ? "delivery" : "receipt")),
    counter("returned", going, posted("return")),
    counter("billed", bill, posted("invoice")),
    counter("credited", bill, posted("credit_note")),
    counter("on_bills", bill, notCancelled("invoice")),
  ]
}

/** Lines that were handed over count what came back and what is billed of them: of what came back, credit notes bill. */
function ofGoing(going: string, bill: string, via: string): readonly Counter[] {
  const table = `${going}__lines`
  const own = `(SELECT p.kind FROM ${going} p JOIN ${table} l ON l.parent = p.id WHERE l.id = r.${via}) = 'return'`
  const counter = (column: string, where: string): Counter => ({
    ...{ table, column, of: `${bill}__lines`, via, where },
  })
  return [
    { table, column: "returned", of: table, via: "return_line", where: "d.state = 'posted'" },
    counter("billed", `d.state = 'posted' AND (d.kind = 'credit_note') = (${own})`),
    counter("credited", `d.state = 'posted' AND (d.kind = 'credit_note') <> (${own})`),
    counter("on_bills", `d.state <> 'cancelled' AND (d.kind = 'credit_note') = (${own})`),
  ]
}

const [sales, purchases] = ["accounting_sales_invoice", "accounting_purchase_invoice"]

const kept: readonly Counter[] = [
  ...ofOrders("inventory_sales_order", "inventory_delivery", sales, "delivered"),
  ...ofOrders("inventory_purchase_order", "inventory_receipt", purchases, "received"),
  ...ofGoing("inventory_delivery", sales, "delivery_line"),
  ...ofGoing("inventory_receipt", purchases, "receipt_line"),
  {
    ...{ table: "inventory_sales_order__lines", column: "reserved", of: "inventory_reservation_ledger" },
    ...{ via: "sales_line", field: "reserved", where: "true" },
  },
  ...[sales, purchases].flatMap((table): readonly Counter[] => [
    { table, column: "credited", of: table, via: "return_of", field: "total", where: "r.state = 'posted'" },
    {
      ...{ table, column: "open_amount", of: "accounting_open_item", via: table.replace("accounting_", "") },
      ...{ field: "open_amount", where: "true" },
    },
  ]),
  ...["open_amount", "open_base"].map((column): Counter => ({
    ...{ table: "accounting_open_item", column, of: "accounting_open_items", via: "item", where: "true" },
    field: column === "open_amount" ? "amount_currency" : "amount",
  })),
]

function keptRight({ table, column, of, via, field = "stock_quantity", where }: Counter): Invariant {
  const document = of.endsWith("__lines") ? ` JOIN ${of.replace("__lines", "")} d ON d.id = r.parent` : ""
  const sum = `(SELECT coalesce(sum(r.${field}), 0) FROM ${of} r${document} WHERE r.${via} = t.id AND ${where})`
  return {
    name: `${table}: ${column} is what the others say`,
    breaches: `SELECT t.id, t.${column}, ${sum} FROM ${table} t WHERE coalesce(t.${column}, 0) <> ${sum}`,
  }
}

export const counters: readonly Invariant[] = [
  ...kept.map(keptRight),
  {
    name: "an order asks for what it is still to deliver while it is confirmed, and else for nothing",
    breaches: `SELECT o.id, o.state, l.to_deliver, coalesce(e.demand, 0) FROM inventory_sales_order o JOIN inventory_sales_order__lines l ON l.parent = o.id
      LEFT JOIN (SELECT sales_line, sum(demand) AS demand FROM inventory_reservation_ledger GROUP BY 1) e ON e.sales_line = l.id
      WHERE coalesce(e.demand, 0) <> CASE o.state WHEN 'confirmed' THEN l.to_deliver ELSE 0 END`,
  },
  {
    name: "what is reserved for an order is not more than it is still to deliver",
    breaches: `SELECT l.id, l.reserved, l.to_deliver FROM inventory_sales_order__lines l WHERE l.reserved > l.to_deliver OR l.reserved < 0`,
  },
  {
    name: "what is on order is what confirmed orders are still to receive",
    breaches: `SELECT item, sum(ordered) FROM (
        SELECT item, ordered FROM inventory_reservation_ledger UNION ALL
        SELECT l.item, -l.to_receive FROM inventory_purchase_order__lines l JOIN inventory_purchase_order o ON o.id = l.parent WHERE o.state = 'confirmed'
      ) sums GROUP BY item HAVING sum(ordered) <> 0`,
  },
  ...[sales, purchases].map((table) => ({
    name: `${table}: no more is credited than was invoiced`,
    breaches: `SELECT id, credited, total FROM ${table} WHERE state = 'posted' AND kind = 'invoice' AND credited > total`,
  })),
]
