// Kits: sold as one thing, taken out of the store as what they are made of, at what that cost, over HTTP.
import { expect } from "chai"
import type { Book, Fields } from "../support/accountant.ts"
import { column, figure, rowsOf } from "../support/figures.ts"
import { storekeeper, type Storekeeper } from "../support/storekeeper.ts"

describe("kits", () => {
  let store: Storekeeper
  before(async function () {
    this.timeout(120_000)
    store = await storekeeper()
  })
  after(() => store?.close())

  const kit = async (parts: readonly (readonly [item: string, quantity: string])[]): Promise<string> =>
    store.item({ kind: "kit", components: parts.map(([item, quantity]) => ({ item, quantity })) })
  /** A wheel at 10 and 20, a frame at 100; a bicycle of two wheels and a frame. */
  const bicycle = async (): Promise<{ wheel: string; frame: string; bicycle: string }> => {
    const [wheel, frame] = [await store.item(), await store.item()]
    await store.received(wheel, "2026-01-01", [
      ["3", "10"],
      ["10", "20"],
    ])
    await store.received(frame, "2026-01-01", [["5", "100"]])
    return {
      wheel,
      frame,
      bicycle: await kit([
        [wheel, "2"],
        [frame, "1"],
      ]),
    }
  }
  const ordered = async (item: string, quantity: string, fields: Fields = {}): Promise<Book> => {
    const { company, customer, warehouses } = store
    const order = await store.make("inventory.sales_order", {
      ...{ company, customer, date: "2026-02-01", warehouse: warehouses.A },
      lines: [{ item, quantity, unit_price: "300" }],
      ...fields,
    })
    return store.move("inventory.sales_order", order.id, "confirm")
  }
  const line = async ({ id }: Book, entity = "inventory.sales_order"): Promise<Book> => {
    const [first] = rowsOf((await store.read(entity, id))["lines"])
    if (first === undefined) throw new Error(`${entity} ${id} has no lines`)
    return first
  }
  /** What is still to go out of the store for orders. */
  const demand = async (item: string): Promise<string> => {
    const query = new URLSearchParams({ at: "2027-01-01", by: "item", filter: `item == '${item}'` })
    const { json } = await store.ask(`GET ledgers/inventory.reservation_ledger/balance?${query.toString()}`)
    return String(Number(rowsOf(json["items"])[0]?.["demand"] ?? 0))
  }

  it("go out as their components, at what these cost first in first out, and into the books", async () => {
    const { wheel, frame, bicycle: item } = await bicycle()
    const delivery = await store.delivered(item, "2026-01-02", "2")
    expect(await store.worth(delivery)).to.equal("-250.00")
    expect([await store.stock(wheel), await store.stock(frame)]).to.deep.equal(["9 180.00", "3 300.00"])
    const { cost } = await line(delivery, "inventory.delivery")
    expect(figure(cost)).to.equal("-250.00")
    const balances = await store.balances("2026-01-02", `source.id == '${delivery.id}'`)
    expect(Object.values(balances).sort()).to.deep.equal(["-250.00", "250.00"])
  })

  it("come back as what went out, at what it went out at", async () => {
    const { wheel, frame, bicycle: item } = await bicycle()
    const delivery = await store.delivered(item, "2026-01-02", "2")
    await store.received(wheel, "2026-01-03", [["4", "50"]])
    const back = await store.returned(delivery, "inventory.delivery", "1")
    expect(await store.worth(back)).to.equal("125.00")
    expect([await store.stock(wheel), await store.stock(frame)]).to.deep.equal(["15 405.00", "4 400.00"])
    await store.move("inventory.delivery", back.id, "cancel")
    await store.move("inventory.delivery", delivery.id, "cancel")
    expect([await store.stock(wheel), await store.stock(frame)]).to.deep.equal(["17 430.00", "5 500.00"])
  })

  it("are ordered, delivered in parts and billed as one thing; their components are what is asked for", async () => {
    const { wheel, frame, bicycle: item } = await bicycle()
    const order = await ordered(item, "2")
    expect([await demand(wheel), await demand(frame)]).to.deep.equal(["4", "2"])
    await store.move("inventory.sales_order", order.id, "deliver")
    const delivery = await store.made("inventory.delivery", "order", order.id)
    const { id } = await line(delivery, "inventory.delivery")
    await store.change("inventory.delivery", delivery.id, { lines: [{ id, quantity: "1" }] })
    const posted = await store.move("inventory.delivery", delivery.id, "post")
    expect(await line(order)).to.include({ delivered: "1.000000", status: "partly_delivered" })
    expect([await demand(wheel), await demand(frame)]).to.deep.equal(["2", "1"])
    await store.move("inventory.delivery", posted.id, "bill")
    const bill = await store.made("accounting.sales_invoice", "delivery", posted.id)
    expect(column(bill["lines"], "quantity")).to.deep.equal(["1.00"])
    expect(figure(bill["net_total"])).to.equal("300.00")
    const rest = await store.made("inventory.delivery", "backorder_of", delivery.id)
    await store.move("inventory.delivery", rest.id, "post")
    expect(await store.read("inventory.sales_order", order.id)).to.include({ delivery_status: "delivered" })
    expect([await demand(wheel), await demand(frame)]).to.deep.equal(["0", "0"])
  })

  it("do not go out while a component is missing", async () => {
    const [wheel, frame] = [await store.item(), await store.item()]
    await store.received(wheel, "2026-01-01", [["2", "10"]])
    const item = await kit([
      [wheel, "2"],
      [frame, "1"],
    ])
    const { company, customer, warehouses } = store
    const { id } = await store.make("inventory.delivery", {
      ...{ company, customer, date: "2026-01-02", warehouse: warehouses.A, lines: [{ item, quantity: "1" }] },
    })
    const { status } = await store.ask(`POST records/inventory.delivery/${id}/transitions/post`, {})
    expect(status).to.equal(422)
    expect(await store.stock(wheel)).to.equal("2 20.00")
  })

  it("are made of untracked stock, and of something", async () => {
    const refused = async (fields: Fields): Promise<string> => {
      const { json } = await store.ask("POST records/inventory.item", {
        ...{
          code: "K",
          name: "Kit",
          unit: store.piece,
          group: (await store.read("inventory.item", part))["group"],
        },
        ...{ kind: "kit", ...fields },
      })
      return String(json["detail"])
    }
    const part = await store.item()
    const service = await store.item({ kind: "service" })
    expect(await refused({})).to.equal("A kit has components, and nothing else has.")
    const nothing = await refused({ components: [{ item: service, quantity: "1" }] })
    expect(nothing).to.equal("A kit is made of stock that is not tracked by batch or serial number.")
  })
})
