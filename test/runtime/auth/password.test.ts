import { parseOptions, verify } from "@node-rs/argon2"
import { expect } from "chai"
import { hashPassword, passwordFits } from "../../../runtime/auth/password/password.ts"

describe("passwords", () => {
  it("are compared once at the same cost whether the user has one or not", async () => {
    const costs: unknown[] = []
    const compare: typeof verify = (known, password) => {
      const { memoryCost, timeCost, parallelism } = parseOptions(known)
      costs.push([memoryCost, timeCost, parallelism])
      return verify(known, password)
    }
    const known = await hashPassword("four wooden otters sing")
    expect(await passwordFits(known, "four wooden otters sing", compare)).to.equal(true)
    expect(await passwordFits(known, "four wooden otters sin", compare)).to.equal(false)
    expect(await passwordFits(undefined, "four wooden otters sing", compare)).to.equal(false)
    expect(costs).to.deep.equal([1, 2, 3].map(() => [19_456, 2, 1]))
  })

  it("never fit for want of a hash, not even the one that stands in", async () => {
    expect(await passwordFits(undefined, "nobody's password")).to.equal(false)
  })

  it("get a new salt each time", async () => {
    expect(await hashPassword("the same")).to.not.equal(await hashPassword("the same"))
  })
})
