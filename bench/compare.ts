// Tenon beside two servers written by hand, `raw` (node:http and pg) and `raw-express` (express 5, token, ajv): the same
// requests, the same rows, the same PostgreSQL, each server alone in one process, in rounds that take turns.
// Options: --rounds 3, --seconds 3, --rows 100000, --history 1 (the hand-written servers write an audit row too).
import { agree } from "./support/agree.ts"
import { load, median, type Outcome } from "./support/load.ts"
import { figure, option, report } from "./support/report.ts"
import { openWorld } from "./support/world.ts"
import { works, type Work } from "./support/works.ts"

interface Series {
  readonly work: Work
  readonly connections: number
  /** Outcomes by server, one a round. */
  readonly outcomes: Map<string, Outcome[]>
}

const rounds = option("rounds", 3)
const seconds = option("seconds", 3)
const rows = option("rows", 100_000)
const history = option("history", 0) === 1
const world = await openWorld({ rows, history })
try {
  const { servers } = world
  const all = works(world.invoices, world.customers)
  await agree(servers, all)
  const series: Series[] = all.flatMap((work) =>
    work.connections.map((connections) => ({ work, connections, outcomes: new Map() })),
  )
  for (let round = -1; round < rounds; round++) await runRound(series, round)
  const names = servers.map(({ name }) => name)
  report({
    name: "compare",
    title: "Beside hand-written servers",
    command: `npm run bench -- ${process.argv.slice(2).join(" ")}`.replace(/ -- $/, ""),
    remark: remark(),
    columns: ["work", "connections", ...names, "tenon / raw", "tenon / raw-express"],
    rows: series.map((one) => row(one, names)),
  })
} finally {
  await world.close()
}

/** One round: every work on every server, starting with another server each time. Round -1 warms up and is not kept. */
async function runRound(series: readonly Series[], round: number): Promise<void> {
  const { servers } = world
  for (const { work, connections, outcomes } of series)
    for (const at of servers.keys()) {
      const server = servers[(at + round + 1) % servers.length]
      if (server === undefined) continue
      const outcome = await load(server, { connections, seconds: round < 0 ? 1 : seconds, call: work.call })
      process.stderr.write(`${round} ${work.name} ${connections} ${server.name} ${figure(outcome.rate)}/s\n`)
      if (round >= 0) outcomes.set(server.name, [...(outcomes.get(server.name) ?? []), outcome])
    }
}

function remark(): string {
  const others = history ? "the others an audit row" : "the others nothing besides"
  return [
    `${rows.toLocaleString("en-US")} invoices of 12 fields`,
    `requests per second, medians of ${rounds} rounds of ${seconds} s; in brackets milliseconds of the server's CPU a request`,
    `with each change Tenon writes history and outbox rows, ${others}`,
  ].join("; ")
}

function row({ work, connections, outcomes }: Series, names: readonly string[]): string[] {
  const middle = (name: string, of: (outcome: Outcome) => number): number =>
    median((outcomes.get(name) ?? []).map(of))
  const rate = (name: string): number => middle(name, (outcome) => outcome.rate)
  const cells = names.map(
    (name) => `${figure(rate(name))} (${middle(name, (outcome) => outcome.cpu).toFixed(2)})`,
  )
  const ratios = ["raw", "raw-express"].map((name) => figure(rate("tenon") / rate(name)))
  return [work.name, String(connections), ...cells, ...ratios]
}
