// Environment -> Config: the defaults, each variable, and what is said when one is wrong.
import { expect } from "chai"
import { chmod, mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ConfigError, readConfig, type Environment } from "../../../runtime/config/index.ts"

describe("runtime/config", () => {
  let directory: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "tenon-config-"))
  })
  afterEach(() => rm(directory, { recursive: true, force: true }))
  const read = (environment: Environment) => readConfig({ DATA_DIR: directory, ...environment })
  const refusal = async (environment: Environment): Promise<string> => {
    const fault: unknown = await read(environment).catch((error: unknown) => error)
    expect(fault).to.be.instanceOf(ConfigError)
    return String(fault)
  }

  it("has a default for everything: loopback, port 3000, the embedded database, demo companies", async () => {
    const config = await read({})
    expect(config).to.include({ port: 3000, host: "127.0.0.1", demo: true, logLevel: "info" })
    expect(config.servers).to.deep.equal([])
    expect(config.dataDirectory).to.equal(directory)
    expect(Object.isFrozen(config) && Object.isFrozen(config.database)).to.equal(true)
  })

  it("takes an empty value as an absent one", async () => {
    expect(await read({ PORT: "", DEMO: " ", DATABASE_URL: "" })).to.include({ port: 3000, demo: true })
  })

  it("reads each variable", async () => {
    const config = await read({
      PORT: "8080",
      HOST: "0.0.0.0",
      DEMO: "0",
      LOG_LEVEL: "debug",
      DATABASE_CONNECTIONS: "3",
    })
    expect(config).to.include({ port: 8080, host: "0.0.0.0", demo: false, logLevel: "debug" })
    expect(config.database.connections).to.equal(3)
  })

  const wrong: readonly (readonly [Environment, RegExp])[] = [
    [
      { PORT: "http" },
      /^ConfigError: PORT: "http" is not a whole number from 0 to 65535\. Leave it out for 3000\.$/,
    ],
    [{ PORT: "70000" }, /PORT: "70000"/],
    [{ PORT: "1e3" }, /PORT: "1e3"/],
    [{ DEMO: "maybe" }, /DEMO: "maybe" is neither yes nor no\. Use 1 or 0\.$/],
    [{ LOG_LEVEL: "loud" }, /LOG_LEVEL: "loud" is not known\. Use one of fatal, error/],
    [{ DATABASE_URL: "localhost" }, /DATABASE_URL: The value is not a URL\. It looks like postgres:/],
    [{ DATABASE_URL: "mysql://a@b/c" }, /DATABASE_URL: "mysql:" is not PostgreSQL's/],
    [{ DATABASE_URL: "postgres://host/db" }, /DATABASE_URL: The URL names no role/],
    [{ DATABASE_URL: "postgres://a@host" }, /DATABASE_URL: The URL names no database/],
    [
      { DATABASE_URL: "postgres://a@b/c", DATABASE_URLS: "main=postgres://a@b/c" },
      /DATABASE_URLS: DATABASE_URL is set/,
    ],
    [{ DATABASE_URLS: "postgres://a:secret@b/c" }, /DATABASE_URLS: An entry is not name=url/],
    [{ DATABASE_URLS: "a=postgres://a@b/c a=postgres://a@b/d" }, /The name "a" stands twice/],
    [{ SECRET_KEY: "short" }, /SECRET_KEY: It has 5 characters; 32 are the least/],
  ]
  for (const [environment, message] of wrong) {
    it(`refuses ${JSON.stringify(environment)} with its name and the mend`, async () => {
      const said = await refusal(environment)
      expect(said).to.match(message)
      expect(said).not.to.contain("secret@")
      expect(await readdir(directory)).to.deep.equal([])
    })
  }

  it("knows several servers by their names, in order", async () => {
    const { servers } = await read({
      DATABASE_URLS: "main=postgres://a:b@h/one  east=postgresql://a@h:5/two",
    })
    expect(servers).to.deep.equal([
      { name: "main", url: "postgres://a:b@h/one" },
      { name: "east", url: "postgresql://a@h:5/two" },
    ])
  })

  it("makes the secret once, for its owner alone, also when two start at once", async () => {
    const [one, two] = await Promise.all([read({}), read({})])
    expect(one.secretKey).to.equal(two.secretKey).and.to.have.length.greaterThan(60)
    expect((await read({})).secretKey).to.equal(one.secretKey)
    expect(await readdir(directory)).to.deep.equal(["secret.key"])
    const path = join(directory, "secret.key")
    expect((await stat(path)).mode & 0o777).to.equal(0o600)
    expect((await readFile(path, "utf8")).trim()).to.equal(one.secretKey)
  })

  it("refuses a secret that others may read, and uses a given one without writing any", async () => {
    expect((await read({ SECRET_KEY: "x".repeat(32) })).secretKey).to.equal("x".repeat(32))
    expect(await readdir(directory)).to.deep.equal([])
    await read({})
    await chmod(join(directory, "secret.key"), 0o644)
    expect(await refusal({})).to.match(/Others may read .*secret\.key\. Run: chmod 600/)
  })
})
