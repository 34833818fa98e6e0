// A thousand tenants on one process: making them, what a request costs as they grow, a new field in each of them, and
// memory under random touch. Options: --tenants 1000, --minutes 10, --seconds 5.
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { memoryNow } from "./many/backends.ts"
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
  const making: Making = { control: plane.control, built: built(shippedLayers()), made: [], times: [] }
  const touch = createTouch(plane.database)
  await reportCost(making, touch)
  await reportMaking(making, command)
  await reportFanOut(plane, making.built.model, command)
  await touch.know(making.made)
  await reportMemory(plane, touch, making.made.length)
})

/** A request's cost with one tenant, a hundred, a thousand. */
async function reportCost(making: Making, touch: Touch): Promise<void> {
  const rows: string[][] = []
  for (const tenants of [1, 100, 1000, 5000].filter((number) => number <= count)) {
    await makeTenants(making, tenants)
    await touch.know(making.made)
    // Each connection must have met its tenants before their requests cost what they cost from then on.
    await touch.run(seconds * 3, 32)
    const before = process.cpuUsage()
    const done = await touch.run(seconds, 32)
    const used = process.cpuUsage(before)
    rows.push([figure(tenants), figure(done / seconds), figure((used.user + used.system) / done)])
  }
  report({
    name: "tenants",
    title: "The cost of a request as tenants grow",
    command,
    remark: "Reads and lists of random tenants, 32 at once, through perform, without HTTP",
    columns: ["tenants", "requests per second", "microseconds of Node CPU a request"],
    rows,
  })
}

async function reportMemory({ directory }: Plane, touch: Touch, tenants: number): Promise<void> {
  const postmaster = Number(readFileSync(join(directory, "postgres/postmaster.pid"), "utf8").split("\n")[0])
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
