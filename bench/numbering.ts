// What a gapless number costs: documents that draw theirs as they are issued, by one user and by sixteen at once, beside the
// bare statements - a row whose counter is raised under its lock, and a PostgreSQL sequence, which leaves gaps. Then again
// while connections are killed: what was issued has numbers without a gap. Options: --documents 1600.
import { setTimeout as pause } from "node:timers/promises"
import type { Layer } from "../engine/layer/index.ts"
import type { Statement } from "../runtime/sql/index.ts"
import { ask, house, seed, user } from "../test/support/house.ts"
import { tradeLayers } from "../test/support/trade-layers.ts"
import { figure, option, report } from "./support/report.ts"

const documents = option("documents", 1600)
const users = 16
const everyMs = 40
let lost = 0
const killOne =
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'tenon_app' AND state <> 'idle' ORDER BY random() LIMIT 1"

/** A slip is a name and a number. */
const slips: Layer = {
  name: "slips",
  kind: "module",
  files: [
    {
      path: "slips/module.json",
      content: { name: "slips", title: "Slips", version: "1.0.0", depends: ["base"] },
    },
    {
      path: "slips/entities/slip.json",
      content: {
        ...{ $id: "slips.slip", title: "Slip", type: "object", kind: "document" },
        properties: {
          name: { type: "string" },
          number: { type: "string", sequence: { pattern: "S{0000000}", given: "transition" } },
        },
      },
    },
    {
      path: "slips/workflows/slip_cycle.json",
      content: {
        ...{ $id: "slips.slip_cycle", kind: "lifecycle", entity: "slips.slip", initial: "draft" },
        states: { draft: { title: "Draft" }, issued: { title: "Issued" } },
        transitions: {
          issue: { title: "Issue", from: ["draft"], to: "issued", effects: { number: { number: "number" } } },
        },
      },
    },
  ],
}

const on = await house([...tradeLayers, slips])
const { schema, role } = on.acme.address
const clerk = user(on.acme, ["base.admin"])
try {
  await onTables(`CREATE TABLE @bare (id integer PRIMARY KEY, number bigint)`)
  await onTables(`INSERT INTO @bare SELECT generate_series(1, ${documents * 8})`)
  await onTables(`CREATE TABLE @counter (value bigint NOT NULL)`)
  await onTables(`INSERT INTO @counter VALUES (0)`)
  await onTables(`CREATE SEQUENCE @quick`)
  await onTables(`GRANT ALL ON @bare, @counter, @quick TO "${role}"`)
  const issue = await issuing(documents * 3)
  let id = 0
  const bare = (number: string) => (): Promise<unknown> =>
    on.database.run(on.acme.address, [{ text: numbering(number), values: [String(++id)], prepared: true }])
  const works = [
    ["PostgreSQL's sequence, which leaves gaps", bare("SELECT nextval('@quick') AS value")],
    ["a counter under its lock", bare("UPDATE @counter SET value = value + 1 RETURNING value")],
    ["issuing a document", issue],
  ] as const
  const rows: string[][] = []
  for (const [name, work] of works) {
    await together(work, 10)
    rows.push([name, figure(await rate(work, 1)), figure(await rate(work, users))])
  }
  const killed = await underKills(issue)
  rows.push([`issuing, a connection killed every ${everyMs} ms`, "-", figure(killed)])
  report({
    name: "numbering",
    title: "Gapless numbers",
    command: "node --import tsx bench/numbering.ts",
    remark: `Documents of one series; the first two are one statement each, which numbers a row. PostgreSQL with fsync off; ${await gaps()}`,
    columns: ["work", "a second, one user", `a second, ${users} users`],
    rows,
  })
} finally {
  await on.close()
}
process.exit(0)

/** The statement that numbers a row of the bare table. */
function numbering(number: string): string {
  return inSchema(
    `WITH n AS (${number}) UPDATE @bare b SET number = n.value FROM n WHERE b.id = $1::integer RETURNING n.value::text`,
  )
}

/** Issues one draft after the other. */
async function issuing(count: number): Promise<() => Promise<void>> {
  const drafts: string[] = []
  while (drafts.length < count) {
    const names = Array.from({ length: Math.min(200, count - drafts.length) }, () => ({ name: "slip" }))
    drafts.push(...(await seed(on, on.acme, "slips.slip", names)).map((made) => made.id))
  }
  return async () => {
    const { status, body } = await ask(on, clerk, `POST slips.slip/${drafts.pop() ?? ""}/transitions/issue`, {
      body: {},
    })
    if (status !== 200) throw new Error(JSON.stringify(body))
  }
}

async function rate(work: () => Promise<unknown>, at: number): Promise<number> {
  const each = Math.floor(documents / 2 / at)
  const began = performance.now()
  await Promise.all(Array.from({ length: at }, () => times(work, each)))
  return (each * at * 1000) / (performance.now() - began)
}

async function underKills(work: () => Promise<unknown>): Promise<number> {
  let goesOn = true
  const killing = async (): Promise<void> => {
    for (; goesOn; await pause(everyMs)) await onTables(killOne)
  }
  const killed = killing()
  try {
    // Who loses his connection is not told whether his document was issued: the numbers tell in the end.
    return await rate(() => work().catch(() => lost++), users)
  } finally {
    goesOn = false
    await killed
  }
}

/** What is told of the numbers given: throws where one is missing or doubled. */
async function gaps(): Promise<string> {
  const [[issued, last, distinct] = []] = await onTables(
    "SELECT count(*)::text, max(substring(number FROM 2)::integer)::text, count(DISTINCT number)::text FROM @slips_slip WHERE state = 'issued'",
  )
  if (issued !== last || issued !== distinct)
    throw new Error(`${issued ?? ""} issued, the last number is ${last ?? ""}`)
  return `${lost} lost their connection; of ${figure(Number(issued))} issued in the end no number is missing`
}

function together(work: () => Promise<unknown>, each: number): Promise<unknown> {
  return Promise.all(Array.from({ length: users }, () => times(work, each)))
}

async function times(work: () => Promise<unknown>, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await work()
}

function inSchema(text: string): string {
  return text.replaceAll("@", `"${schema}".`)
}

/** Rows of a statement of the tables' owner; `@` stands for the schema. */
async function onTables(text: string): Promise<readonly (readonly (string | null)[])[]> {
  const statement: Statement = { text: inSchema(text), values: [], prepared: false }
  const [rows = []] = await on.admin.run(on.server.name, [statement])
  return rows
}
