// The server killed in mid-load: what was acknowledged is there afterwards, and the next calls find it again.
import { expect } from "chai"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Problem } from "../../../engine/error/index.ts"
import { defaultDatabaseLimits } from "../../../runtime/config/index.ts"
import {
  createAdminDatabase,
  createDatabase,
  prepareEmbedded,
  startEmbedded,
  type AdminDatabase,
  type Database,
  type EmbeddedPostgres,
} from "../../../runtime/database/index.ts"
import type { Statement } from "../../../runtime/sql/types.ts"
import { makeTenant } from "./tenants.ts"

const one = (text: string, ...values: string[]): Statement => ({ text, values, prepared: true })
const { at, script } = makeTenant("crash")

describe("runtime/database crash", function () {
  this.timeout(60_000)
  let directory: string
  let server: EmbeddedPostgres
  let database: Database
  let admin: AdminDatabase

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "tenon-crash-"))
    server = await startEmbedded({ directory })
    const access = await prepareEmbedded(server.superuserUrl, { name: "main", secret: "s", warn: () => {} })
    database = createDatabase({
      servers: new Map([["main", access.requestUrl]]),
      limits: { ...defaultDatabaseLimits, connections: 4, acquireTimeoutMs: 20_000 },
    })
    admin = createAdminDatabase({ servers: new Map([["main", access.adminUrl]]), connections: 2 })
    await admin.script("main", script)
  })
  after(async () => {
    await Promise.all([database.close(), admin.close()])
    await server.stop()
    await rm(directory, { recursive: true, force: true })
  })

  /** Eight writers until one write that began after the kill is acknowledged; gives the acknowledged ones and the refusals. */
  async function load(
    from: number,
    kill: () => Promise<void>,
  ): Promise<{ kept: number[]; refused: unknown[] }> {
    let next = from
    let killedAt = Number.POSITIVE_INFINITY
    const kept: number[] = []
    const refused: unknown[] = []
    const writer = async (): Promise<void> => {
      while (Math.max(0, ...kept.slice(-8)) < killedAt) {
        const id = next++
        const insert = one(`insert into ${at.schema}.note values ($1, 'x')`, String(id))
        await database.run(at, [insert]).then(
          () => kept.push(id),
          (fault: unknown) => refused.push(fault),
        )
      }
    }
    const killer = async (): Promise<void> => {
      while (kept.length < 100) await new Promise((resolve) => setTimeout(resolve, 5))
      await kill()
      // Past all that were under way: only the server's next life can acknowledge these.
      killedAt = next + 100
    }
    await Promise.all([killer(), ...Array.from({ length: 8 }, writer)])
    return { kept, refused }
  }

  async function stored(): Promise<Set<number>> {
    const [rows = []] = await database.run(at, [one(`select id from ${at.schema}.note`)])
    return new Set(rows.map(([id]) => Number(id)))
  }

  async function killInMidLoad(from: number, kill: () => Promise<void>): Promise<void> {
    const { kept, refused } = await load(from, kill)
    const there = await stored()
    expect(kept.filter((id) => !there.has(id))).to.deep.equal([])
    for (const fault of refused) {
      expect(fault).to.be.instanceOf(Problem)
      expect(fault).to.include({ code: "RUN010" })
    }
  }

  it("survives the kill of one connection's process", () =>
    killInMidLoad(1_000_000, async () => {
      const [[row]] = (await admin.run("main", [
        one("select pid from pg_stat_activity where usename = 'tenon_app' limit 1"),
      ])) as [[[string]]]
      process.kill(Number(row[0]), "SIGKILL")
    }))

  it("survives the kill of the whole server", () =>
    killInMidLoad(2_000_000, async () => {
      process.kill(server.pid(), "SIGKILL")
    }))

  it("goes on hearing messages after a kill, told that some may have been missed", async () => {
    const heard: (string | undefined)[] = []
    const stop = await admin.listen("main", "news", (payload) => heard.push(payload))
    const until = async (length: number): Promise<void> => {
      while (heard.length < length) await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await admin.script("main", "notify news, 'before'")
    await until(1)
    process.kill(server.pid(), "SIGKILL")
    await until(2)
    await admin.script("main", "notify news, 'after'")
    await until(3)
    expect(heard).to.deep.equal(["before", undefined, "after"])
    await stop()
  })
})
