// An accountant at a running server: the books of one company, kept over HTTP alone. Builders make documents of few words;
// whatever is asked is refused loudly when it does not succeed.
import { charts, layChart, type LaidChart } from "../../seeds/charts.ts"
import pg from "pg"
import { got, type Got } from "./over-http.ts"
import { runningServer, type RunningServer } from "./server.ts"

/** A record as it travels; money is text. */
export interface Book {
  readonly id: string
  readonly [field: string]: unknown
}
export type Fields = Readonly<Record<string, unknown>>

export interface Accountant {
  readonly company: string
  readonly chart: LaidChart
  /** Whatever comes, of `GET records/accounting.journal`. */
  ask(what: string, body?: unknown): Promise<Got>
  /** A record made. */
  make(entity: string, fields: Fields): Promise<Book>
  change(entity: string, id: string, patch: Fields): Promise<Book>
  read(entity: string, id: string, query?: string): Promise<Book>
  /** Records that the condition holds for, in the order of `sort`. */
  find(entity: string, filter: string, sort?: string): Promise<readonly Book[]>
  /** The record after the transition. */
  move(entity: string, id: string, name: string, input?: Fields): Promise<Book>
  /** The record made, and moved at once. */
  posted(entity: string, fields: Fields): Promise<Book>
  account(code: string): string
  /** The code of an account of the chart. */
  codeOf(account: unknown): string
  currency(code: string): string
  /** What the document posted into the general ledger, in the order of writing: `1100 240.00` in debit, `4000 -220.00` in
   * credit. */
  postings(document: string): Promise<readonly string[]>
  /** Sums of the general ledger up to a day, by account code: debit above zero. */
  balances(at: string, filter?: string): Promise<Readonly<Record<string, string>>>
  /** Runs SQL as the superuser, triggers off, in the tenant's schema. */
  tamper(sql: string): Promise<void>
  close(): Promise<void>
}

/** Starts a server and opens the books of a company in `currency`, with the generic chart of accounts. */
export async function accountant(currency = "EUR"): Promise<Accountant> {
  const server = await runningServer()
  try {
    return await booksAt(server, currency)
  } catch (error) {
    await server.close()
    throw error
  }
}

async function booksAt(server: RunningServer, currency: string): Promise<Accountant> {
  const [tenant] = server.tenants
  const token = await server.logIn(tenant)
  const ask = (what: string, body?: unknown): Promise<Got> => {
    const [method = "GET", path = ""] = what.split(/ (.*)/s)
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    return got(`${server.url}/api/v1/${path}`, token, {
      ...init,
      headers: { "content-type": "application/json" },
    })
  }
  const sure = async (what: string, body?: unknown): Promise<Got["json"]> => {
    const { status, text, json } = await ask(what, body)
    if (status >= 300) throw new Error(`${what} answered ${status}: ${text}`)
    return json
  }
  const make = async (entity: string, fields: Fields): Promise<Book> => sure(`POST records/${entity}`, fields)
  const move = async (entity: string, id: string, name: string, input: Fields = {}): Promise<Book> =>
    sure(`POST records/${entity}/${id}/transitions/${name}`, input)
  const change = async (entity: string, id: string, patch: Fields): Promise<Book> =>
    sure(`PATCH records/${entity}/${id}`, patch)

  const find: Accountant["find"] = async (entity, filter, sort = "id") => {
    const query = new URLSearchParams({ filter, sort, limit: "1000" })
    return (await sure(`GET records/${entity}?${query.toString()}`))["items"] as readonly Book[] // a list's members
  }

  const currencies = new Map(
    (await find("base.currency", "true")).map(({ id, code }): [string, string] => [String(code), id]),
  )
  const home = currencies.get(currency)
  const [country] = await find("base.country", "code == 'DE'")
  const { id: company } = await make("base.company", {
    code: "ACME",
    name: "Acme",
    currency: home,
    country: country?.id,
  })
  const chart = await layChart(charts.generic, company, {
    create: async (entity, records) => {
      const { items } = await sure(`POST records/${entity}`, records)
      return (items as readonly Book[]).map(({ id }) => id) // what an array of records is answered with
    },
    change: async (entity, id, patch) => void (await change(entity, id, patch)),
  })
  const known = (all: ReadonlyMap<string, string>, code: string): string => {
    const id = all.get(code)
    if (id === undefined) throw new Error(`the books know no ${code}`)
    return id
  }
  const codes = new Map([...chart.accounts].map(([code, id]) => [id, code]))
  const codeOf = (account: unknown): string => codes.get(String(account)) ?? `no code of ${String(account)}`
  return {
    ...{ company, chart, ask, make, change, move, find },
    read: async (entity, id, query = "") => sure(`GET records/${entity}/${id}?${query.toString()}`),
    posted: async (entity, fields) => {
      const { id } = await make(entity, fields)
      return move(entity, id, "post")
    },
    account: (code) => known(chart.accounts, code),
    codeOf,
    postings: async (document) => {
      const entries = await find("accounting.general_ledger", `source.id == '${document}'`, "number")
      return entries.map(({ account, debit, credit }) => `${codeOf(account)} ${signed(debit, credit)}`)
    },
    currency: (code) => known(currencies, code),
    balances: async (at, filter = "true") => {
      const query = new URLSearchParams({ at, by: "account", filter })
      const items = (await sure(`GET ledgers/accounting.general_ledger/balance?${query.toString()}`))["items"]
      const sums = (items as readonly Book[]).map(({ account, debit, credit }): [string, string] => [
        codeOf(account),
        signed(debit, credit),
      ])
      return Object.fromEntries(sums.filter(([, sum]) => sum !== "0.00"))
    },
    tamper: (sql) => tamperWith(server.superuserUrl, sql),
    close: () => server.close(),
  }
}

/** Debit above zero, credit below. */
function signed(debit: unknown, credit: unknown): string {
  return (Number(debit) - Number(credit)).toFixed(2)
}

/** In the schema of the tenant whose general ledger has entries. */
async function tamperWith(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const { rows } = await client.query<{ schema: string }>(
      "SELECT schemaname AS schema FROM pg_tables WHERE tablename = 'accounting_general_ledger'",
    )
    for (const { schema } of rows) {
      await client.query(`SET search_path = "${schema}"; SET session_replication_role = replica`)
      await client.query(sql)
    }
  } finally {
    await client.end()
  }
}
