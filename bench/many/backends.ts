// The memory and the processor time of PostgreSQL's backends and of this process.
import { readdirSync, readFileSync } from "node:fs"

export interface Memory {
  readonly backends: number
  /** MiB of all backends together: private memory, and of shared memory each one's part (proc_pid_smaps(5), Pss). */
  readonly postgres: number
  /** MiB of the largest backend's private memory. */
  readonly largest: number
  /** MiB resident of this process. */
  readonly node: number
}

/** The memory of the server whose postmaster is `postmaster`, and ours, now. */
export function memoryNow(postmaster: number): Memory {
  const backends = backendsOf(postmaster)
  const smaps = backends.map((pid) => textOf(`/proc/${pid}/smaps_rollup`))
  const own = smaps.map((text) => kib(text, "Private_Dirty") + kib(text, "Private_Clean"))
  return {
    backends: backends.length,
    postgres: smaps.reduce((sum, text) => sum + kib(text, "Pss"), 0) / 1024,
    largest: Math.max(0, ...own) / 1024,
    node: process.memoryUsage().rss / 2 ** 20,
  }
}

/** Microseconds of processor time that the backends of requests have used so far; proc(5) counts ticks of 10 ms. */
export function backendsCpu(postmaster: number): number {
  const ticks = backendsOf(postmaster).flatMap((pid) => statOf(pid).slice(11, 13))
  return ticks.reduce((sum, count) => sum + Number(count), 0) * 10_000
}

function backendsOf(postmaster: number): readonly string[] {
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster)
  return children.filter((pid) => titleOf(pid).includes("tenon_app"))
}

/** A process may be gone between listing and reading: then it has no text. */
function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return ""
  }
}

function parentOf(pid: string): number {
  return Number(statOf(pid)[1] ?? 0)
}

/** What /proc/<pid>/stat says behind the name, which may contain spaces itself. */
function statOf(pid: string): readonly string[] {
  const stat = textOf(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")
}

function titleOf(pid: string): string {
  return textOf(`/proc/${pid}/cmdline`).replaceAll("\0", " ")
}

function kib(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0)
}
