// Where tenants are at home: evenly, always the same, and with few moves when the pool grows.
import { expect } from "chai"
import fc from "fast-check"
import { createAffinity } from "../../../runtime/database/affinity.ts"

const keys = Array.from({ length: 1000 }, (_, at) => `t_${(at * 7919).toString(16).padStart(12, "0")}`)

describe("runtime/database affinity", () => {
  it("gives a key the same seat every time and in every process", () => {
    const [one, other] = [createAffinity(10), createAffinity(10)]
    expect(keys.map(one)).to.deep.equal(keys.map(other))
    expect(keys.map(one)).to.deep.equal(keys.map(one))
  })

  it("spreads a thousand tenants over all seats", () => {
    const counts = new Map<number, number>()
    for (const seat of keys.map(createAffinity(10))) counts.set(seat, (counts.get(seat) ?? 0) + 1)
    expect([...counts.keys()].toSorted((a, b) => a - b)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    for (const count of counts.values()) expect(count).to.be.within(60, 140)
  })

  it("moves only to the new seat when there is one more", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 60 }), (key, seats) => {
        const [before, after] = [createAffinity(seats)(key), createAffinity(seats + 1)(key)]
        expect([before, seats]).to.include(after)
      }),
    )
  })
})
