// PostgreSQL refuses to run as root. This decides under which account its programs run: as they are for an ordinary
// user; for root inside a user namespace where it looks like nobody; where those are forbidden, as the real nobody.
import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process"
import { chmod, chown, cp, mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import { binariesIn, type Binaries } from "./binaries.ts"

/** The numeric id of the user nobody, the same on all Linux systems that glibc runs on. */
const nobody = 65534

export interface Account {
  readonly binaries: Binaries
  /** Starts one of the programs. */
  spawn(program: string, args: readonly string[], options: SpawnOptions): ChildProcess
  /** Gives a fresh folder to the account. */
  own(directory: string): Promise<void>
}

/** Chooses the account for data under `directory`; refuses when none can reach it. */
export async function chooseAccount(binaries: Binaries, directory: string): Promise<Account> {
  if (process.getuid?.() !== 0) return plain(binaries)
  if (await succeeds("unshare", [...namespace, "true"], {})) return namespaced(binaries)
  return realNobody(binaries, directory)
}

function plain(binaries: Binaries): Account {
  return {
    binaries,
    spawn: (program, args, options) => spawn(program, args, options),
    own: async () => {},
  }
}

const namespace = ["--user", `--map-user=${nobody}`, `--map-group=${nobody}`]

/** See user_namespaces(7): files of root stay files of root, yet the program sees itself as nobody. */
function namespaced(binaries: Binaries): Account {
  return {
    binaries,
    spawn: (program, args, options) => spawn("unshare", [...namespace, program, ...args], options),
    own: async () => {},
  }
}

/**
 * Nobody can rarely read under root's home: it gets a copy of the programs in the data directory, which it may pass
 * through but not list. Refuses when a folder above is closed to it.
 */
export async function realNobody(binaries: Binaries, directory: string): Promise<Account> {
  await mkdir(directory, { recursive: true, mode: 0o711 })
  await chmod(directory, ((await stat(directory)).mode & 0o777) | 0o011)
  const asNobody = { uid: nobody, gid: nobody }
  if (!(await succeeds("test", ["-x", directory], asNobody))) {
    throw new Error(
      `PostgreSQL must not run as root, and the user nobody cannot enter ${directory}. ` +
        "Start as an ordinary user, set DATA_DIR to a folder below one that all may enter (such as /var/lib/tenon), " +
        "or set DATABASE_URL to a server of your own.",
    )
  }
  const copy = await copyPrograms(binaries, directory)
  return {
    binaries: binariesIn(copy, binaries.version),
    spawn: (program, args, options) => spawn(program, args, { ...options, ...asNobody }),
    own: (folder) => chown(folder, nobody, nobody),
  }
}

/** The copy carries the version of the package in its name, and is moved into place when it is complete. */
async function copyPrograms(binaries: Binaries, directory: string): Promise<string> {
  const copy = join(directory, `postgres-programs-${binaries.version}`)
  if (await exists(copy)) return copy
  const fresh = await mkdtemp(`${copy}.`)
  await cp(binaries.root, fresh, { recursive: true, verbatimSymlinks: true })
  await chmod(fresh, 0o755)
  await rename(fresh, copy).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error
    await rm(fresh, { recursive: true }) // another start was first
  })
  return copy
}

function succeeds(program: string, args: readonly string[], options: SpawnOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: "ignore" })
    child.once("error", () => resolve(false))
    child.once("exit", (code) => resolve(code === 0))
  })
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
