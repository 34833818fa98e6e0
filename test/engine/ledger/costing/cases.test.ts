// The acceptance cases of costing, on the pure engine.
import { expect } from "chai"
import { cancel, open, post, queue, Refused, total, valueOf } from "./book.ts"

describe("costing: acceptance cases", () => {
  it("VAL-01 FIFO takes the oldest first", () => {
    const book = open("fifo")
    post(book, { id: "in1", day: 0, quantity: 10, value: 100 })
    post(book, { id: "in2", day: 1, quantity: 10, value: 200 })
    post(book, { id: "out", day: 2, quantity: -15 })
    expect(valueOf(book, "out")).to.equal("-200")
    expect(total(book)).to.deep.equal({ quantity: "5", value: "100" })
  })

  it("VAL-03 the queue of FIFO", () => {
    const filled = () => {
      const book = open("fifo")
      post(book, { id: "a", day: 0, quantity: 1, value: 10 })
      post(book, { id: "b", day: 0, quantity: 2, value: 40 })
      post(book, { id: "c", day: 0, quantity: 1, value: 20 })
      post(book, { id: "d", day: 0, quantity: 5, value: 100 })
      return book
    }
    const plain = filled()
    post(plain, { id: "out", day: 1, quantity: -4 })
    expect(queue(plain)).to.deep.equal([["5", "20"]])
    const tagged = filled()
    post(tagged, { id: "out", day: 1, quantity: -3, rate: 20 })
    expect(queue(tagged)).to.deep.equal([
      ["1", "10"],
      ["5", "20"],
    ])
    const same = open("fifo")
    post(same, { id: "a", day: 0, quantity: 1, value: 10 })
    post(same, { id: "b", day: 0, quantity: 1, value: 10 })
    expect(queue(same)).to.deep.equal([["2", "10"]])
  })

  it("VAL-04 [CO21] the moving average", () => {
    const book = open("moving_average")
    post(book, { id: "in1", day: 0, quantity: 10, value: 100 })
    expect(queue(book)).to.deep.equal([["10", "10"]])
    post(book, { id: "in2", day: 1, quantity: 10, value: 200 })
    expect(queue(book)).to.deep.equal([["20", "15"]])
    post(book, { id: "out", day: 2, quantity: -15 })
    expect(valueOf(book, "out")).to.equal("-225")
    expect(total(book)).to.deep.equal({ quantity: "5", value: "75" })
    expect(queue(book)).to.deep.equal([["5", "15"]])
  })

  it("VAL-06 a customer's return comes back at what it left at", () => {
    const book = open("fifo")
    post(book, { id: "in1", day: 0, quantity: 10, value: 100 })
    post(book, { id: "out", day: 1, quantity: -10 })
    post(book, { id: "in2", day: 2, quantity: 10, value: 200 })
    post(book, { id: "back", day: 3, quantity: 10, origin: "out" })
    expect(total(book)).to.deep.equal({ quantity: "20", value: "300" })
  })

  it("VAL-08 a return to the supplier leaves at the average", () => {
    const book = open("moving_average")
    post(book, { id: "in1", day: 0, quantity: 1, value: 10 })
    post(book, { id: "in2", day: 1, quantity: 1, value: 20 })
    post(book, { id: "out", day: 2, quantity: -1 })
    post(book, { id: "back", day: 3, quantity: -1, origin: "in1" })
    expect(valueOf(book, "back")).to.equal("-15")
    expect(total(book)).to.deep.equal({ quantity: "0", value: "0" })
  })

  for (const method of ["fifo", "moving_average"] as const)
    it(`VAL-09 returns follow a later correction of the cost (${method})`, () => {
      const book = open(method)
      post(book, { id: "receipt", day: 0, quantity: 5, value: 500 })
      post(book, { id: "delivery", day: 1, quantity: -5 })
      post(book, { id: "return", day: 2, quantity: 2, origin: "delivery" })
      expect(valueOf(book, "delivery")).to.equal("-500")
      expect(valueOf(book, "return")).to.equal("200")
      post(book, { id: "freight", day: 3, value: 50, origin: "receipt" })
      expect(valueOf(book, "delivery")).to.equal("-550")
      expect(valueOf(book, "return")).to.equal("220")
      expect(total(book)).to.deep.equal({ quantity: "2", value: "220" })
      cancel(book, "freight")
      expect(valueOf(book, "delivery")).to.equal("-500")
      expect(valueOf(book, "return")).to.equal("200")

      const supplier = open(method)
      post(supplier, { id: "receipt", day: 0, quantity: 5, value: 500 })
      post(supplier, { id: "back", day: 1, quantity: -2, origin: "receipt" })
      expect(valueOf(supplier, "back")).to.equal("-200")
      post(supplier, { id: "freight", day: 2, value: 50, origin: "receipt" })
      expect(valueOf(supplier, "back")).to.equal("-220")
    })

  it("VAL-10 a backdated receipt reaches what went on through transfers", () => {
    const book = open("fifo")
    post(book, { id: "in", day: 0, quantity: 5, value: 50 })
    post(
      book,
      { id: "ab-", day: 1, quantity: -5 },
      { id: "ab+", day: 1, quantity: 5, at: "B", origin: "ab-" },
    )
    post(book, { id: "out", day: 2, quantity: -5, at: "B" })
    expect(valueOf(book, "out")).to.equal("-50")
    post(book, { id: "early", day: -1, quantity: 5, value: 100 })
    expect(valueOf(book, "out")).to.equal("-100")
    cancel(book, "early")
    expect(valueOf(book, "out")).to.equal("-50")
    post(book, { id: "earlier", day: -2, quantity: 2, value: 40 })
    expect(valueOf(book, "out")).to.equal("-70")
    cancel(book, "out")
    post(
      book,
      { id: "bc-", day: 2, quantity: -5, at: "B" },
      { id: "bc+", day: 2, quantity: 5, at: "C", origin: "bc-" },
    )
    post(book, { id: "out2", day: 3, quantity: -5, at: "C" })
    expect(valueOf(book, "out2")).to.equal("-70")
    cancel(book, "earlier")
    expect(valueOf(book, "out2")).to.equal("-50")
    expect(total(book, "A")).to.deep.equal({ quantity: "0", value: "0" })
    expect(total(book, "B")).to.deep.equal({ quantity: "0", value: "0" })
    expect(total(book, "C")).to.deep.equal({ quantity: "0", value: "0" })
  })

  it("VAL-14 FIFO below zero, and filled again", () => {
    const book = open("fifo", { negative: true })
    post(book, { id: "in1", day: 0, quantity: 10, value: 100 })
    post(book, { id: "out1", day: 1, quantity: -15 })
    expect(total(book)).to.deep.equal({ quantity: "-5", value: "-50" })
    expect(queue(book)).to.deep.equal([["-5", "10"]])
    post(book, { id: "out2", day: 2, quantity: -5 })
    expect(total(book).value).to.equal("-100")
    expect(queue(book)).to.deep.equal([["-10", "10"]])
    post(book, { id: "in2", day: 3, quantity: 15, value: 225 })
    expect(queue(book)).to.deep.equal([["5", "15"]])
    expect(total(book)).to.deep.equal({ quantity: "5", value: "75" })
    expect(valueOf(book, "out1")).to.equal("-175")
    expect(valueOf(book, "out2")).to.equal("-75")
  })

  it("VAL-14 [CO5] without leave, less than nothing is refused", () => {
    const book = open("fifo")
    post(book, { id: "in1", day: 0, quantity: 10, value: 100 })
    expect(() => post(book, { id: "out1", day: 1, quantity: -15 })).to.throw(Refused, "below_zero")
  })

  it("[CO5] what goes to another place is there, whatever may go below zero", () => {
    const book = open("moving_average", { negative: true })
    const transferred = (id: string, day: number): void => {
      post(
        book,
        { id: `${id} leaves`, at: "A", day, quantity: -11 },
        { id: `${id} arrives`, at: "B", day, quantity: 11, origin: `${id} leaves` },
      )
    }
    post(book, { id: "in", at: "A", day: 1, quantity: 14, value: 28 })
    expect(() => transferred("early", 0)).to.throw(Refused, "below_zero")
    transferred("good", 2)
    expect(total(book, "B")).to.deep.equal({ quantity: "11", value: "22" })
    expect(() => post(book, { id: "out", at: "A", day: 1, quantity: -4 })).to.throw(Refused, "below_zero")
    post(book, { id: "later", at: "A", day: 3, quantity: -4 })
    expect(total(book, "A")).to.deep.equal({ quantity: "-1", value: "-2" })
  })

  it("VAL-17 rounding never strands a value", () => {
    const out = (values: readonly string[]): string => {
      const book = open("moving_average")
      values.forEach((value, at) => post(book, { id: `in${at}`, day: at, quantity: 1, value }))
      post(book, { id: "out", day: 9, quantity: -3 })
      expect(total(book)).to.deep.equal({ quantity: "0", value: "0" })
      return valueOf(book, "out")
    }
    expect(out(["1.00", "1.00", "1.01"])).to.equal("-3.01")
    expect(out(["1.02", "1.00", "1.00"])).to.equal("-3.02")
    for (const method of ["moving_average", "fifo"] as const) {
      const book = open(method)
      post(book, { id: "in1", day: 0, quantity: 2, value: "9.26" })
      post(book, { id: "in2", day: 1, quantity: 5, value: "15.20" })
      for (let at = 0; at < 70; at++) post(book, { id: `out${at}`, day: 2, quantity: "-0.1" })
      expect(total(book)).to.deep.equal({ quantity: "0", value: "0" })
    }
  })

  it("VAL-20 [CO12] landed cost raises what one is worth, and cancelled restores it", () => {
    const book = open("moving_average")
    post(book, { id: "receipt", day: 0, quantity: 10, value: 1000 })
    post(book, { id: "freight", day: 1, value: 10, origin: "receipt" })
    expect(queue(book)).to.deep.equal([["10", "101"]])
    cancel(book, "freight")
    expect(queue(book)).to.deep.equal([["10", "100"]])
  })

  it("VAL-22 a fixed value: what was paid differently is a variance", () => {
    const fixed = open("standard")
    const { worth } = post(fixed, { id: "in", day: 0, quantity: 4, value: 16, rate: 5 })
    expect(worth.get("in")?.value.toFixed()).to.equal("20")
    expect(worth.get("in")?.variance.toFixed()).to.equal("4")
    post(fixed, { id: "out", day: 1, quantity: -2, rate: 5 })
    expect(valueOf(fixed, "out")).to.equal("-10")
    const average = open("moving_average")
    post(average, { id: "in", day: 0, quantity: 5, value: 30 })
    post(average, { id: "out", day: 1, quantity: -3 })
    expect(valueOf(average, "out")).to.equal("-18")
  })

  it("QTY-05 a count holds, whatever is written before it", () => {
    const book = open("fifo")
    const until = (day: number): string => {
      const shown = book.rows.filter(
        ({ date }) => date <= new Date(Date.UTC(2026, 0, 100 + day)).toISOString().slice(0, 10),
      )
      return shown.reduce((sum, { quantity }) => sum + quantity.toNumber(), 0).toString()
    }
    post(book, { id: "in1", day: -3, quantity: 10, value: 100 })
    post(book, { id: "in2", day: -2, quantity: 1, value: 10 })
    post(book, { id: "in3", day: 0, quantity: 1, value: 10 })
    expect([-3, -2, 0].map(until)).to.deep.equal(["10", "11", "12"])
    post(book, { id: "count1", day: -1, counted: 6 })
    expect([-1, 0].map(until)).to.deep.equal(["6", "7"])
    post(book, { id: "count2", day: -4, counted: 8, rate: 10 })
    expect([-3, -2, -1, 0].map(until)).to.deep.equal(["18", "19", "6", "7"])
    expect(total(book)).to.deep.equal({ quantity: "7", value: "70" })
  })

  it("QTY-06 [CO5] what makes a later entry go below zero is refused", () => {
    const book = open("fifo")
    post(book, { id: "in", day: 0, quantity: 10, value: 100 })
    post(book, { id: "out", day: 5, quantity: -8 })
    expect(() => post(book, { id: "early", day: 2, quantity: -4 })).to.throw(Refused, "below_zero")
    expect(() => cancel(book, "in")).to.throw(Refused, "below_zero")
  })
})
