// A thousand tenants on one process: making them, what a request costs as they grow, a new field in each of them, and
// memory under random touch. Options: --tenants 1000, --minutes 10, --seconds 5.
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { backendsCpu, memoryNow } from "./many/backends.ts"
import { reportFanOut } from "./many/fan-out.ts"
import { makeTenants, reportMaking, type Making } from "./many/make.ts"
import { createTouch, type Touch } from "./many/touch.ts"
import { built, withPlane, type Plane } from "./support/control.ts"
import { shippedLayers } from "./support/modules.ts"
import { figure, option, report } from "./support/report.ts"

const count = option("tenants", 1000)
const minutes = option("minutes", 10)
const seconds = option("seconds", 5)
const command = "node --import tsx bench/many-tenants.ts"

await withPlane(async (plane) => {
  const model = built(await shippedLayers())
  const making: Making = { control: plane.control, built: model, made: [], times: [] }
  const touch = createTouch(plane.database)
  await reportCost(plane, making, touch)
  await reportMaking(making, command)
  await reportFanOut(plane, making.built.model, command)
  await touch.know(making.made)
  await reportMemory(plane, touch, making.made.length)
})

/** A request's cost with one tenant, a hundred, a thousand: of the first to each, and of those that come later. */
async function reportCost(plane: Plane, making: Making, touch: Touch): Promise<void> {
  const rows: string[][] = []
  for (const tenants of [1, 100, 1000, 5000].filter((number) => number <= count)) {
    await makeTenants(making, tenants)
    await touch.know(making.made)
    const first = await costOf(plane, () => touch.first())
    await touch.run(seconds * 3, 32)
    const later = await costOf(plane, () => touch.run(seconds, 32))
    // Processor time is counted in ticks of 10 ms: of a single request it tells nothing.
    const firstCells = tenants === 1 ? ["-", "-"] : [first.node, first.postgres].map(figure)
    rows.push([
      figure(tenants),
      ...firstCells,
      ...[later.done / seconds, later.node, later.postgres].map(figure),
    ])
  }
  report({
    name: "tenants",
    title: "The cost of a request as tenants grow",
    command,
    remark:
      "Reads and lists of random tenants, 32 at once, through perform, without HTTP; CPU in microseconds a request. The first list of a tenant has PostgreSQL parse and plan its statement",
    columns: [
      "tenants",
      "first: Node CPU",
      "PostgreSQL CPU",
      "later: requests per second",
      "Node CPU",
      "PostgreSQL CPU",
    ],
    rows,
  })
}

/** How many requests the work made, and the microseconds of processor time of one. */
async function costOf(
  plane: Plane,
  work: () => Promise<number>,
): Promise<{ readonly done: number; readonly node: number; readonly postgres: number }> {
  const postmaster = postmasterOf(plane)
  const [node, postgres] = [process.cpuUsage(), backendsCpu(postmaster)]
  const done = await work()
  const used = process.cpuUsage(node)
  return {
    done,
    node: (used.user + used.system) / done,
    postgres: (backendsCpu(postmaster) - postgres) / done,
  }
}

function postmasterOf({ directory }: Plane): number {
  return Number(readFileSync(join(directory, "postgres/postmaster.pid"), "utf8").split("\n")[0])
}

async function reportMemory(plane: Plane, touch: Touch, tenants: number): Promise<void> {
  const postmaster = postmasterOf(plane)
  const rows: string[][] = []
  for (let minute = 0; minute <= minutes; minute++) {
    const done = minute === 0 ? 0 : await touch.run(60, 32)
    const { backends, postgres, largest, node } = memoryNow(postmaster)
    rows.push([minute, done / 60, node, backends, postgres, largest].map((value) => figure(value)))
    process.stderr.write(`${rows.at(-1)?.join("  ")}\n`)
  }
  report({
    name: "memory",
    title: `Memory while ${figure(tenants)} tenants are touched at random`,
    command,
    remark:
      "Connections are replaced by age and by how many statements they have parsed, which bounds what backends keep",
    columns: ["minute", "requests per second", "Node MiB", "backends", "backends MiB", "largest backend MiB"],
    rows,
  })
}
