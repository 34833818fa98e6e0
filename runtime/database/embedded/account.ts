// PostgreSQL refuses to run as root. This decides under which account its programs run: as they are for an ordinary
// user; for root inside a user namespace where it looks like nobody; where those are forbidden, as the real nobody.
import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process"
import { chown, cp, mkdir, stat } from "node:fs/promises"
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

/** Nobody can rarely read under root's home: it gets a copy of the programs, and the data must lie where it can go. */
export async function realNobody(binaries: Binaries, directory: string): Promise<Account> {
  await mkdir(directory, { recursive: true })
  const asNobody = { uid: nobody, gid: nobody }
  if (!(await succeeds("ls", [directory], asNobody))) {
    throw new Error(
      `PostgreSQL must not run as root, and the user nobody cannot enter ${directory}. ` +
        "Start as an ordinary user, set DATA_DIR to a folder below one that all may enter (such as /var/lib/tenon), " +
        "or set DATABASE_URL to a server of your own.",
    )
  }
  const copy = join(directory, "postgres-programs")
  if (!(await exists(join(copy, "bin", "postgres")))) await cp(binaries.root, copy, { recursive: true })
  return {
    binaries: binariesIn(copy),
    spawn: (program, args, options) => spawn(program, args, { ...options, ...asNobody }),
    own: (folder) => chown(folder, nobody, nobody),
  }
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
