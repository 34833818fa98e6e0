// What posting an invoice of ten lines costs, by the modules that ship: the transition, which locks, looks, decides, numbers,
// writes three ledgers and keeps all sums, beside the bare INSERTs and UPDATEs of the very rows that it leaves, in one
// message and one transaction. All invoices draw their number from one gapless series. Options: --postings 320.
import type { Statement } from "../runtime/sql/index.ts"
import { charts, layChart } from "../seeds/charts.ts"
import { ask, house, seed, uuid7 } from "../test/support/house.ts"
import { median } from "./support/load.ts"
import { shippedLayers } from "./support/modules.ts"
import { figure, option, report } from "./support/report.ts"

const postings = option("postings", 320)
const lines = 10
const users = 16

const on = await house(await shippedLayers())
const { schema, role } = on.acme.address
const ids = { eur: uuid7(), country: uuid7(), company: uuid7(), customer: uuid7() }
const clerk = principal("accounting.manager")
try {
  await furnish()
  const drafts = await invoices(2 * postings + 200)
  const post = async (): Promise<void> => {
    const what = `POST accounting.sales_invoice/${drafts.pop() ?? ""}/transitions/post`
    const { status, body } = await ask(on, clerk, what, { body: {} })
    if (status !== 200) throw new Error(JSON.stringify(body))
  }
  for (let at = 0; at < 20; at++) await post()
  const bare = await bareTwin(post)
  const works = [
    ["bare rows", () => on.database.run(on.acme.address, bare)],
    ["the transition", post],
  ] as const
  const rows: string[][] = []
  for (const [name, work] of works) {
    await together(work, 4)
    const alone = median(await times(work, postings / 2))
    const began = performance.now()
    await together(work, Math.floor(postings / users))
    const rate = (Math.floor(postings / users) * users * 1000) / (performance.now() - began)
    rows.push([name, figure(alone), figure(1000 / alone), figure(rate)])
  }
  report({
    name: "invoice",
    title: "Posting an invoice of ten lines",
    command: "node --import tsx bench/posting.ts",
    remark: `The modules that ship; ${bare.length} statements of bare rows, the same tables, indexes and foreign keys without triggers. PostgreSQL with fsync off`,
    columns: ["work", "median ms", "a second, one user", `a second, ${users} users`],
    rows,
  })
} finally {
  await on.close()
}
process.exit(0)

function principal(name: string): Parameters<typeof ask>[1] {
  const id = uuid7()
  const attributes = {
    id,
    roles: [name],
    companies: [ids.company],
    default_company: ids.company,
    teams: [],
  }
  return { tenant: on.acme, principal: { id, roles: [name], attributes } }
}

async function furnish(): Promise<void> {
  const put = (entity: string, record: Readonly<Record<string, unknown>>): ReturnType<typeof seed> =>
    seed(on, on.acme, entity, [record])
  await put("base.currency", { id: ids.eur, code: "EUR", name: "Euro", scale: 2, step: "0.01" })
  await put("base.country", { id: ids.country, code: "DE", alpha3: "DEU", number: "276", name: "Germany" })
  await put("base.company", {
    ...{ id: ids.company, code: "ACME", name: "Acme", currency: ids.eur, country: ids.country },
  })
  await put("base.party", { id: ids.customer, kind: "company", name: "Customer", is_customer: true })
  const { id, attributes } = clerk.principal
  await put("base.user", {
    ...{
      id,
      name: "Clara",
      email: "clara@acme.example",
      roles: attributes["roles"],
      companies: [ids.company],
    },
  })
  const admin: typeof clerk = {
    tenant: on.acme,
    principal: { id: "", roles: ["base.admin"], attributes: {} },
  }
  await layChart(charts.generic, ids.company, {
    create: async (entity, records) => (await seed(on, on.acme, entity, records)).map((made) => made.id),
    change: async (entity, record, patch) =>
      void (await ask(on, admin, `PATCH ${entity}/${record}`, { body: patch })),
  })
}

