// What a ledger costs: its guard beside bare INSERTs of the same rows, whole postings through a transition, and balances as
// the entries grow. Options: --entries 10000000, --postings 400.
import { randomUUID } from "node:crypto"
import type { Layer } from "../engine/layer/index.ts"
import type { Statement } from "../runtime/sql/index.ts"
import { booksLayers } from "../test/support/books-layers.ts"
import { ask } from "../test/support/house.ts"
import { fillSums } from "../runtime/sql/ddl/guard/sums.ts"
import { books, type Books } from "../test/runtime/ledger/world.ts"
import { median } from "./support/load.ts"
import { figure, option, report } from "./support/report.ts"

const most = option("entries", 10_000_000)
const postings = option("postings", 400)
const lines = 12
const accounts = 500

const world = await books(booksLayers().map(withoutRollups))
const { schema } = world.on.acme.address
const general = `"${schema}".books_general`
try {
  const writing = await measureWriting()
  const reading: string[][] = []
  let there = 0
  for (const entries of [100_000, 1_000_000, 10_000_000].filter((number) => number <= most)) {
    await fill(entries - there)
    there = entries
    reading.push(...(await measureReading(entries)))
  }
  report({
    name: "posting",
    title: "A posting beside bare INSERTs",
    command: "node --import tsx bench/ledger.ts",
    remark: `${lines} entries; milliseconds at one connection, and a second with 16. The same rows, indexes and foreign keys, with and without the ledger's guard (balance, rules, locks, totals); and a document of ${lines} lines posted by its transition. PostgreSQL with fsync off`,
    columns: ["work", "median ms", "a second, 16 at once"],
    rows: writing,
  })
  if (reading.length > 0)
    report({
      name: "balances",
      title: "Balances as the entries of a ledger grow",
      command: "node --import tsx bench/ledger.ts",
      remark: `Milliseconds, median; ${accounts} accounts, 24 months of totals`,
      columns: ["work", "entries", "in the middle of a month", "all there is"],
      rows: reading.sort(([a = ""], [b = ""]) => a.localeCompare(b)),
    })
} finally {
  await world.on.close()
}
process.exit(0)

async function measureWriting(): Promise<string[][]> {
  await bareTwin()
  const guarded = (): Promise<unknown> => run(insertInto(general))
  const bare = (): Promise<unknown> => run(insertInto(`"${schema}".bare`))
  const documents = await drafts(postings * 2 + 128)
  const transition = async (): Promise<void> => {
    const { status, body } = await world.move(`books.voucher/${documents.pop() ?? ""}/transitions/post`)
    if (status !== 200) throw new Error(JSON.stringify(body))
  }
  const works = [
    ["bare INSERT", bare],
    ["INSERT with the guard", guarded],
    ["a transition that posts", transition],
  ] as const
  const rows: string[][] = []
  for (const [name, work] of works) {
    const each = Math.floor(postings / 16)
    const together = (count: number): Promise<unknown> =>
      Promise.all(Array.from({ length: 16 }, () => times(work, count)))
    await together(8)
    const began = performance.now()
    await together(each)
    const rate = (each * 16 * 1000) / (performance.now() - began)
    rows.push([name, figure(median(await times(work, postings / 2))), figure(rate)])
  }
  return rows
}

