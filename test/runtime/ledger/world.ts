// Books of a company on a real PostgreSQL: two tenants, accounts, and ways to post, to read and to try raw SQL.
import { Problem } from "../../../engine/error/index.ts"
import type { Layer } from "../../../engine/layer/index.ts"
import { createAskLedger, type Caller } from "../../../runtime/perform/index.ts"
import { booksLayers } from "../../support/books-layers.ts"
import { ask, house, seed, user, uuid7, type Body, type House } from "../../support/house.ts"

export interface Books {
  readonly on: House
  readonly clerk: Caller
  readonly ids: Readonly<Record<Name, string>>
  /** Seeds one record and gives its id. */
  add(entity: string, record: Readonly<Record<string, unknown>>): Promise<string>
  /** Creates a voucher of `[account, amount]` lines, debit above zero, and posts it; gives the answer of the transition. */
  post(lines: readonly Line[], date?: string): Promise<Body>
  /** Moves a record in its life cycle as the clerk: `move("books.voucher/<id>/transitions/cancel")`. */
  move(what: string): Promise<{ readonly status: number; readonly body: Body }>
  /** `ledger("general/balance?at=2026-01-31")` */
  ledger(what: string, as?: Caller): Promise<{ readonly status: number; readonly body: Body }>
  /** Rows of a raw statement as the tenants' owner. */
  rows(text: string): Promise<readonly (readonly (string | null)[])[]>
  /** Runs raw SQL under the tenant's role and gives `ok`, or the SQLSTATE and message that it was refused with. */
  raw(text: string): Promise<string>
  /** INSERT of a posting into the general ledger, as raw SQL. */
  insert(lines: readonly Line[], more?: Readonly<Record<string, string>>): string
}

/** Account and party by their names here, or by their ids. */
export type Line = readonly [account: string, amount: string, party?: string]
type Name =
  "company" | "journal" | "hashed" | "cash" | "sales" | "debtors" | "party" | "item" | "place" | "voucher"

export async function books(layers: readonly Layer[] = booksLayers()): Promise<Books> {
  const on = await house(layers)
  const add = async (entity: string, record: Readonly<Record<string, unknown>>): Promise<string> =>
    (await seed(on, on.acme, entity, [record]))[0]?.id ?? ""
  const company = await add("books.company", { name: "North" })
  const journal = await add("books.journal", { code: "G", type: "general" })
  const ids = {
    company,
    journal,
    hashed: await add("books.journal", { code: "S", type: "sale", hashed: true }),
    cash: await add("books.account", { code: "1000", name: "Cash" }),
    sales: await add("books.account", { code: "4000", name: "Sales" }),
    debtors: await add("books.account", { code: "1200", name: "Debtors", party_required: true }),
    party: await add("books.party", { name: "Ada" }),
    item: "",
    place: await add("books.place", { name: "Shelf" }),
    voucher: await add("books.voucher", { company, journal, date: "2026-01-05" }),
  }
  ids.item = await add("books.item", { name: "Bolt", stock_account: ids.cash })
  const clerk = user(on.acme, ["books.clerk"])
  const named = (name: string): string => (isName(name) ? ids[name] : name)
  function isName(name: string): name is Name {
    return Object.hasOwn(ids, name)
  }
  const { schema } = on.acme.address
  const move: Books["move"] = (what) => ask(on, clerk, `POST ${what}`, { body: {} })
  return {
    on,
    clerk,
    ids,
    add,
    move,
    async post(lines, date = "2026-01-05") {
      const rows = lines.map(([account, amount, party]) => ({
        account: named(account),
        ...(amount.startsWith("-") ? { credit: amount.slice(1) } : { debit: amount }),
        ...(party === undefined ? {} : { party: named(party) }),
      }))
      const body = { company, journal, date, lines: rows }
      const made = await ask(on, clerk, "POST books.voucher", { body })
      if (made.status !== 201) throw new Error(JSON.stringify(made.body))
      return (await move(`books.voucher/${made.body.id}/transitions/post`)).body
    },
    async ledger(what, as = clerk) {
      const [path = "", search = ""] = what.split("?")
      const raw = {
        method: "GET",
        path: `books.${path}`.split("/"),
        query: new Map([...new URLSearchParams(search)]),
        headers: {},
      }
      try {
        const { status, body } = await createAskLedger(on.parts)(raw, as)
        return { status, body: JSON.parse(body ?? "null") as Body } // a border: tests compare what they find
      } catch (fault) {
        if (!(fault instanceof Problem) || fault.status >= 500) throw fault
        return { status: fault.status, body: JSON.parse(JSON.stringify(fault)) as Body }
      }
    },
    async rows(text) {
      const statement = { text: text.replaceAll("@", `"${schema}".`), values: [], prepared: false }
      const [rows = []] = await on.admin.run(on.server.name, [statement])
      return rows
    },
    raw: (text) => asTenant(on, text.replaceAll("@", `"${schema}".`)),
    insert(lines, more = {}) {
      const posting = uuid7()
      const rows = lines.map(([account, amount, party]) => {
        const side = amount.startsWith("-") ? { credit: amount.slice(1) } : { debit: amount }
        const row = {
          posting,
          date: "2026-01-05",
          source__books_voucher: ids.voucher,
          rule: "raw",
          company,
          journal,
          account: named(account),
          ...(party === undefined ? {} : { party: named(party) }),
          debit: "0",
          credit: "0",
          ...side,
          ...more,
        }
        return row
      })
      const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
      const values = rows.map((row) => `(${names.map((name) => literal(row, name)).join(", ")})`)
      return `INSERT INTO @books_general (${names.map((name) => `"${name}"`).join(", ")}) VALUES ${values.join(", ")}`
    },
  }
}

function literal(row: Readonly<Record<string, string>>, name: string): string {
  return row[name] === undefined ? "NULL" : `'${row[name]}'`
}

/** Raw SQL as an attacker under the tenant's role would send it, several commands and all. */
async function asTenant(on: House, text: string): Promise<string> {
  const { default: pg } = await import("pg")
  const client = new pg.Client({ connectionString: on.server.requestUrl })
  await client.connect()
  try {
    await client.query(`SET ROLE "${on.acme.address.role}"`)
    await client.query(text)
    return "ok"
  } catch (fault) {
    if (fault instanceof pg.DatabaseError)
      return `${fault.code ?? ""} ${fault.message}${fault.code === "TN001" ? ` ${fault.detail ?? ""}` : ""}`
    throw fault
  } finally {
    await client.end()
  }
}
