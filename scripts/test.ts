// Runs everything that must hold: types, lint and all suites, a process for each, as many at a time as there are cores.
// Each process of tests starts a PostgreSQL of its own when it needs one.
// `npm test` for all, `npm test -- runtime/database engine` for the suites whose names begin so. Ends with one line that
// counts all tests, and with exit code 1 when one failed, was skipped or none ran; leaves nothing running.
import { spawn, type ChildProcess } from "node:child_process"
import { existsSync, readdirSync } from "node:fs"
import { availableParallelism } from "node:os"
import { join } from "node:path"

interface Job {
  readonly name: string
  readonly command: readonly string[]
  /** How the outcome is told: by counts of mocha, or by the exit code alone. */
  readonly counts: "tests" | "nothing"
}

interface Outcome {
  readonly passed: number
  readonly failed: number
  readonly output: string
}

/** A job that takes longer hangs. So does one that lives on after its last test: it has left something open. */
const longestMs = 15 * 60_000
const lingerMs = 20_000

const root = join(import.meta.dirname, "..")
const running = new Set<ChildProcess>()

async function main(only: readonly string[]): Promise<number> {
  const jobs = [...suites(), ...checks].filter(
    ({ name }) => only.length === 0 || only.some((start) => name.startsWith(start)),
  )
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      for (const child of running) end(child)
      process.exit(1)
    })
  }
  let passed = 0
  let failed = 0
  const lane = async (): Promise<void> => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      const outcome = await run(job)
      passed += outcome.passed
      failed += outcome.failed
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane))
  if (passed === 0) console.log("No test ran.")
  console.log(`\n${passed} passed, ${failed} failed`)
  return failed === 0 && passed > 0 ? 0 : 1
}

const checks: readonly Job[] = [
  { name: "types", command: ["npm", "run", "--silent", "check:types"], counts: "nothing" },
  { name: "lint", command: ["npm", "run", "--silent", "check:lint"], counts: "nothing" },
]

/** A process for each folder of `test/` that has tests; the rooms of the runtime, which take longest, one by one and first. */
function suites(): readonly Job[] {
  const folders = ["runtime", "."].flatMap((parent) =>
    readdirSync(join(root, "test", parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "runtime")
      .map((entry) => (parent === "." ? entry.name : `${parent}/${entry.name}`)),
  )
  return folders.filter(hasTests).map((name) => ({
    name,
    command: [process.execPath, "node_modules/mocha/bin/mocha.js", `test/${name}/**/*.test.ts`],
    counts: "tests",
  }))
}

function hasTests(folder: string): boolean {
  const files = readdirSync(join(root, "test", folder), { recursive: true, encoding: "utf8" })
  return files.some((file) => file.endsWith(".test.ts"))
}

async function run(job: Job): Promise<Outcome> {
  const began = Date.now()
  const { code, output } = await ended(job)
  const outcome = judge(job, code, output)
  const seconds = ((Date.now() - began) / 1000).toFixed(1)
  const count = job.counts === "tests" ? `${outcome.passed} passed, ${outcome.failed} failed, ` : ""
  if (outcome.failed > 0) console.log(outcome.output)
  console.log(`${outcome.failed === 0 ? "ok  " : "FAIL"} ${job.name} (${count}${seconds} s)`)
  return outcome
}

/** A job that fails without naming a failed test counts as one; so does each skipped test. */
function judge(job: Job, code: number, output: string): Outcome {
  const counted = (word: string): number =>
    Number(new RegExp(`^ +(\\d+) ${word}\\b`, "m").exec(output)?.[1] ?? 0)
  if (job.counts === "nothing") return { passed: 0, failed: code === 0 ? 0 : 1, output }
  const passed = counted("passing")
  const failed = counted("failing") + counted("pending")
  const silent = failed === 0 && (code !== 0 || passed === 0)
  return { passed, failed: silent ? 1 : failed, output }
}

function ended(job: Job): Promise<{ readonly code: number; readonly output: string }> {
  const [program = "", ...args] = job.command
  // A group of its own, so that whatever it has started ends with it.
  const child = spawn(program, args, { cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"] })
  running.add(child)
  let output = ""
  let linger: NodeJS.Timeout | undefined
  const breakOff = (why: string): void => {
    output += `\n${job.name}: ${why}\n`
    end(child)
  }
  const longest = setTimeout(() => breakOff(`not done after ${longestMs / 60_000} minutes`), longestMs)
  const keep = (chunk: Buffer): void => {
    output += chunk.toString("utf8")
    if (job.counts !== "tests" || linger !== undefined || !/^ +\d+ passing\b/m.test(output)) return
    linger = setTimeout(() => breakOff("still running after its last test"), lingerMs)
  }
  child.stdout.on("data", keep)
  child.stderr.on("data", keep)
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => {
      clearTimeout(longest)
      clearTimeout(linger)
      running.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

function end(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return
  process.kill(-child.pid, "SIGKILL")
}

if (!existsSync(join(root, "node_modules", "mocha"))) {
  console.log("The packages are not installed: run npm ci first.")
  process.exitCode = 1
} else {
  process.exitCode = await main(process.argv.slice(2))
}