/** A table like that of the entries, with all but its triggers. */
async function bareTwin(): Promise<void> {
  await world.rows(`CREATE TABLE @bare (LIKE @books_general INCLUDING ALL)`)
  const keys = await world.rows(
    `SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '@books_general'::regclass AND contype = 'f'`,
  )
  for (const [name, definition] of keys) {
    const own = definition
      ?.replace("books_general(id)", "bare(id)")
      .replace(/REFERENCES (?!")/, "REFERENCES @")
    await world.rows(
      `ALTER TABLE @bare ADD CONSTRAINT ${name ?? ""} ${own?.replace(`@${schema}.`, "@") ?? ""}`,
    )
  }
  await world.rows(`GRANT SELECT, INSERT ON @bare TO "${world.on.acme.address.role}"`)
}

function insertInto(table: string): Statement {
  const { company, journal, cash, sales, voucher } = world.ids
  const sides = (at: number): string => (at % 2 === 0 ? `'${cash}', 10, 0` : `'${sales}', 0, 10`)
  const rows = Array.from(
    { length: lines },
    (_, at) =>
      `($1::uuid, '2026-01-05'::date, '${voucher}'::uuid, 'bench', '${company}'::uuid, '${journal}'::uuid, ${sides(at).replace("',", "'::uuid,")})`,
  )
  const columns = "posting, date, source__books_voucher, rule, company, journal, account, debit, credit"
  return {
    text: `INSERT INTO ${table} (${columns}) VALUES ${rows.join(", ")}`,
    values: [randomUUID()],
    prepared: true,
  }
}

function run(statement: Statement): Promise<unknown> {
  return world.on.database.run(world.on.acme.address, [statement])
}

async function drafts(count: number): Promise<string[]> {
  const { company, journal, cash, sales } = world.ids
  const row = (at: number): object =>
    at % 2 === 0 ? { account: cash, debit: "10" } : { account: sales, credit: "10" }
  const document = {
    company,
    journal,
    date: "2026-01-05",
    lines: Array.from({ length: lines }, (_, at) => row(at)),
  }
  const made: string[] = []
  while (made.length < count) {
    const body = Array.from({ length: Math.min(200, count - made.length) }, () => document)
    made.push(
      ...(await ask(world.on, world.clerk, "POST books.voucher", { body })).body.items.map(({ id }) => id),
    )
  }
  return made
}

/** Entries of two lines a posting over two years and all accounts, and their totals; written as a restored copy would be,
 * without the guard and with the indexes made afterwards. */
async function fill(count: number): Promise<void> {
  const { company, journal, voucher } = world.ids
  const [[there = "0"] = []] = await world.rows(
    "SELECT count(*)::text FROM @books_account WHERE code LIKE 'b%'",
  )
  if (there === "0")
    await world.rows(
      `INSERT INTO @books_account (code) SELECT 'b' || n FROM generate_series(1, ${accounts}) n`,
    )
  await world.rows("ALTER TABLE @books_general DISABLE TRIGGER USER")
  for (const [key] of await world.rows(
    "SELECT conname FROM pg_constraint WHERE conrelid = '@books_general'::regclass AND contype = 'f'",
  ))
    await world.rows(`ALTER TABLE @books_general DROP CONSTRAINT "${key ?? ""}"`)
  const indexes = await world.rows(
    "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = '@books_general'::regclass AND NOT indisprimary",
  )
  for (const [index] of indexes) await world.rows(`DROP INDEX ${index ?? ""}`)
  await world.rows(`WITH a AS (SELECT array_agg(id ORDER BY code) AS ids FROM @books_account WHERE code LIKE 'b%'),
    p AS (SELECT n, uuidv7() AS posting, date '2025-01-01' + (random() * 729)::integer AS date, floor(random() * ${accounts})::integer AS one, (random() * 99999)::integer / 100.0 + 0.01 AS amount FROM generate_series(1, ${Math.floor(count / 2)}) n)
    INSERT INTO @books_general (posting, date, source__books_voucher, rule, company, journal, account, debit, credit)
    SELECT p.posting, p.date, '${voucher}', 'bench', '${company}', '${journal}', a.ids[1 + (p.one + 7 * side) % ${accounts}], CASE side WHEN 0 THEN p.amount ELSE 0 END, CASE side WHEN 1 THEN p.amount ELSE 0 END
    FROM p, a, generate_series(0, 1) side`)
  for (const [, definition] of indexes) await world.rows(definition ?? "")
  await world.rows("ALTER TABLE @books_general ENABLE TRIGGER USER")
  await world.rows("TRUNCATE @books_general__totals, @books_general__days")
  const gathers = {
    entries: "books_general",
    by: ["company", "account", "party"],
    measures: ["debit", "credit", "foreign"],
  }
  await world.on.admin.script(
    world.on.server.name,
    `BEGIN; SET LOCAL search_path TO "${schema}"; ${fillSums("books_general__totals", { ...gathers, period: "month" })}; ${fillSums("books_general__days", { ...gathers, period: "day" })}; COMMIT`,
  )
  await world.rows("VACUUM ANALYZE @books_general")
  await world.rows("VACUUM ANALYZE @books_general__totals")
  await world.rows("VACUUM ANALYZE @books_general__days")
}

async function measureReading(entries: number): Promise<string[][]> {
  const [[account = ""] = []] = await world.rows("SELECT id::text FROM @books_account WHERE code = 'b7'")
  const one = `filter=${encodeURIComponent(`account == '${account ?? ""}'`)}`
  const works = [
    ["balance of one account", (at: string) => `general/balance?${one}${at}`],
    ["trial balance", (at: string) => `general/balance?by=account${at}`],
    [
      "turnover by month of one account",
      (at: string) =>
        `general/turnover?${one}&interval=month&from=2025-01-01&to=${at === "" ? "2026-12-31" : "2026-06-15"}`,
    ],
    [
      "last page of one account, with running balance",
      (at: string) => `general/entries?${one}&limit=50&from=${at === "" ? "2026-12-01" : "2026-06-15"}`,
    ],
  ] as const
  const rows: string[][] = []
  for (const [name, path] of works) {
    const timed = async (at: string): Promise<string> => {
      const work = async (): Promise<void> => {
        const { status, body } = await ledger(world, path(at))
        if (status !== 200) throw new Error(JSON.stringify(body))
      }
      await times(work, 3)
      return figure(median(await times(work, 9)))
    }
    rows.push([name, figure(entries), await timed("&at=2026-06-15"), await timed("")])
  }
  return rows
}

function ledger(of: Books, what: string): ReturnType<Books["ledger"]> {
  return of.ledger(what)
}

/** What records sum up of entries is paid for besides. */
function withoutRollups(layer: Layer): Layer {
  const text = JSON.stringify(layer, (_, value: unknown) => (isRollup(value) ? undefined : value))
  return JSON.parse(text) as Layer // a layer without some of its properties
}

function isRollup(value: unknown): boolean {
  return typeof value === "object" && value !== null && "rollup" in value
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
