// The books of the demo companies in the background: all companies at once, told how far they are, ended between documents.
import { expect } from "chai"
import { startBooks } from "../../../runtime/command/serve/books.ts"
import { makeTenant } from "../../../runtime/command/tenant/make.ts"
import type { DemoCompany, SeedLane } from "../../../runtime/command/index.ts"
import { testCommandLine, type TestCommandLine } from "../../support/command.ts"
import { soon } from "../../support/tenancy.ts"

describe("books in the background", () => {
  let line: TestCommandLine
  const waiting: (() => void)[] = []
  /** A lane that goes on when it is let. */
  const lane = (title: string): SeedLane => ({
    title,
    count: 3,
    async keep(_door, { progress, isOver }) {
      let done = 0
      while (done < 3 && !isOver()) {
        progress(++done)
        await new Promise<void>((go) => waiting.push(go))
      }
      return { done, refused: [] }
    },
  })
  const company = (tenant: string): DemoCompany => ({
    ...{ tenant, title: tenant, language: "en", time_zone: "UTC", currency: "EUR", people: [] },
    ...{ batches: () => [], books: () => Promise.resolve([lane(`${tenant} Ltd`), lane(`${tenant} Inc`)]) },
  })
  const seeds = { companies: ["north", "south"].map(company), reference: () => [], load: async () => 0 }
  before(async () => {
    line = await testCommandLine(seeds)
  })
  after(() => line.close())

  it("are kept company beside company, each tenant told of its own", async () => {
    const world = await line.open()
    for (const { tenant: name, title } of seeds.companies)
      await makeTenant(
        world,
        { name, title, language: "en", time_zone: "UTC", currency: "EUR" },
        async () => {},
      )
    const books = startBooks(world, () => {})
    expect(await soon(() => waiting.length === 4)).to.equal(true)
    expect(books.underway("north")).to.deep.equal([
      { title: "north Ltd", done: 1, of: 3 },
      { title: "north Inc", done: 1, of: 3 },
    ])
    expect(books.underway("nobody")).to.deep.equal([])
    const ended = books.stop()
    for (const go of waiting.splice(0)) go()
    await ended
    expect(books.underway("south")).to.deep.equal([])
    await world.close()
  })
})
