// Servers under measurement: each alone in one process, started and stopped by its id, its CPU time read from /proc.
import { spawn, type ChildProcess } from "node:child_process"
import { readFileSync } from "node:fs"
import { createServer } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"

export interface Running {
  readonly name: string
  readonly url: string
  readonly pid: number
  /** Milliseconds of CPU, user and system, that the process has used so far. */
  cpu(): number
  /** Resident memory in MiB. */
  memory(): number
  stop(): Promise<void>
}

export interface Start {
  readonly name: string
  readonly file: string
  readonly args?: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Path that answers 200 once the server is ready. */
  readonly ready: string
  readonly patience?: number
}

/** Starts `node file args` with PORT set to a free port and waits until it answers; throws with its output when it does not. */
export async function start({
  name,
  file,
  args = [],
  env,
  ready,
  patience = 60_000,
}: Start): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, [file, ...args], {
    env: { ...process.env, NODE_ENV: "production", ...env, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const output: string[] = []
  child.stdout.on("data", (text: Buffer) => output.push(text.toString()))
  child.stderr.on("data", (text: Buffer) => output.push(text.toString()))
  const url = `http://127.0.0.1:${port}`
  const end = Date.now() + patience
  while (!(await answers(url + ready))) {
    if (child.exitCode === null && Date.now() < end) await sleep(50)
    else {
      child.kill("SIGKILL")
      throw new Error(`${name} did not start:\n${output.join("")}`)
    }
  }
  const pid = child.pid ?? 0
  const alive = (): number => {
    if (child.exitCode === null && child.signalCode === null) return pid
    throw new Error(`${name} has ended with ${child.signalCode ?? child.exitCode}:\n${output.join("")}`)
  }
  return {
    name,
    url,
    pid,
    cpu: () => cpuOf(alive()),
    memory: () => memoryOf(alive()),
    stop: () => stop(child),
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const reply = await fetch(url)
    await reply.arrayBuffer()
    return reply.ok
  } catch {
    return false // not listening yet: the caller asks again until its patience ends
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once("exit", resolve))
  child.kill("SIGTERM")
  const late = setTimeout(() => child.kill("SIGKILL"), 15_000)
  await ended
  clearTimeout(late)
}

/** Fields 14 and 15 of /proc/<pid>/stat, in ticks of 10 ms (proc(5)). */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  return (Number(fields[11]) + Number(fields[12])) * 10
}

export function memoryOf(pid: number): number {
  const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
  return Number(kib ?? 0) / 1024
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === "object" ? address.port : 0))
    })
  })
}
