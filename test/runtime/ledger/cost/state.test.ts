import { expect } from "chai"
import { emptyStock } from "../../../../engine/ledger/costing/index.ts"
import {
  goOn,
  monthsBetween,
  newest,
  readState,
  standBy,
  writeState,
} from "../../../../runtime/perform/cost/state.ts"
import type { State } from "../../../../runtime/perform/cost/types.ts"

const on = (...days: readonly string[]): State | undefined =>
  days.reduce<State | undefined>((state, day) => goOn(state, emptyStock, day), undefined)

describe("the state of a place that has a cost", () => {
  it("leaves a mark where a month ends, good from its last movement on", () => {
    const state = on("2026-01-05", "2026-01-20", "2026-03-02", "2026-03-09")
    expect(state?.until).to.equal("2026-03-09")
    expect(state?.marks.map(({ day, until }) => [day, until])).to.deep.equal([["2026-02-28", "2026-01-20"]])
  })

  it("says what was there by the end of a day, where it is known", () => {
    const state = on("2026-01-05", "2026-03-02")
    const by = (day: string): string | undefined => state && standBy(state, day)?.until
    expect(by("2026-03-02")).to.equal("2026-03-02")
    expect(by("2026-03-01")).to.equal(undefined)
    expect(by("2026-02-28")).to.equal("2026-01-05")
    expect(by("2026-01-31")).to.equal("2026-01-05")
    expect(by("2026-01-04")).to.equal(undefined)
  })

  it("keeps the newest marks only", () => {
    const months = ["01", "02", "03", "04", "05", "06", "07", "08", "09"].map((month) => `2026-${month}-10`)
    const state = on(...months)
    expect(state?.marks.map(({ day }) => day)).to.deep.equal(monthsBetween("2026-01-01", "2026-09-10"))
    expect(state?.marks).to.have.length(6)
    expect(newest(state?.marks ?? [])).to.deep.equal(state?.marks)
  })

  it("names the ends of the months in between", () => {
    expect(monthsBetween("2026-01-31", "2026-03-15")).to.deep.equal(["2026-01-31", "2026-02-28"])
    expect(monthsBetween("2026-03-01", "2026-03-15")).to.deep.equal([])
  })

  it("is read back as it was written", () => {
    const state = on("2026-01-05", "2026-03-02")
    if (state !== undefined) expect(readState(JSON.stringify(writeState(state)))).to.deep.equal(state)
  })
})
