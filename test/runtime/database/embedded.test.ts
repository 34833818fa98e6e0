// The embedded server over its whole life: first start, adoption, kills of either side, the last one out.
import { expect } from "chai"
import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { realNobody } from "../../../runtime/database/embedded/account.ts"
import { startEmbedded, type EmbeddedPostgres } from "../../../runtime/database/index.ts"

const settings = { fsync: "off" }

async function ask(server: EmbeddedPostgres, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.superuserUrl })
  client.on("error", () => {})
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(text)
    return rows[0]?.["it"]
  } finally {
    await client.end()
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** Another process that starts the server of the directory and then waits to be killed. */
async function otherProcess(directory: string): Promise<ChildProcess> {
  const script = `import { startEmbedded } from ${JSON.stringify(new URL("../../../runtime/database/index.ts", import.meta.url).href)}
    const server = await startEmbedded({ directory: ${JSON.stringify(directory)}, settings: { fsync: "off" } })
    process.send({ pid: server.pid() })
    process.on("message", async () => { process.send({ ended: await server.stop() }); process.disconnect() })`
  return spawn(process.execPath, ["--import=tsx", "--input-type=module", "--eval", script], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  })
}

async function message(child: ChildProcess): Promise<Record<string, unknown>> {
  const [sent] = (await once(child, "message")) as [Record<string, unknown>]
  return sent
}

describe("runtime/database embedded", function () {
  this.timeout(60_000)
  let directory: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "tenon-embedded-"))
  })
  afterEach(() => rm(directory, { recursive: true, force: true }))

  it("makes a UTF-8 cluster that only its owner may enter, and keeps its data over a stop", async () => {
    const said: string[] = []
    const first = await startEmbedded({ directory, settings, say: (line) => said.push(line) })
    expect(await ask(first, "select lower('ÄÖ') || current_setting('server_encoding') as it")).to.equal(
      "äöUTF8",
    )
    await ask(first, "create table kept as select 1")
    expect(await first.stop()).to.equal(true)
    expect(isAlive(first.pid())).to.equal(false)
    expect((await stat(join(directory, "postgres"))).mode & 0o077).to.equal(0)
    const second = await startEmbedded({ directory, settings, say: (line) => said.push(line) })
    expect(await ask(second, "select count(*)::int as it from kept")).to.equal(1)
    await second.stop()
    expect(said).to.deep.equal([
      "Making the database cluster, once.",
      "Starting the database.",
      "Starting the database.",
    ])
  })

  it("lets a second process in, and the last one out ends the server", async () => {
    const [ours, child] = await Promise.all([startEmbedded({ directory, settings }), otherProcess(directory)])
    expect(await message(child)).to.deep.equal({ pid: ours.pid() })
    expect(await ours.stop()).to.equal(false)
    expect(isAlive(ours.pid())).to.equal(true)
    child.send("stop")
    expect(await message(child)).to.deep.equal({ ended: true })
    await until(() => !isAlive(ours.pid()))
  })

  it("adopts the server of a process that was killed", async () => {
    const child = await otherProcess(directory)
    const { pid } = await message(child)
    child.kill("SIGKILL")
    await once(child, "exit")
    const ours = await startEmbedded({ directory, settings })
    expect(ours.pid()).to.equal(pid)
    expect(await ours.stop()).to.equal(true)
  })

  it("starts a killed server again at the same place with all that was committed", async () => {
    const server = await startEmbedded({ directory, settings: { fsync: "on" } })
    await ask(server, "create table kept as select 7 as it")
    const killed = server.pid()
    process.kill(killed, "SIGKILL")
    await until(() => server.pid() !== killed)
    expect(await ask(server, "select it from kept")).to.equal(7)
    expect(await server.stop()).to.equal(true)
  })

  it("starts over a process id file whose number now belongs to another process", async () => {
    await (await startEmbedded({ directory, settings })).stop()
    const stale = [process.pid, join(directory, "postgres"), 1, 5432, "/nowhere", "127.0.0.1", "", "ready"]
    await writeFile(join(directory, "postgres", "postmaster.pid"), stale.join("\n"))
    const server = await startEmbedded({ directory, settings })
    expect(await ask(server, "select 1 as it")).to.equal(1)
    await server.stop()
  })

  it("serves from a path too long for a socket's address, and leaves no folder behind", async () => {
    const before = process.env["TMPDIR"]
    process.env["TMPDIR"] = directory
    const deep = join(directory, "a".repeat(60), "b".repeat(60))
    await mkdir(deep, { recursive: true })
    const server = await startEmbedded({ directory: deep, settings })
    expect(await ask(server, "select 1 as it")).to.equal(1)
    expect((await readdir(directory)).filter((name) => name.startsWith("tenon-"))).to.have.length(1)
    await server.stop()
    expect((await readdir(directory)).filter((name) => name.startsWith("tenon-"))).to.have.length(0)
    if (before === undefined) delete process.env["TMPDIR"]
    else process.env["TMPDIR"] = before
  })

  it("says what the server's log says when it will not start", async function () {
    const fault = await startEmbedded({ directory, settings: { shared_buffers: "none" } }).catch(String)
    expect(fault).to.match(/does not start.*invalid value for parameter "shared_buffers"/)
  })

  if (process.getuid?.() === 0) {
    it("runs as nobody from a copy where root may make no namespace, if nobody can get there", async () => {
      const data = join(directory, "data")
      const refused = await startEmbedded({ directory: data, settings, account: realNobody }).catch(String)
      expect(refused).to.match(/nobody cannot enter .*DATA_DIR/)
      await chmod(directory, 0o755)
      const server = await startEmbedded({ directory: data, settings, account: realNobody })
      const { uid } = await stat(join(data, "postgres"))
      expect(uid).to.equal(65_534)
      expect(
        await ask(server, "select count(*)::int as it from pg_available_extensions where name = 'pg_trgm'"),
      ).to.equal(1)
      await server.stop()
      await (await startEmbedded({ directory: data, settings, account: realNobody })).stop()
    })
  }

  it("lets in through loopback by password only, and never the superuser", async () => {
    const server = await startEmbedded({ directory, settings })
    const url = `postgres://postgres@127.0.0.1:${server.port}/postgres`
    const fault = await new pg.Client({ connectionString: url }).connect().catch(String)
    expect(fault).to.contain("pg_hba.conf rejects connection")
    await server.stop()
  })
})
