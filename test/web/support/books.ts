// The books of a company of one's own, kept through the page that a person has open: with its cookies, as its scripts do.
import { expect } from "chai"
import { charts, layChart, type LaidChart } from "../../../seeds/charts.ts"
import type { Person } from "./person.ts"

/** A record as it travels. */
export interface Book {
  readonly id: string
  readonly [field: string]: unknown
}
type Fields = Readonly<Record<string, unknown>>

export interface Books {
  readonly company: string
  readonly customer: string
  readonly chart: LaidChart
  /** A draft of an invoice over 240.00, tax of 20 % included, with these fields besides. */
  invoice(fields?: Fields): Promise<Book>
}

/** Sends a request below `/api/v1/records/` and gives its body; fails on a refusal. */
export async function asked(at: Person, path: string, body?: Fields | readonly Fields[]): Promise<Book> {
  const { status, json } = await sent(at, body === undefined ? "GET" : "POST", path, body)
  expect(status, `${path}: ${JSON.stringify(json)}`).to.be.lessThan(300)
  return json
}

/** Changes a record, `base.company/<id>`; fails on a refusal. */
export async function changed(at: Person, path: string, patch: Fields): Promise<void> {
  const { status, json } = await sent(at, "PATCH", path, patch)
  expect(status, JSON.stringify(json)).to.equal(200)
}

/** Opens the books of a new company with the generic chart of accounts. `code` tells it from others. */
export async function openBooks(at: Person, code: string): Promise<Books> {
  const currency = await first(at, "base.currency", "code == 'EUR'")
  const country = await first(at, "base.country", "code == 'DE'")
  const name = `Books ${code}`
  const { id: company } = await asked(at, "base.company", { code, name, currency, country })
  const { id: customer } = await asked(at, "base.party", { name: `Customer ${code}`, is_customer: true })
  const chart = await layChart(charts.generic, company, {
    create: async (entity, records) => {
      const { items } = await asked(at, entity, records)
      return (items as readonly Book[]).map(({ id }) => id) // what an array of records is answered with
    },
    change: (entity, id, patch) => changed(at, `${entity}/${id}`, patch),
  })
  const account = await first(at, "accounting.account", `company == '${company}' && type == 'receivable'`)
  const journal = await first(at, "accounting.journal", `company == '${company}' && type == 'sales'`)
  const tax = await first(at, "accounting.tax", `company == '${company}' && scope == 'sales' && rate == 20`)
  return {
    ...{ company, customer, chart },
    invoice: (fields = {}) =>
      asked(at, "accounting.sales_invoice", {
        ...{ company, customer, currency, account, journal, tax_rounding: "line" },
        lines: [
          { description: "Tea", quantity: "2", unit_price: "50", tax },
          { description: "Delivery", quantity: "1", unit_price: "100", tax },
        ],
        ...fields,
      }),
  }
}

/** The id of the first record that the condition holds for. */
export async function first(at: Person, entity: string, filter: string): Promise<string> {
  const { items } = await asked(at, `${entity}?limit=1&filter=${encodeURIComponent(filter)}`)
  const [found] = items as readonly Book[] // a list's members
  if (found === undefined) throw new Error(`no ${entity} has ${filter}`)
  return found.id
}

function sent(
  at: Person,
  method: string,
  path: string,
  body?: Fields | readonly Fields[],
): Promise<{ readonly status: number; readonly json: Book }> {
  return at.page.evaluate(
    async ({ method, path, body }) => {
      const token = /(?:^|; )(?:__Host-)?tenon_csrf=([^;]*)/.exec(document.cookie)?.[1] ?? ""
      const answer = await fetch(`/api/v1/records/${path}`, {
        method,
        headers: { "content-type": "application/json", "x-csrf-token": decodeURIComponent(token) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const json = (await answer.json()) as { id: string } // JSON of the contract
      return { status: answer.status, json }
    },
    { method, path, body },
  )
}
