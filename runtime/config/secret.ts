// The secret that tokens and the passwords of our database roles are made from: given, or made once and kept.
import { randomBytes } from "node:crypto"
import { link, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { ConfigError, text, type Environment } from "./read.ts"

const least = 32

/** SECRET_KEY, else the one in the data directory, which is made on the first start readable by its owner alone. */
export async function secretKey(environment: Environment, dataDirectory: string): Promise<string> {
  const given = text(environment, "SECRET_KEY", "")
  if (given === "") return keptKey(dataDirectory)
  if (given.length >= least) return given
  throw new ConfigError(
    "SECRET_KEY",
    `It has ${given.length} characters; ${least} are the least.`,
    "Make one with: openssl rand -base64 48",
  )
}

async function keptKey(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, "secret.key")
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 })
  const kept = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error
    return undefined
  })
  if (kept === undefined) return makeKey(path)
  await refuseOpen(path)
  if (kept.trim().length >= least) return kept.trim()
  throw new ConfigError(
    "SECRET_KEY",
    `The file ${path} is too short to be a key.`,
    "Restore it: without it all are logged out.",
  )
}

/** Written aside and linked into place: of two first starts at once both use the one key. */
async function makeKey(path: string): Promise<string> {
  const fresh = `${path}.${randomBytes(4).toString("hex")}`
  await writeFile(fresh, `${randomBytes(48).toString("base64url")}\n`, { mode: 0o600, flag: "wx" })
  await link(fresh, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error
  })
  await rm(fresh)
  return (await readFile(path, "utf8")).trim()
}

async function refuseOpen(path: string): Promise<void> {
  if (process.platform === "win32") return
  const { mode } = await stat(path)
  if ((mode & 0o077) === 0) return
  throw new ConfigError("SECRET_KEY", `Others may read ${path}.`, `Run: chmod 600 ${path}`)
}
