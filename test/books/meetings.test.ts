// People who do the same at the same moment: one of them goes through, or both with what is left, and never both with the
// whole. Each meeting is held several times.
import { expect } from "chai"
import { randomUUID } from "node:crypto"
import { booksAt, type Book, type Fields } from "../support/accountant.ts"
import { figure, rowsOf } from "../support/figures.ts"
import { got, type Got } from "../support/over-http.ts"
import { runningServer, type RunningServer } from "../support/server.ts"
import { storesOf, type Storekeeper } from "../support/storekeeper.ts"
import { broken } from "./invariants/index.ts"

const times = 6

describe("two at once", function () {
  this.timeout(120_000)
  let server: RunningServer
  let store: Storekeeper
  before(async () => {
    server = await runningServer()
    store = await storesOf(await booksAt(server))
    await store.change("base.currency", store.currency("USD"), { active: true })
  })
  after(() => server?.close())
  afterEach(async () => expect(await broken(server.superuserUrl)).to.deep.equal([]))

  type Asked = readonly [entity: string, id: string, name: string, input?: Fields]
  /** Asked at once; the answers in that order, as status or code. */
  const together = async (...all: readonly Asked[]): Promise<readonly unknown[]> => {
    const asked = all.map(([entity, id, name, input = {}]) =>
      store.ask(`POST records/${entity}/${id}/transitions/${name}`, input),
    )
    return (await Promise.all(asked)).map(({ status, json }) => (status < 300 ? status : json.code))
  }
  const often = async (meeting: () => Promise<void>): Promise<void> => {
    for (let i = 0; i < times; i++) await meeting()
  }
  const invoice = (price: string, fields: Fields = {}): Promise<Book> =>
    store.posted("accounting.sales_invoice", {
      ...{ company: store.company, customer: store.customer, date: "2026-03-01" },
      lines: [{ quantity: "1", unit_price: price }],
      ...fields,
    })
  const itemOf = ({ instalments }: Book): string => String(rowsOf(instalments)[0]?.["open_item"])
  const payment = (amount: string, fields: Fields = {}): Promise<Book> =>
    store.make("accounting.payment", {
      ...{ company: store.company, party: store.customer, date: "2026-03-02", amount },
      ...fields,
    })
  const allocation = (item: unknown, of: string, amount: string): Promise<Book> =>
    store.make("accounting.allocation", {
      ...{ company: store.company, date: "2026-03-03", item, lines: [{ item: of, amount }] },
    })

  it("credit one invoice: no more is credited than was invoiced", async () => {
    await often(async () => {
      const { id } = await invoice("100")
      const note = async (): Promise<string> => {
        await store.move("accounting.sales_invoice", id, "credit", { date: "2026-03-04" })
        return (await store.made("accounting.sales_invoice", "return_of", id)).id
      }
      const [one, other] = [await note(), await note()]
      const answers = await together(
        ["accounting.sales_invoice", one, "post"],
        ["accounting.sales_invoice", other, "post"],
      )
      expect(answers).to.have.members([200, "WFL002"])
      expect(figure((await store.read("accounting.sales_invoice", id))["credited"])).to.equal("100.00")
    })
  })

  it("settle one item: the whole of it once, its parts each", async () => {
    await often(async () => {
      const owed = itemOf(await invoice("100"))
      const paid = async (amount: string): Promise<unknown> => {
        const { id } = await payment(amount)
        return (await store.move("accounting.payment", id, "post"))["open_item"]
      }
      const whole = [await paid("100"), await paid("100")]
      const both = await Promise.all(whole.map((item) => allocation(item, owed, "100")))
      const answers = await together(...both.map(({ id }) => ["accounting.allocation", id, "post"] as const))
      expect(answers).to.have.members([200, "WFL002"])
      expect(await store.read("accounting.open_item", owed)).to.include({ is_open: false })
    })
  })

  it("settle parts of one item in another currency: both go through, and nothing stays open", async () => {
    await often(async () => {
      const dollars = { currency: store.currency("USD"), exchange_rate: "0.913377" }
      const owed = itemOf(await invoice("100.01", dollars))
      const part = async (amount: string): Promise<string> => {
        const { id } = await payment(amount, { ...dollars, exchange_rate: "0.871234" })
        const posted = await store.move("accounting.payment", id, "post")
        return (await allocation(posted["open_item"], owed, amount)).id
      }
      const parts = [await part("33.34"), await part("66.67")]
      const answers = await together(...parts.map((id) => ["accounting.allocation", id, "post"] as const))
      expect(answers).to.deep.equal([200, 200])
      const { open_amount, open_base } = await store.read("accounting.open_item", owed)
      expect([figure(open_amount), figure(open_base)]).to.deep.equal(["0.00", "0.00"])
    })
  })

  it("convert one lead: it becomes one piece of business", async () => {
    const pipeline = (await store.make("crm.pipeline", { name: "Meeting" })).id
    const stage = (await store.make("crm.stage", { pipeline, name: "First", position: 1, probability: "10" }))
      .id
    await often(async () => {
      const name = randomUUID()
      const worth = { currency: store.currency("EUR"), opportunity_amount: "100" }
      const lead = await store.make("crm.lead", { last_name: name, company_name: name, ...worth })
      const convert = ["crm.lead", lead.id, "convert", { stage }] as const
      expect(await together(convert, convert)).to.have.members([200, "WFL001"])
      expect(await store.find("crm.account", `name == '${name}'`)).to.have.length(1)
    })
  })

  it("post by a double click: with one key it is one posting and one answer, without it the second comes too late", async () => {
    const draft = (): Promise<Book> =>
      store.make("accounting.sales_invoice", {
        ...{ company: store.company, customer: store.customer, date: "2026-03-05" },
        lines: [{ quantity: "1", unit_price: "10" }],
      })
    const token = await server.logIn(server.tenants[0])
    await often(async () => {
      const { id } = await draft()
      const headers = { "content-type": "application/json", "idempotency-key": randomUUID() }
      const address = `${server.url}/api/v1/records/accounting.sales_invoice/${id}/transitions/post`
      const click = (): Promise<Got> => got(address, token, { method: "POST", headers, body: "{}" })
      const [first, second] = await Promise.all([click(), click()])
      expect([first.status, second.status]).to.deep.equal([200, 200])
      expect(second.text).to.equal(first.text)
      const post = ["accounting.sales_invoice", (await draft()).id, "post"] as const
      expect(await together(post, post)).to.have.members([200, "WFL001"])
    })
  })

  it("pay an invoice and cancel it: one of both", async () => {
    await often(async () => {
      const { id, ...rest } = await invoice("100")
      const paid = await payment("100", { allocations: [{ item: itemOf({ id, ...rest }), amount: "100" }] })
      const answers = await together(
        ["accounting.payment", paid.id, "post"],
        ["accounting.sales_invoice", id, "cancel"],
      )
      expect(answers.filter((answer) => answer === 200)).to.have.length(1)
    })
  })

  it("deliver one order twice: its demand falls by what it asked for", async () => {
    const item = await store.item()
    await store.received(item, "2026-01-01", [["1000", "2"]])
    await often(async () => {
      const order = await store.make("inventory.sales_order", {
        ...{ company: store.company, customer: store.customer, warehouse: store.warehouses.A },
        ...{ date: "2026-03-01", over_delivery_percent: "100" },
        lines: [{ item, quantity: "10", unit_price: "5" }],
      })
      const { lines } = await store.move("inventory.sales_order", order.id, "confirm", { reserve: true })
      const going = (): Promise<Book> =>
        store.make("inventory.delivery", {
          ...{ company: store.company, customer: store.customer, order: order.id, date: "2026-03-06" },
          warehouse: store.warehouses.A,
          lines: [{ item, quantity: "7", order_line: rowsOf(lines)[0]?.id }],
        })
      const [one, other] = [await going(), await going()]
      const answers = await together(
        ["inventory.delivery", one.id, "post"],
        ["inventory.delivery", other.id, "post"],
      )
      expect(answers).to.deep.equal([200, 200])
    })
  })

  it("deliver an order and close it: nothing is asked for any more", async () => {
    const item = await store.item()
    await store.received(item, "2026-01-01", [["1000", "2"]])
    await often(async () => {
      const order = await store.make("inventory.sales_order", {
        ...{
          company: store.company,
          customer: store.customer,
          warehouse: store.warehouses.A,
          date: "2026-03-01",
        },
        lines: [{ item, quantity: "10", unit_price: "5" }],
      })
      await store.move("inventory.sales_order", order.id, "confirm", { reserve: true })
      await store.move("inventory.sales_order", order.id, "deliver")
      const going = await store.made("inventory.delivery", "order", order.id)
      const answers = await together(
        ["inventory.delivery", going.id, "post"],
        ["inventory.sales_order", order.id, "close"],
      )
      expect(answers[1]).to.equal(200)
    })
  })

  it("reserve one line: no more than it asks for", async () => {
    const item = await store.item()
    await store.received(item, "2026-01-01", [["1000", "2"]])
    await often(async () => {
      const order = await store.make("inventory.sales_order", {
        ...{
          company: store.company,
          customer: store.customer,
          warehouse: store.warehouses.A,
          date: "2026-03-01",
        },
        lines: [{ item, quantity: "10", unit_price: "5" }],
      })
      const { lines } = await store.move("inventory.sales_order", order.id, "confirm")
      const reservation = (): Promise<Book> =>
        store.make("inventory.reservation", {
          ...{ company: store.company, date: "2026-03-02", order: order.id, item, quantity: "10" },
          ...{ order_line: rowsOf(lines)[0]?.id, warehouse: store.warehouses.A },
        })
      const [one, other] = [await reservation(), await reservation()]
      const answers = await together(
        ["inventory.reservation", one.id, "reserve"],
        ["inventory.reservation", other.id, "reserve"],
      )
      expect(answers).to.have.members([200, "WFL002"])
    })
  })

  it("confirm two orders of a customer near the limit: the second waits for approval", async () => {
    await store.make("base.user", {
      ...{ name: "Grace", email: "grace@acme.example", roles: ["inventory.sales_manager"] },
    })
    const item = await store.item()
    await often(async () => {
      const fields = { kind: "company", name: randomUUID(), is_customer: true, credit_limit: "100" }
      const customer = (await store.make("base.party", fields)).id
      const order = (): Promise<Book> =>
        store.make("inventory.sales_order", {
          ...{ company: store.company, customer, warehouse: store.warehouses.A, date: "2026-03-01" },
          lines: [{ item, quantity: "10", unit_price: "6" }],
        })
      const [one, other] = [await order(), await order()]
      const answers = await together(
        ["inventory.sales_order", one.id, "confirm"],
        ["inventory.sales_order", other.id, "confirm"],
      )
      expect(answers).to.have.members([200, 202])
    })
  })

  it("close a month and post into it: what came in came before", async () => {
    const { company } = store
    const days = { first_day: "2026-01-01", last_day: "2026-12-31" }
    const year = await store.make("accounting.fiscal_year", { company, name: "2026", ...days })
    await store.move("accounting.fiscal_year", year.id, "make_periods")
    const [month] = await store.find("accounting.period", "name == '2026-05'")
    const period = month?.id ?? ""
    await often(async () => {
      const draft = (): Promise<Book> =>
        store.make("accounting.sales_invoice", {
          ...{ company, customer: store.customer, date: "2026-05-05" },
          lines: [{ quantity: "1", unit_price: "10" }],
        })
      const { id } = await draft()
      const [posted, closed] = await together(
        ["accounting.sales_invoice", id, "post"],
        ["accounting.period", period, "close"],
      )
      expect([posted, closed]).to.deep.be.oneOf([
        [200, 200],
        ["LED003", 200],
      ])
      const late = (await draft()).id
      expect(await together(["accounting.sales_invoice", late, "post"])).to.deep.equal(["LED003"])
      await store.move("accounting.period", period, "reopen")
    })
  })
})
