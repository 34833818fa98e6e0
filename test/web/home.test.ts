import { expect } from "chai"
import { expectAccessible, person, picture, type Person } from "./support/person.ts"

describe("the start", function () {
  this.timeout(60_000)
  let at: Person

  before(async function () {
    this.timeout(240_000)
    at = await person()
  })
  afterEach(() => expect(at.complaints).to.deep.equal([]))
  after(() => at.leave())

  it("tells how far the books are that are being kept in the background, until they are", async () => {
    // How long the demo's books take is the machine's affair: what the server says of them is said in its place.
    let done = 1200
    await at.page.route("**/api/v1/underway", (route) => {
      const items = done < 2900 ? [{ title: "Brightwater Ltd", done, of: 2900 }] : []
      return route.fulfill({ json: { items } })
    })
    await at.visit("/")
    const told = at.page.getByText("Being made: Brightwater Ltd, 1,200 of 2,900")
    await told.waitFor()
    await at.page.getByRole("progressbar").waitFor()
    await expectAccessible(at.page)
    await picture(at.page, "home-underway")
    done = 2900
    await told.waitFor({ state: "detached" })
    await at.page.getByRole("progressbar").waitFor({ state: "detached" })
  })
})
