import { expect } from "chai"
import type { Read } from "../../../engine/model/index.ts"
import { compileShop, modelOf, text } from "./fixture.ts"

const money = { type: "string", format: "money" } as const

/** `table.field via back,back` of each read, sorted. */
function reads(entities: Parameters<typeof compileShop>[0], table: string, field: string): readonly string[] {
  const { derivations } = modelOf(compileShop(entities))
  const found = derivations.find((one) => one.table === table && one.field === field)
  return (found?.reads ?? []).map(sayRead).sort()
}

function sayRead({ table, field, back }: Read): string {
  const way = back.map((step) => `${step.kind} ${step.table}${"field" in step ? `.${step.field}` : ""}`)
  return `${table}.${field}${way.length === 0 ? "" : ` <- ${way.join(" <- ")}`}`
}

describe("what derived values read", () => {
  it("comes back from child rows to their record; a read of rows also reads which rows there are", () => {
    const order = {
      order: {
        properties: {
          lines: { type: "array", items: { $ref: "#/$defs/line" } },
          rate: money,
          total: { ...money, computed: "sum(lines, price * parent.rate)" },
        },
        $defs: { line: { type: "object", properties: { price: money } } },
      },
    }
    expect(reads(order, "shop.order", "total")).to.deep.equal([
      "shop.order.rate",
      "shop.order/lines.parent <- parent shop.order/lines",
      "shop.order/lines.price <- parent shop.order/lines",
    ])
  })

  it("comes back through references in turn, and reads every reference on the way", () => {
    const entities = {
      country: { name: text },
      city: { name: text, country: { ref: "shop.country" } },
      shop: { city: { ref: "shop.city" }, where: { type: "string", computed: "city.country.name" } },
    }
    expect(reads(entities, "shop.shop", "where")).to.deep.equal([
      "shop.city.country <- referrers shop.shop.city",
      "shop.country.name <- referrers shop.city.country <- referrers shop.shop.city",
      "shop.shop.city",
    ])
  })

  it("goes from a record to its child rows where they read their parent", () => {
    const order = {
      order: {
        properties: { rate: money, lines: { type: "array", items: { $ref: "#/$defs/line" } } },
        $defs: {
          line: {
            type: "object",
            properties: { price: money, local: { ...money, computed: "price * parent.rate" } },
          },
        },
      },
    }
    expect(reads(order, "shop.order/lines", "local")).to.deep.equal([
      "shop.order.rate <- children shop.order.lines",
      "shop.order/lines.price",
    ])
  })

  it("goes from a record to the one that its reference names, for rollups", () => {
    const entities = {
      stage: { open: { type: "boolean" } },
      account: {
        worth: {
          ...money,
          rollup: { of: "shop.deal", via: "account", fn: "sum", field: "amount", filter: "stage.open" },
        },
      },
      deal: { amount: money, stage: { ref: "shop.stage" }, account: { ref: "shop.account" } },
    }
    expect(reads(entities, "shop.account", "worth")).to.deep.equal([
      "shop.deal.account <- target shop.deal.account",
      "shop.deal.amount <- target shop.deal.account",
      "shop.deal.stage <- target shop.deal.account",
      "shop.stage.open <- referrers shop.deal.stage <- target shop.deal.account",
    ])
  })

  it("goes from child rows, and from the record that holds them, to what they refer to", () => {
    const rows = { type: "array", items: { $ref: "#/$defs/line" } }
    const entities = {
      order: {
        properties: { customer: text, lines: rows },
        $defs: {
          line: {
            type: "object",
            properties: {
              done: {
                ...money,
                rollup: {
                  of: "shop.delivery/lines",
                  via: "line",
                  fn: "sum",
                  field: "amount",
                  filter: "parent.done",
                },
              },
            },
          },
        },
      },
      delivery: {
        properties: { done: { type: "boolean" }, lines: rows },
        $defs: {
          line: {
            type: "object",
            properties: {
              line: { ref: "shop.order/lines" },
              amount: money,
              customer: { type: "string", computed: "line.parent.customer" },
            },
          },
        },
      },
    }
    expect(reads(entities, "shop.order/lines", "done")).to.deep.equal([
      "shop.delivery.done <- children shop.delivery.lines <- target shop.delivery/lines.line",
      "shop.delivery/lines.amount <- target shop.delivery/lines.line",
      "shop.delivery/lines.line <- target shop.delivery/lines.line",
    ])
    expect(reads(entities, "shop.delivery/lines", "customer")).to.deep.equal([
      "shop.delivery/lines.line",
      "shop.order.customer <- referrers shop.order/lines.parent <- referrers shop.delivery/lines.line",
      "shop.order/lines.parent <- referrers shop.delivery/lines.line",
    ])
  })

  it("goes through the column of a polymorphic reference that is of the rollup's own entity", () => {
    const entities = {
      order: { paid: { ...money, rollup: { of: "shop.payment", via: "about", fn: "sum", field: "amount" } } },
      bill: { name: text },
      payment: { amount: money, about: { ref: ["shop.bill", "shop.order"] } },
    }
    const [paid] = modelOf(compileShop(entities)).derivations
    expect(paid?.reads.map(({ back }) => back[0])).to.deep.equal(
      ["about", "amount"].map(() => ({
        kind: "target",
        table: "shop.payment",
        field: "about",
        column: "about__shop_order",
      })),
    )
  })

  it("looks through generated and virtual fields to the columns that they read", () => {
    const entities = {
      rate: { value: money, twice: { ...money, computed: "value * 2" } },
      item: {
        rate: { ref: "shop.rate" },
        seen: { ...money, computed: "rate.twice", virtual: true },
        kept: { ...money, computed: "seen + 1" },
      },
    }
    expect(reads(entities, "shop.item", "kept")).to.deep.equal([
      "shop.item.rate",
      "shop.rate.value <- referrers shop.item.rate",
    ])
  })
})

describe("the order of derivations", () => {
  it("puts each after all that it reads, whatever the order of declaration", () => {
    const { derivations } = modelOf(
      compileShop({
        a: { top: { ...money, computed: "b.middle + 1" }, b: { ref: "shop.b" } },
        b: { middle: { ...money, rollup: { of: "shop.c", via: "b", fn: "sum", field: "low" } } },
        c: { b: { ref: "shop.b" }, d: { ref: "shop.d" }, low: { ...money, computed: "d.value" } },
        d: { value: money },
      }),
    )
    expect(derivations.map(({ table, field }) => `${table}.${field}`)).to.deep.equal([
      "shop.c.low",
      "shop.b.middle",
      "shop.a.top",
    ])
  })
})
