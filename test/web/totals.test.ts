import { expect } from "chai"
import type { Locator } from "playwright-core"
import { person, type Person } from "./support/person.ts"

interface Made {
  readonly id: string
}

describe("totals that the server works out", function () {
  this.timeout(60_000)
  let at: Person
  let invoice = ""

  before(async function () {
    this.timeout(240_000)
    at = await person({ role: "base.admin" })
    const company = await found(at, "base.company")
    const tax_account = await made(at, "accounting.account", {
      company,
      code: "T1",
      name: "Tax to pay",
      root_type: "liability",
      type: "tax",
    })
    const account = await made(at, "accounting.account", {
      company,
      code: "R1",
      name: "Customers",
      root_type: "asset",
      type: "receivable",
      party_required: true,
      reconcilable: true,
    })
    const tax = await made(at, "accounting.tax", {
      company,
      code: "T20",
      name: "Tax",
      rate: "20",
      account: tax_account,
    })
    invoice = await made(at, "accounting.sales_invoice", {
      company,
      journal: await made(at, "accounting.journal", { company, code: "S9", name: "Sales", type: "sales" }),
      customer: await made(at, "base.party", { name: "Ada", is_customer: true }),
      currency: await own(at, company),
      account,
      tax_rounding: "line",
      lines: [{ description: "Tea", quantity: "2", unit_price: "10", tax }],
    })
  })
  after(() => at.leave())

  const total = (): Locator => at.page.getByLabel("Total", { exact: true })

  it("follow what is typed, before anything is saved", async () => {
    await at.visit(`/r/accounting.sales_invoice/${invoice}`)
    await total().filter({ hasText: "24.00" }).waitFor()
    const grid = at.page.getByRole("grid", { name: "Lines" })
    // The cell of the line's quantity, whatever stands before it.
    await grid
      .getByRole("row")
      .nth(1)
      .getByRole("gridcell")
      .filter({ hasText: /^2(\.0+)?$/ })
      .first()
      .click()
    await at.page.keyboard.press("Control+A")
    await at.page.keyboard.type("5")
    await at.page.keyboard.press("Tab")
    await total().filter({ hasText: "60.00" }).waitFor()
    expect(await grid.getByRole("row").nth(1).innerText())
      .to.include("50.00")
      .and.include("10.00")
    await at.page.reload()
    expect(await storedTotal(at, invoice)).to.match(/24\.00/)
    expect(at.complaints).to.deep.equal([])
  })
})

/** Sends a request as the page does, with its cookies and token. */
function send(at: Person, path: string, body?: object): Promise<{ status: number; json: unknown }> {
  return at.page.evaluate(
    async ({ path, body }) => {
      const token = /(?:^|; )(?:__Host-)?tenon_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? ""
      const answer = await fetch(`/api/v1/records/${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: { "content-type": "application/json", "x-csrf-token": decodeURIComponent(token) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const json: unknown = await answer.json()
      return { status: answer.status, json }
    },
    { path, body },
  )
}

async function made(at: Person, entity: string, body: object): Promise<string> {
  const { status, json } = await send(at, entity, body)
  expect(status, JSON.stringify(json)).to.equal(201)
  return (json as Made).id // the border: a record has an id
}

async function found(at: Person, entity: string): Promise<string> {
  const { json } = await send(at, `${entity}?limit=1`)
  return (json as { items: readonly Made[] }).items[0]?.id ?? ""
}

async function own(at: Person, company: string): Promise<string> {
  const { json } = await send(at, `base.company/${company}?fields=currency`)
  return (json as { currency: string }).currency
}

async function storedTotal(at: Person, invoice: string): Promise<string> {
  const { json } = await send(at, `accounting.sales_invoice/${invoice}?fields=total`)
  return (json as { total: string }).total
}
