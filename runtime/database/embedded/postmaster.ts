// What postmaster.pid in a data directory tells about a server that runs there, and how to end one.
// The lines of the file: https://www.postgresql.org/docs/18/storage-file-layout.html
import { readFile, rm } from "node:fs/promises"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"

export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly socketDirectory: string
  /** True once the server accepts connections. */
  readonly ready: boolean
}

/** The server that postmaster.pid names, whether or not it still lives; undefined where there is no readable file. */
export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return ""
      throw error
    },
  )
  const lines = text.split("\n")
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return {
    pid,
    port: Number(lines[3] ?? 0),
    socketDirectory: lines[4] ?? "",
    ready: lines[7]?.trim() === "ready",
  }
}

/** Whether a process of that id lives and is a PostgreSQL server: after a restart the number may be another's. */
export async function isRunning(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform !== "linux") return true
  const command = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")
  const state = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "")
  return command.trim() === "postgres" && !/\) [ZX] /.test(state)
}

/** Takes a dead server's file away, for its number may belong to another process by now and would block a start. */
export async function removeStale(cluster: string): Promise<void> {
  await rm(join(cluster, "postmaster.pid"), { force: true })
}

/** Ends a server: a fast shutdown, which breaks off clients and writes a checkpoint. Resolves when it is gone. */
export async function stopPostmaster(pid: number, patienceMs = 30_000): Promise<void> {
  send(pid, "SIGINT")
  for (let waited = 0; await isRunning(pid); waited += 25) {
    // Past the patience an immediate shutdown loses nothing that was committed: the next start replays the log.
    if (waited >= patienceMs) return send(pid, "SIGQUIT")
    await pause(25)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  if (isAlive(pid)) process.kill(pid, signal)
}
