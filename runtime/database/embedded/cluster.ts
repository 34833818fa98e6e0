// Makes the cluster: initdb into a folder of its own, moved to its place when complete, so that a start which was
// killed half-way leaves nothing that a later one could take for a cluster, and of two starts at once one wins.
import { randomBytes } from "node:crypto"
import { chmod, mkdir, rename, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import type { Account } from "./account.ts"
import { finished } from "./finished.ts"

/** The superuser of an embedded cluster. */
export const superuser = "postgres"

/** The folder is entered by its owner alone (0700), so the socket in it needs no password for the superuser. */
const hostBasedAuthentication = `# who may come in: https://www.postgresql.org/docs/18/auth-pg-hba-conf.html
local all ${superuser} trust
local all all scram-sha-256
host all ${superuser} all reject
host all all 127.0.0.1/32 scram-sha-256
`

/** On Windows there is no socket in a folder: the superuser comes in by loopback with the password of initdb. */
export async function ensureCluster(
  account: Account,
  directory: string,
  say: (line: string) => void,
): Promise<string> {
  const cluster = join(directory, "postgres")
  if (await exists(join(cluster, "PG_VERSION"))) return cluster
  say("Making the database cluster, once.")
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const fresh = `${cluster}.new-${randomBytes(4).toString("hex")}`
  await mkdir(fresh, { mode: 0o700 })
  try {
    await account.own(fresh)
    const child = account.spawn(account.binaries.initdb, initdbArguments(fresh), {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, LC_ALL: "C" },
    })
    const { code, output } = await finished(child)
    if (code !== 0)
      throw new Error(`The database cluster could not be made in ${directory}: ${output.trim()}`)
    await writeFile(join(fresh, "pg_hba.conf"), hostBasedAuthentication)
    await chmod(fresh, 0o700)
    await rename(fresh, cluster).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error // else another start was first
    })
  } finally {
    await rm(fresh, { recursive: true, force: true })
  }
  return cluster
}

/** UTF-8 throughout with code-point order from PostgreSQL itself, so no upgrade of a system library re-sorts an index. */
function initdbArguments(cluster: string): readonly string[] {
  return [
    `--pgdata=${cluster}`,
    `--username=${superuser}`,
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--auth=scram-sha-256",
    "--auth-local=trust",
    "--data-checksums",
    "--no-instructions",
    "--no-sync",
  ]
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
