// References to child rows of other documents, and what is summed up over them.
import { expect } from "chai"
import type { Caller } from "../../../runtime/perform/index.ts"
import { ask, house, user, type Answer, type Body, type House } from "../../support/house.ts"
import { fulfilmentLayers } from "../../support/fulfilment-layers.ts"

describe("references to child rows", () => {
  let on: House
  let boss: Caller
  let item: Body
  before(async () => {
    on = await house(fulfilmentLayers)
    boss = user(on.acme, ["trade.boss"])
    item = await made("trade.item", { name: "Screw" })
  })
  after(() => on.close())

  const send = (what: string, body?: unknown, as = boss): Promise<Answer> => ask(on, as, what, { body })
  const sent = async (what: string, sending?: unknown): Promise<Body> => {
    const { status, body } = await send(what, sending)
    expect(status, JSON.stringify(body)).to.be.lessThan(300)
    return body
  }
  const made = (entity: string, record: unknown): Promise<Body> => sent(`POST ${entity}`, record)
  const order = (...quantities: string[]): Promise<Body> =>
    made("trade.order", {
      customer: "Ann",
      currency: "USD",
      lines: quantities.map((quantity) => ({ item: item.id, quantity })),
    })
  const delivery = (lines: readonly object[], more: object = {}): Promise<Body> =>
    made("trade.delivery", { lines, ...more })
  const posted = { step: "posted" }
  /** [delivered of each line, deliveries of each line, delivered, status] */
  const state = async ({ id }: Body): Promise<unknown> => {
    const body = await sent(`GET trade.order/${String(id)}`)
    const each = (name: string): unknown => body.lines.map((line) => line[name])
    return [each("delivered"), each("deliveries"), body["delivered"], body["status"]]
  }

  it("copy from the chosen row and from its record, and read along the way", async () => {
    const { lines } = await order("5")
    const { lines: chosen } = await delivery([{ order_line: lines[0]?.id }])
    expect(chosen[0]).to.include({ quantity: "5.000", currency: "USD", item: item.id })
    expect(chosen[0]).to.include({ item_name: "Screw", customer: "Ann" })
  })

  it("follow what is read along the way", async () => {
    const other = await made("trade.item", { name: "Nail" })
    const { id, lines } = await made("trade.order", {
      customer: "Ann",
      lines: [{ item: other.id, quantity: "1" }],
    })
    const { id: by } = await delivery([{ order_line: lines[0]?.id }])
    const read = async (): Promise<unknown> => {
      const [line] = (await sent(`GET trade.delivery/${String(by)}`)).lines
      return [line?.["item_name"], line?.["customer"]]
    }
    await sent(`PATCH trade.item/${String(other.id)}`, { name: "Tack" })
    expect(await read()).to.deep.equal(["Tack", "Ann"])
    await sent(`PATCH trade.order/${String(id)}`, { customer: "Bob" })
    expect(await read()).to.deep.equal(["Tack", "Bob"])
    await sent(`PATCH trade.order/${String(id)}`, { lines: [{ id: lines[0]?.id, item: item.id }] })
    expect(await read()).to.deep.equal(["Screw", "Bob"])
  })

  it("are filtered and sorted through, and expanded up to the record", async () => {
    const { id, lines } = await order("2")
    const { id: by } = await delivery([{ order_line: lines[0]?.id }])
    const found = await sent(`GET trade.delivery?filter=exists(lines, order_line.parent == '${String(id)}')`)
    expect(found.items.map((one) => one.id)).to.deep.equal([by])
    const { lines: seen } = await sent(`GET trade.delivery/${String(by)}?expand=lines.order_line.parent`)
    expect(seen[0]?.["order_line"]).to.deep.include({ id: lines[0]?.id, quantity: "2.000" })
    expect(seen[0]?.["order_line"]).to.have.nested.property("parent.customer", "Ann")
  })

  it("are shown as far as their record is", async () => {
    const bobs = await made("trade.order", { customer: "Bob", lines: [{ quantity: "1" }] })
    const anns = await order("1")
    const lines = [{ order_line: bobs.lines[0]?.id }, { order_line: anns.lines[0]?.id }]
    const { id } = await delivery(lines)
    const as = async (role: string): Promise<Answer> =>
      send(`GET trade.delivery/${String(id)}?expand=lines.order_line`, undefined, user(on.acme, [role]))
    const { body } = await as("trade.packer")
    const rows = body.lines.map((line) => line["order_line"])
    expect(rows[0]).to.deep.equal({ id: bobs.lines[0]?.id })
    expect(rows[1]).to.include({ quantity: "1.000" })
    expect((await as("trade.clerk")).body.code).to.equal("ACC002")
  })

  it("are chosen from a list of rows of all records, as far as these are shown", async () => {
    const bobs = await made("trade.order", { customer: "Bob", lines: [{ quantity: "77" }] })
    const anns = await made("trade.order", {
      customer: "Ann",
      lines: [{ item: item.id, quantity: "77" }, { quantity: "78" }],
    })
    const asked = "filter=quantity >= 77&expand=parent,item&count=true&limit=2"
    const all = await sent(`GET trade.order/rows/lines?${asked}`)
    expect(all["count"]).to.equal(3)
    expect(all.items.map((line) => line.id)).to.deep.equal(anns.lines.map((line) => line.id))
    expect(all.items[0]).to.have.nested.property("parent.customer", "Ann")
    expect(all.items[0]).to.have.nested.property("item.name", "Screw")
    const next = await sent(`GET trade.order/rows/lines?${asked}&cursor=${String(all.next_cursor)}`)
    expect(next.items.map((line) => line.id)).to.deep.equal(bobs.lines.map((line) => line.id))
    const packer = user(on.acme, ["trade.packer"])
    const shown = await send(
      "GET trade.order/rows/lines?filter=parent.customer != null ? quantity >= 77 : false",
      undefined,
      packer,
    )
    expect(shown.body.items.map((line) => line.id)).to.deep.equal(anns.lines.map((line) => line.id))
    const codeOf = async (what: string, as = boss): Promise<string> =>
      (await send(what, undefined, as)).body.code
    expect(await codeOf("GET trade.order/rows/line")).to.equal("PLN001")
    expect(await codeOf("GET trade.order/rows/lines?q=x")).to.equal("PLN002")
    expect(await codeOf("POST trade.order/rows/lines")).to.equal("REQ010")
    expect(await codeOf("GET trade.order/rows/lines", user(on.acme, ["trade.clerk"]))).to.equal("ACC001")
  })

  it("must name a row that is there, and keep it there", async () => {
    const { id, lines } = await order("1", "2")
    const strange = await send("POST trade.delivery", { lines: [{ order_line: id }] })
    expect([strange.status, strange.body.code]).to.deep.equal([422, "RUN006"])
    await delivery([{ order_line: lines[0]?.id }])
    const removed = await send(`PATCH trade.order/${String(id)}`, { lines: [{ id: lines[1]?.id }] })
    expect([removed.status, removed.body.code]).to.deep.equal([409, "RUN004"])
    expect(removed.body.detail).to.equal("The order line is still used by others (Delivery line).")
    expect(removed.body.errors[0]?.path).to.equal("/lines")
    const deleted = await send(`DELETE trade.order/${String(id)}`)
    expect([deleted.status, deleted.body.code]).to.deep.equal([409, "RUN004"])
    await sent(`PATCH trade.order/${String(id)}`, { lines: [{ id: lines[0]?.id }] })
  })

  it("are emptied with the row where they say so", async () => {
    const { id, lines } = await order("1", "2")
    const remark = await made("trade.remark", { about: lines[0]?.id, text: "odd" })
    await sent(`PATCH trade.order/${String(id)}`, { lines: [{ id: lines[1]?.id }] })
    expect((await sent(`GET trade.remark/${String(remark.id)}`))["about"]).to.equal(null)
  })

  describe("as what is summed up over them", () => {
    it("follows creates, states of their record, changes, moves and deletes, up to the record above", async () => {
      const one = await order("10", "4")
      const [a, b] = one.lines
      expect(await state(one)).to.deep.equal([["0.000", "0.000"], [0, 0], "0.000", "open"])
      const { id, lines } = await delivery([{ order_line: a?.id, quantity: "3" }])
      expect(await state(one)).to.deep.equal([["0.000", "0.000"], [1, 0], "0.000", "open"])
      await sent(`PATCH trade.delivery/${String(id)}`, posted)
      expect(await state(one)).to.deep.equal([["3.000", "0.000"], [1, 0], "3.000", "partly"])
      const second = await delivery(
        [
          { order_line: a?.id, quantity: "7" },
          { order_line: b?.id, quantity: "4" },
        ],
        posted,
      )
      expect(await state(one)).to.deep.equal([["10.000", "4.000"], [2, 1], "14.000", "done"])
      await sent(`PATCH trade.delivery/${String(id)}`, { lines: [{ id: lines[0]?.id, quantity: "1" }] })
      expect(await state(one)).to.deep.equal([["8.000", "4.000"], [2, 1], "12.000", "partly"])
      await sent(`DELETE trade.delivery/${String(second.id)}`)
      expect(await state(one)).to.deep.equal([["1.000", "0.000"], [1, 0], "1.000", "partly"])
      await sent(`PATCH trade.delivery/${String(id)}`, { lines: [{ id: lines[0]?.id, order_line: b?.id }] })
      expect(await state(one)).to.deep.equal([["0.000", "1.000"], [0, 1], "1.000", "partly"])
      await sent(`PATCH trade.delivery/${String(id)}`, { lines: [] })
      expect(await state(one)).to.deep.equal([["0.000", "0.000"], [0, 0], "0.000", "open"])
    })

    it("starts at zero for a row that is added later", async () => {
      const { id, lines } = await order("1")
      const body = await sent(`PATCH trade.order/${String(id)}`, {
        lines: [{ id: lines[0]?.id }, { quantity: "2" }],
      })
      expect(body.lines.map((line) => line["delivered"])).to.deep.equal(["0.000", "0.000"])
    })

    it("is refused where a rule of the rows says so, in its words", async () => {
      const { lines } = await order("5")
      const { status, body } = await send("POST trade.delivery", {
        ...posted,
        lines: [{ order_line: lines[0]?.id, quantity: "6" }],
      })
      expect([status, body.code, body.detail]).to.deep.equal([422, "RUN005", "More than was ordered."])
      expect(body.errors).to.deep.equal([{ path: "", code: "RUN005", message: "More than was ordered." }])
    })

    it("goes through a reference to several entities too", async () => {
      const [one, two] = [await order("1"), await order("1")]
      const paid = async (): Promise<unknown> =>
        Promise.all([one, two].map(async ({ id }) => (await sent(`GET trade.order/${String(id)}`))["paid"]))
      const to = ({ id }: Body, entity = "trade.order"): object => ({ subject: { entity, id } })
      const { id } = await made("trade.payment", { amount: "5", ...to(one) })
      expect(await paid()).to.deep.equal(["5.00", "0.00"])
      await sent(`PATCH trade.payment/${String(id)}`, to(two))
      expect(await paid()).to.deep.equal(["0.00", "5.00"])
      await sent(`PATCH trade.payment/${String(id)}`, to(await delivery([]), "trade.delivery"))
      expect(await paid()).to.deep.equal(["0.00", "0.00"])
    })

    it("loses nothing when many write at once, on both sides", async () => {
      const one = await order("100", "100")
      const [a, b] = one.lines.map((line) => line.id)
      const work = Array.from({ length: 24 }, (_, i) =>
        i % 4 === 3
          ? send(`PATCH trade.order/${String(one.id)}`, { currency: `C${i}` })
          : send("POST trade.delivery", {
              ...posted,
              lines: (i % 2 === 0 ? [a, b] : [b, a]).map((order_line) => ({ order_line, quantity: "1" })),
            }),
      )
      const answers = await Promise.all(work)
      expect(
        answers.map(({ status, body }) => [status, body.code]).filter(([status]) => Number(status) > 299),
      ).to.deep.equal([])
      expect(await state(one)).to.deep.equal([["18.000", "18.000"], [18, 18], "36.000", "partly"])
    })
  })
})
