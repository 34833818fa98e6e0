// An accountant at a running server: the books of one company, kept over HTTP alone. Builders make documents of few words;
// whatever is asked is refused loudly when it does not succeed.
import { charts, layChart, type LaidChart } from "../../seeds/charts.ts"
import pg from "pg"
import { clerkAt, type Book, type Clerk } from "./clerk.ts"
import { runningServer, type RunningServer, type TestTenant } from "./server.ts"

export type { Book, Fields } from "./clerk.ts"

export interface Accountant extends Clerk {
  readonly company: string
  readonly chart: LaidChart
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

/** What books are kept at: a server and its first tenant. */
export interface BooksServer extends Pick<RunningServer, "url" | "superuserUrl" | "logIn" | "close"> {
  readonly tenants: readonly [TestTenant, ...TestTenant[]]
}

/** Opens the books of a company in `currency` at a server that runs. */
export async function booksAt(server: BooksServer, currency = "EUR"): Promise<Accountant> {
  const [tenant] = server.tenants
  const clerk = clerkAt(`${server.url}/api/v1`, await server.logIn(tenant))
  const currencies = new Map(
    (await clerk.find("base.currency", "true")).map(({ id, code }): [string, string] => [String(code), id]),
  )
  const [country] = await clerk.find("base.country", "code == 'DE'")
  const home = { currency: currencies.get(currency), country: country?.id }
  const { id: company } = await clerk.make("base.company", { code: "ACME", name: "Acme", ...home })
  const chart = await layChart(charts.generic, company, {
    create: async (entity, records) => {
      const { items } = await clerk.sure(`POST records/${entity}`, records)
      return (items as readonly Book[]).map(({ id }) => id) // what an array of records is answered with
    },
    change: async (entity, id, patch) => void (await clerk.change(entity, id, patch)),
  })
  return {
    ...clerk,
    ...ledgerReader(clerk, chart),
    ...{ company, chart },
    account: (code) => known(chart.accounts, code),
    currency: (code) => known(currencies, code),
    tamper: (sql) => tamperWith(server.superuserUrl, sql),
    close: () => server.close(),
  }
}

/** What the general ledger tells, by account code. */
function ledgerReader(
  { find, sure }: Clerk,
  chart: LaidChart,
): Pick<Accountant, "codeOf" | "postings" | "balances"> {
  const codes = new Map([...chart.accounts].map(([code, id]) => [id, code]))
  const codeOf = (account: unknown): string => codes.get(String(account)) ?? `no code of ${String(account)}`
  return {
    codeOf,
    postings: async (document) => {
      const entries = await find("accounting.general_ledger", `source.id == '${document}'`, "number")
      return entries.map(({ account, debit, credit }) => `${codeOf(account)} ${signed(debit, credit)}`)
    },
    balances: async (at, filter = "true") => {
      const query = new URLSearchParams({ at, by: "account", filter })
      const { items } = await sure(`GET ledgers/accounting.general_ledger/balance?${query.toString()}`)
      const sums = (items as readonly Book[]).map(({ account, debit, credit }): [string, string] => [
        codeOf(account),
        signed(debit, credit),
      ]) // what a balance is answered with
      return Object.fromEntries(sums.filter(([, sum]) => sum !== "0.00"))
    },
  }
}

function known(all: ReadonlyMap<string, string>, code: string): string {
  const id = all.get(code)
  if (id === undefined) throw new Error(`the books know no ${code}`)
  return id
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
