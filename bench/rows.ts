// What a request costs as a table grows. Options: --rows 1000000, --seconds 5.
import { fill } from "./support/fill.ts"
import { load } from "./support/load.ts"
import { figure, option, report } from "./support/report.ts"
import { startTenon } from "./support/tenon.ts"
import { works } from "./support/works.ts"

const most = option("rows", 1_000_000)
const seconds = option("seconds", 5)
const wanted = [
  "read one",
  "list 25, filtered and sorted",
  "list 25, a reference expanded",
  "update one field",
]

const { server, databaseUrl, schema, close } = await startTenon()
try {
  const table: string[][] = []
  let there = 0
  for (const rows of [10_000, 100_000, 1_000_000].filter((number) => number <= most)) {
    const { invoices, customers } = await fill(databaseUrl, schema, rows - there)
    there = rows
    for (const { name, call } of works(invoices, customers).filter((work) => wanted.includes(work.name))) {
      await load(server, { connections: 32, seconds: 2, call })
      const { rate, p50, p99 } = await load(server, { connections: 32, seconds, call })
      table.push([name, figure(rows), figure(rate), figure(p50), figure(p99)])
    }
  }
  report({
    name: "rows",
    title: "The cost of a request as a table grows",
    command: "node --import tsx bench/rows.ts",
    remark: "32 connections; lists use the index of the entity's metadata",
    columns: ["work", "rows", "requests per second", "median ms", "99th percentile ms"],
    rows: table.sort(([a = ""], [b = ""]) => wanted.indexOf(a) - wanted.indexOf(b)),
  })
} finally {
  await close()
}
