// A storekeeper at a running server: warehouses A, B and C of the accountant's company, and builders of what moves goods.
// Everything goes over HTTP; whatever is asked is refused loudly when it does not succeed.
import { accountant, type Accountant, type Book, type Fields } from "./accountant.ts"
import { rowsOf } from "./figures.ts"

export interface Storekeeper extends Accountant {
  readonly supplier: string
  readonly customer: string
  readonly warehouses: Readonly<Record<Place, string>>
  /** Pieces that divide to a millionth. */
  readonly piece: string
  /** An item counted in pieces; `valuation_method` first in, first out unless said. */
  item(fields?: Fields): Promise<string>
  /** Received from the supplier, `[quantity, price]` a line. */
  received(item: string, date: string, lines: readonly Line[], fields?: Fields): Promise<Book>
  delivered(item: string, date: string, quantity: string, fields?: Fields): Promise<Book>
  issued(item: string, date: string, quantity: string, from?: Place): Promise<Book>
  transferred(item: string, date: string, quantity: string, way: readonly [Place, Place]): Promise<Book>
  /** Counted in warehouse A; worth `rate` each where nothing was there before. */
  counted(item: string, date: string, quantity: string, rate?: string): Promise<Book>
  /** What came with the receipt or went with the delivery goes back, the whole of each line unless said. */
  returned(
    document: Book,
    entity: "inventory.receipt" | "inventory.delivery",
    quantity?: string,
  ): Promise<Book>
  /** A document that a transition of another one made, by the field that refers to that one. */
  made(entity: string, via: string, of: string): Promise<Book>
  /** What is there, of all warehouses or one: `5 100.00`. */
  stock(item: string, place?: Place): Promise<string>
  /** What the lines of documents are worth now, later corrections included: by document, `-200.00`. */
  worth(document: Book): Promise<string>
}
type Place = "A" | "B" | "C"
export type Line = readonly [quantity: string, price: string]

/** Starts a server with a company, its chart of accounts and three warehouses. */
export async function storekeeper(): Promise<Storekeeper> {
  const books = await accountant()
  try {
    return await storesOf(books)
  } catch (error) {
    await books.close()
    throw error
  }
}

/** Opens warehouses A, B and C in the company of the accountant. */
export async function storesOf(books: Accountant): Promise<Storekeeper> {
  const { company, make, move, find, posted } = books
  const id = async (entity: string, fields: Fields): Promise<string> => (await make(entity, fields)).id
  const warehouse = (code: Place): Promise<string> =>
    id("inventory.warehouse", { company, code, name: `Store ${code}` })
  const warehouses = { A: await warehouse("A"), B: await warehouse("B"), C: await warehouse("C") }
  const supplier = await id("base.party", { kind: "company", name: "Supplier", is_supplier: true })
  const customer = await id("base.party", { kind: "company", name: "Customer", is_customer: true })
  const group = await id("inventory.item_group", { name: "Goods" })
  const category = await id("base.unit_category", { name: "Things" })
  const piece = await id("base.unit", {
    ...{ category, code: "THING", name: "Thing", is_reference: true, step: "0.000001" },
  })
  let items = 0
  const entry = (kind: string, item: string, date: string, quantity: string, fields: Fields): Promise<Book> =>
    posted("inventory.stock_entry", { kind, company, date, lines: [{ item, quantity }], ...fields })
  const rows = (item: string, more = "true"): Promise<readonly Book[]> =>
    find("inventory.stock_ledger", `item == '${item}' && ${more}`)
  const made: Storekeeper["made"] = async (entity, via, of) => {
    const [last] = await find(entity, `${via} == '${of}'`, "-created_at")
    if (last === undefined) throw new Error(`no ${entity} with ${via} ${of}`)
    return books.read(entity, last.id)
  }
  return {
    ...books,
    ...{ supplier, customer, warehouses, piece },
    item: (fields = {}) => {
      const code = `I-${String(++items)}`
      return id("inventory.item", {
        code,
        name: code,
        group,
        unit: piece,
        valuation_method: "fifo",
        ...fields,
      })
    },
    received: (item, date, lines, fields = {}) =>
      posted("inventory.receipt", {
        ...{ company, supplier, date, warehouse: warehouses.A },
        lines: lines.map(([quantity, unit_price]) => ({ item, quantity, unit_price })),
        ...fields,
      }),
    delivered: (item, date, quantity, fields = {}) =>
      posted("inventory.delivery", {
        ...{ company, customer, date, warehouse: warehouses.A, lines: [{ item, quantity }] },
        ...fields,
      }),
    issued: (item, date, quantity, from = "A") =>
      entry("issue", item, date, quantity, { from_warehouse: warehouses[from] }),
    transferred: (item, date, quantity, [from, to]) =>
      entry("transfer", item, date, quantity, {
        ...{ from_warehouse: warehouses[from], to_warehouse: warehouses[to] },
      }),
    counted: (item, date, counted, rate) =>
      posted("inventory.stock_count", {
        ...{ company, date, warehouse: warehouses.A, lines: [{ item, counted, rate }] },
      }),
    returned: async ({ id: document }, entity, quantity) => {
      await move(entity, document, "return")
      const back = await made(entity, "return_of", document)
      const lines = rowsOf(back["lines"]).map((line) => ({ id: line.id, quantity }))
      if (quantity !== undefined) await books.change(entity, back.id, { lines })
      return move(entity, back.id, "post", { backorder: false })
    },
    made,
    stock: async (item, place) => {
      const at = place === undefined ? "true" : `warehouse == '${warehouses[place]}'`
      const found = await rows(item, at)
      return `${String(sum(found, "quantity", 6))} ${sum(found, "value", 2).toFixed(2)}`
    },
    worth: async ({ id: document }) =>
      sum(await find("inventory.stock_ledger", `source.id == '${document}'`), "value", 2).toFixed(2),
  }
}

/** The sum of a field that travels as text, exact to `places`. */
function sum(rows: readonly Book[], field: string, places: number): number {
  const scale = 10 ** places
  return rows.reduce((total, row) => total + Math.round(Number(row[field]) * scale), 0) / scale
}
