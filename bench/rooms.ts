// Where the time of a request goes: what each of the eight rooms says of itself in Server-Timing. Options: --requests 500.
import { fill } from "./support/fill.ts"
import { median, type Target } from "./support/load.ts"
import { figure, option, report } from "./support/report.ts"
import { startTenon } from "./support/tenon.ts"
import { works, type Work } from "./support/works.ts"

const requests = option("requests", 500)
const rooms = ["identify", "receive", "parse", "authorize", "plan", "compile", "run", "reply"]

const { server, databaseUrl, schema, close } = await startTenon()
try {
  const { invoices, customers } = await fill(databaseUrl, schema, 100_000)
  const rows: string[][] = []
  for (const work of works(invoices, customers)) {
    await timesOf(server, work, 200)
    const times = await timesOf(server, work, requests)
    rows.push([
      work.name,
      ...rooms.map((room) => figure(1000 * median(times.map((time) => time.get(room) ?? 0)))),
    ])
  }
  report({
    name: "rooms",
    title: "Where the time goes, room by room",
    command: "node --import tsx bench/rooms.ts",
    remark:
      "Medians in microseconds, one request at a time; what `run` says is the round trip to PostgreSQL and its work",
    columns: ["work", ...rooms],
    rows,
  })
} finally {
  await close()
}

/** Milliseconds by room of so many requests, one after another. */
async function timesOf(target: Target, work: Work, count: number): Promise<ReadonlyMap<string, number>[]> {
  const times: ReadonlyMap<string, number>[] = []
  for (let made = 0; made < count; made++) {
    const { method, path, body } = work.call()
    const headers = {
      ...target.headers,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    }
    const reply = await fetch(target.url + path, { method, headers, ...(body === undefined ? {} : { body }) })
    await reply.arrayBuffer()
    if (!reply.ok) throw new Error(`${work.name} answered ${reply.status}`)
    const parts = (reply.headers.get("server-timing") ?? "").matchAll(/(\w+);dur=([\d.]+)/g)
    times.push(new Map([...parts].map(([, room = "", duration]) => [room, Number(duration)])))
  }
  return times
}