async function invoices(count: number): Promise<string[]> {
  const [[tax = ""] = []] = await tableRows(`SELECT id::text FROM @accounting_tax WHERE code = 'S20'`)
  const invoice = {
    ...{ company: ids.company, customer: ids.customer, date: "2026-01-05" },
    lines: Array.from({ length: lines }, (_, at) => ({ quantity: "3", unit_price: String(10 + at), tax })),
  }
  const made: string[] = []
  while (made.length < count) {
    const body = Array.from({ length: Math.min(100, count - made.length) }, () => invoice)
    const { status, body: answer } = await ask(on, clerk, "POST accounting.sales_invoice", { body })
    if (status !== 201) throw new Error(JSON.stringify(answer))
    made.push(...answer.items.map(({ id }) => id))
  }
  return made
}

/** The rows that one posting leaves, as statements on tables like theirs: what it made is made, what it changed is changed. */
async function bareTwin(post: () => Promise<void>): Promise<readonly Statement[]> {
  const tables = (
    await tableRows(`SELECT tablename::text FROM pg_tables WHERE schemaname = '${schema}' ORDER BY 1`)
  ).map(([name]) => name ?? "")
  const counts = async (): Promise<readonly string[]> =>
    Promise.all(
      tables.map(async (name) => (await tableRows(`SELECT count(*)::text FROM @${name}`))[0]?.[0] ?? ""),
    )
  const before = await counts()
  await post()
  const after = await counts()
  const [[xid = ""] = []] = await tableRows(
    "SELECT xmin::text FROM @accounting_general_ledger ORDER BY number DESC LIMIT 1",
  )
  const statements: Statement[] = []
  for (const [at, name] of tables.entries()) {
    const where = `FROM @${name} t WHERE xmin::text = '${xid ?? ""}'`
    const [[rows] = []] = await tableRows(`SELECT json_agg(t)::text ${where}`)
    if (rows === null || rows === undefined) continue
    const hasId = name !== "_sequence" && !/__(totals|balance)$/.test(name)
    statements.push(await twinOf(name, at, rows, before[at] !== after[at] && hasId ? "made" : "changed"))
  }
  return statements
}

async function twinOf(name: string, at: number, rows: string, how: "made" | "changed"): Promise<Statement> {
  const twin = `bare_${at}`
  await tableRows(`CREATE TABLE @${twin} (LIKE @${name} INCLUDING ALL)`)
  for (const [key] of await tableRows(
    `SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '@${name}'::regclass AND contype = 'f'`,
  ))
    await tableRows(`ALTER TABLE @${twin} ADD ${key ?? ""}`)
  await tableRows(`GRANT SELECT, INSERT, UPDATE ON @${twin} TO "${role}"`)
  const [[columns = ""] = []] = await tableRows(
    `SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = '@${name}'::regclass AND attnum > 0
     AND NOT attisdropped AND attgenerated = '' AND attidentity = '' AND attname <> '${how === "made" ? "id" : ""}'`,
  )
  const twinTable = `"${schema}".${twin}`
  const insert = `INSERT INTO ${twinTable} (${columns ?? ""}) SELECT ${columns ?? ""} FROM json_populate_recordset(NULL::${twinTable}, $1)`
  if (how === "made") return { text: insert, values: [rows], prepared: true }
  await on.admin.run(on.server.name, [{ text: insert, values: [rows], prepared: false }])
  const [[first = ""] = []] = await tableRows(
    `SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = '@${name}'::regclass AND attnum > 0
     AND NOT attisdropped AND attgenerated = '' AND attidentity = '' ORDER BY attnum DESC LIMIT 1`,
  )
  return {
    text: `UPDATE ${twinTable} SET ${first ?? ""} = ${first ?? ""}`,
    values: [],
    prepared: true,
  }
}

/** Rows of a statement of the tables' owner; `@` stands for the schema. */
async function tableRows(text: string): Promise<readonly (readonly (string | null)[])[]> {
  const statement = { text: text.replaceAll("@", `"${schema}".`), values: [], prepared: false }
  const [rows = []] = await on.admin.run(on.server.name, [statement])
  return rows
}

function together(work: () => Promise<unknown>, each: number): Promise<unknown> {
  return Promise.all(Array.from({ length: users }, () => times(work, each)))
}

/** Milliseconds of each of so many calls, one after the other. */
async function times(work: () => Promise<unknown>, count: number): Promise<number[]> {
  const taken: number[] = []
  for (let at = 0; at < count; at++) {
    const began = performance.now()
    await work()
    taken.push(performance.now() - began)
  }
  return taken
}
