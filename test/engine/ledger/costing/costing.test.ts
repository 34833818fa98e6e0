// The numbered rules of engine/ledger/costing/SPEC.md, those that the acceptance cases do not tell.
import { expect } from "chai"
import {
  emptyStock,
  nothing,
  readStock,
  replay,
  timelineOf,
  writeStock,
  type Stock,
} from "../../../../engine/ledger/costing/index.ts"
import { cancel, open, post, queue, Refused, total, valueOf, type Book } from "./book.ts"

const faultsOf = (run: () => unknown): readonly unknown[] => {
  try {
    run()
  } catch (error) {
    if (error instanceof Refused)
      return error.faults.map(({ kind, ...rest }) => ("why" in rest ? rest.why : kind))
    throw error
  }
  return []
}

describe("costing", () => {
  it("[CO1] an adjustment has the day of the entry that it adjusts", () => {
    const book = open("fifo")
    post(book, { id: "in", day: 5, quantity: 2, value: 10 })
    post(book, { id: "out", day: 6, quantity: -2 })
    const { adjustments } = post(book, { id: "early", day: 1, quantity: 2, value: 30 })
    const [one] = adjustments
    expect([one?.adjusts, one?.value.toFixed(), one?.date]).to.deep.equal(["out", "-20", "2026-04-16"])
    expect(adjustments).to.have.length(1)
  })

  it("[CO3] [CO11] shares of an origin sum to it, a transfer keeps every cent", () => {
    const book = open("moving_average")
    post(book, { id: "in", day: 0, quantity: 3, value: "10.00" })
    post(book, { id: "out", day: 1, quantity: -3 })
    for (const at of [1, 2, 3]) post(book, { id: `back${at}`, day: 2, quantity: 1, origin: "out" })
    expect([1, 2, 3].map((at) => valueOf(book, `back${at}`))).to.deep.equal(["3.33", "3.34", "3.33"])
    post(
      book,
      { id: "move-", day: 3, quantity: -3 },
      { id: "move+", day: 3, quantity: 3, at: "B", origin: "move-" },
    )
    expect(total(book, "B")).to.deep.equal({ quantity: "3", value: "10" })
  })

  it("[CO4] [CO40] what others take their cost from is reversed after them", () => {
    const book = open("fifo")
    post(book, { id: "in", day: 0, quantity: 2, value: 10 })
    post(book, { id: "out", day: 1, quantity: -2 })
    post(book, { id: "back", day: 2, quantity: 1, origin: "out" })
    expect(faultsOf(() => cancel(book, "out"))).to.deep.equal(["reversed"])
    cancel(book, "back")
    cancel(book, "out")
    expect(total(book)).to.deep.equal({ quantity: "2", value: "10" })
  })

  it("[CO40] an origin is not later, and not unknown", () => {
    const book = open("fifo")
    post(book, { id: "in", day: 0, quantity: 2, value: 10 })
    post(book, { id: "out", day: 5, quantity: -2 })
    expect(faultsOf(() => post(book, { id: "back", day: 3, quantity: 1, origin: "out" }))).to.deep.equal([
      "later",
    ])
    expect(faultsOf(() => post(book, { id: "back", day: 9, quantity: 1, origin: "none" }))).to.deep.equal([
      "unknown",
    ])
    const added = { id: "more", day: 9, value: 1 }
    expect(faultsOf(() => post(book, { ...added, origin: "none" }))).to.deep.equal(["unknown"])
    expect(faultsOf(() => post(book, { ...added, origin: "in", at: "B" }))).to.deep.equal(["elsewhere"])
    expect(faultsOf(() => post(book, { ...added, origin: "out" }))).to.deep.equal(["outgoing"])
  })

  it("[CO41] a value has to come from somewhere", () => {
    for (const method of ["fifo", "moving_average", "standard"] as const) {
      const book = open(method)
      expect(faultsOf(() => post(book, { id: "found", day: 0, quantity: 1 }))).to.deep.equal(["uncosted"])
      expect(faultsOf(() => post(book, { id: "count", day: 0, counted: 1 }))).to.deep.equal(["uncosted"])
      post(book, { id: "in", day: 1, quantity: 1, value: 1, rate: 1 })
    }
  })

  it("[CO6] a story taken up at the end of a day ends as the whole one", () => {
    const book = open("fifo")
    post(book, { id: "in1", day: 0, quantity: 4, value: 40 })
    post(book, { id: "out1", day: 1, quantity: -1 })
    post(
      book,
      { id: "move-", day: 2, quantity: -2 },
      { id: "move+", day: 2, quantity: 2, at: "B", origin: "move-" },
    )
    post(book, { id: "in2", day: 3, quantity: 2, value: 50 })
    post(book, { id: "out2", day: 4, quantity: -3 })
    const whole = timelineOf("fifo", book.rows)
    const day = "2026-04-12"
    const first = replay(book.terms, whole, nothing, { days: [day] })
    const later = { ...whole, movements: whole.movements.filter(({ date }) => date > day) }
    const stocks = first.marks.get(day) ?? new Map<string, Stock>()
    const second = replay(book.terms, later, { ...nothing, stocks })
    const texts = (all: ReadonlyMap<string, Stock>) =>
      [...all].map(([place, stock]) => [place, writeStock(stock)])
    expect([...stocks.keys()]).to.deep.equal(["A", "B"])
    expect(texts(new Map([...stocks, ...second.stocks]))).to.deep.equal(texts(first.stocks))
    for (const [id, worth] of second.worth) expect(worth).to.deep.equal(first.worth.get(id))
  })

  it("[CO10] what comes in without a value is worth its rate, or what is there, or what was there last", () => {
    const book = open("fifo")
    post(book, { id: "rated", day: 0, quantity: 2, rate: "1.005" })
    expect(valueOf(book, "rated")).to.equal("2.01")
    post(book, { id: "found", day: 1, quantity: 4 })
    expect(valueOf(book, "found")).to.equal("4.02")
    post(book, { id: "all", day: 2, quantity: -6 })
    post(book, { id: "again", day: 3, quantity: 2 })
    expect(valueOf(book, "again")).to.equal("2.01")
  })

  it("[CO20] what goes back to the supplier leaves the layer that it came in by", () => {
    const book = open("fifo")
    post(book, { id: "in1", day: 0, quantity: 10, value: 100 })
    post(book, { id: "in2", day: 1, quantity: 10, value: 200 })
    post(book, { id: "in3", day: 2, quantity: 10, value: 200 })
    post(book, { id: "back", day: 3, quantity: -12, origin: "in2" })
    expect(valueOf(book, "back")).to.equal("-240")
    expect(queue(book)).to.deep.equal([
      ["10", "10"],
      ["8", "20"],
    ])
    post(book, { id: "more", day: 4, quantity: -10, origin: "in2" })
    expect(valueOf(book, "more")).to.equal("-180")
    expect(total(book)).to.deep.equal({ quantity: "8", value: "80" })
  })

  it("[CO22] a new standard: what empties the stock takes the residue as a variance, a count takes it at once", () => {
    const start = (): Book => {
      const book = open("standard")
      post(book, { id: "in", day: 0, quantity: 10, value: 50, rate: 5 })
      return book
    }
    const emptied = start()
    const { worth } = post(emptied, { id: "out", day: 1, quantity: -10, rate: 6 })
    expect(worth.get("out")?.value.toFixed()).to.equal("-50")
    expect(worth.get("out")?.variance.toFixed()).to.equal("10")
    const counted = start()
    post(counted, { id: "count", day: 1, counted: 10, rate: 6 })
    expect(valueOf(counted, "count")).to.equal("10")
    const landed = start()
    const added = post(landed, { id: "freight", day: 1, value: 8, origin: "in" }).worth.get("freight")
    expect([added?.value.toFixed(), added?.variance.toFixed()]).to.deep.equal(["0", "-8"])
  })

  it("[CO23] below zero the cost is the rate when none is known, and the filling corrects it on its day", () => {
    const book = open("moving_average", { negative: true })
    post(book, { id: "out", day: 0, quantity: -4, rate: 3 })
    expect(valueOf(book, "out")).to.equal("-12")
    const { adjustments } = post(book, { id: "in", day: 2, quantity: 10, value: 50 })
    expect(adjustments.map(({ adjusts, cause, date }) => [adjusts, cause, date])).to.deep.equal([
      ["out", "in", "2026-04-12"],
    ])
    expect(valueOf(book, "out")).to.equal("-20")
    expect(total(book)).to.deep.equal({ quantity: "6", value: "30" })
    cancel(book, "in")
    expect(valueOf(book, "out")).to.equal("-12")
  })

  it("[CO30] a count that finds nothing wrong holds all the same", () => {
    const book = open("fifo")
    post(book, { id: "in", day: 1, quantity: 5, value: 50 })
    post(book, { id: "count", day: 2, counted: 5 })
    expect(valueOf(book, "count")).to.equal("0")
    post(book, { id: "early", day: 0, quantity: 2, value: 10 })
    expect(total(book)).to.deep.equal({ quantity: "5", value: "50" })
    expect(valueOf(book, "count")).to.equal("-10")
  })

  it("[CO31] a count with a rate says what all of it is worth", () => {
    const book = open("fifo", { negative: true })
    post(book, { id: "in", day: 0, quantity: 5, value: 50 })
    post(book, { id: "count", day: 1, counted: 4, rate: 12 })
    expect(total(book)).to.deep.equal({ quantity: "4", value: "48" })
    expect(queue(book)).to.deep.equal([["4", "12"]])
    post(book, { id: "out", day: 2, quantity: -6 })
    post(book, { id: "again", day: 3, counted: 3, rate: 10 })
    expect(total(book)).to.deep.equal({ quantity: "3", value: "30" })
    expect(valueOf(book, "out")).to.equal("-68")
  })

  it("[CO2] a thing may change its method: what is there goes on with its value", () => {
    for (const [from, to] of [
      ["fifo", "moving_average"],
      ["standard", "fifo"],
      ["moving_average", "standard"],
    ] as const) {
      const book = open(from)
      post(book, { id: "in1", day: 0, quantity: 1, value: 10, rate: 10 })
      post(book, { id: "in2", day: 1, quantity: 1, value: 20, rate: 10 })
      const value = total(book).value
      const next: Book = { ...book, terms: { ...book.terms, method: to } }
      post(next, { id: "in3", day: 2, quantity: 2, value: 30, rate: 15 })
      post(next, { id: "out", day: 3, quantity: -4, rate: 15 })
      expect(valueOf(next, "out"), `${from} to ${to}`).to.equal(`-${Number(value) + 30}`)
    }
  })

  it("[CO2] a stock is kept as text and read back", () => {
    const book = open("fifo")
    post(book, { id: "in1", day: 0, quantity: "1.5", value: "10.10" })
    post(book, { id: "in2", day: 0, quantity: 2, value: 20 })
    post(book, { id: "out", day: 0, quantity: -1 })
    const text = writeStock(book.stocks.get("A") ?? emptyStock)
    expect(text).to.deep.equal({
      quantity: "2.5",
      value: "23.37",
      layers: [
        ["in1", "0.5", "3.37"],
        ["in2", "2", "20"],
      ],
      owed: [],
      last: ["in1", "1.5", "10.1"],
    })
    expect(writeStock(readStock(text))).to.deep.equal(text)
  })
})
